"""The check of mutants shows every small change that no experiment sees."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from kata_runner.engine.inside.kata_loader import generator
from kata_runner.engine.sandbox import Sandbox
from kata_runner.model import Kata
from kata_runner.verify.author_check import Finding
from kata_runner.verify.checks_mutants import check_mutants
from kata_runner.verify.context import VerifyContext
from kata_runner.verify.suite import run_check
from kata_runner.verify.tried_mutants import list_mutants

WriteKata = Callable[[dict[str, str | None]], Kata]
TOML = """\
id = "0.2"
title = "Areas"
phase = "Foundations"
summary = "Squares and circles."
"""
WEAK = '''\
from kata_runner import Table, experiment


@experiment(points=1)
def one_square(impl):
    """The square of two."""
    return Table.of(impl.square(2))
'''
SQUARE = "def square(side):\n    return side * side\n"
SURVIVORS = ["square: side * side -> side + side"]
WAIVER = "[[waived]]\nmutant = {!r}\nreason = 'Nobody asks for another side.'\n"


def check(kata: Kata, sandbox: Sandbox) -> Finding:
    return run_check(check_mutants, VerifyContext(kata, sandbox))


@pytest.fixture
def weak(write_kata: WriteKata) -> Callable[..., Kata]:
    """A kata whose one experiment cannot tell 2 * 2 from 2 + 2 nor see rounding, with these
    waivers.
    """

    def written(*waived: str, square: str = SQUARE) -> Kata:
        toml = TOML + "".join(map(WAIVER.format, waived))
        return write_kata(
            {
                "katas/area/kata.toml": toml,
                "katas/area/experiments.py": WEAK,
                "solutions/area/solution.py": square,
            }
        )

    return written


def test_a_good_kata_kills_them_all(area: Kata, sandbox: Sandbox) -> None:
    finding = check(area, sandbox)
    assert finding.holds, finding.problems
    [score] = finding.notes
    match = re.fullmatch(r"killed (\d+) of (\d+) \(100%\) on seeds 0 to 3", score)
    assert match and match[1] == match[2] and int(match[1]) > 5


def test_a_survivor_is_one_line_and_its_diff_is_there_for_who_asks(
    weak: Callable[..., Kata], sandbox: Sandbox
) -> None:
    finding = check(weak(), sandbox)
    assert finding.problems == (f"survived, line 2: {SURVIVORS[0]}",)
    [diff] = [remark.detail.splitlines() for remark in finding.remarks if remark.wrong]
    assert "-    return side * side" in diff and "+    return side + side" in diff


LUCKY = '''\
from kata_runner import Table, probe


@probe(points=1)
def one_square(impl, rng):
    """The square of a side that is two, or not."""
    return Table.of(impl.square(2 + 2 * rng.randint(2)))
'''


def test_a_mutant_that_passes_on_some_seeds_has_survived(
    write_kata: WriteKata, sandbox: Sandbox
) -> None:
    files = {
        "katas/area/experiments.py": LUCKY,
        "solutions/area/solution.py": SQUARE,
        "katas/area/kata.toml": TOML,
    }
    found = run_check(check_mutants, VerifyContext(write_kata(dict(files)), sandbox, range(8)))
    [problem] = [line for line in found.problems if line.endswith(SURVIVORS[0])]
    assert found.problems[-1].startswith(
        "those that passed on some seeds only: take chance out of the probes that see"
    )
    lucky = {int(seed) for seed in re.findall(r"\d", problem.partition(" only, line")[0])}
    twos = {seed for seed in range(8) if generator(seed, "one_square").randint(2) == 0}
    assert lucky == twos and 0 < len(lucky) < 8


def test_a_sample_is_tried_and_judges_no_waiver_of_others(
    weak: Callable[..., Kata], sandbox: Sandbox
) -> None:
    kata = weak(*SURVIVORS)
    whole = len(VerifyContext(kata, sandbox).once(list_mutants))
    finding = run_check(check_mutants, VerifyContext(kata, sandbox, sample=1))
    assert finding.holds, "the waived one may be among those that were not tried"
    assert finding.notes[0].endswith(f"; a sample of {whole}")


def test_a_survivor_can_be_waived(weak: Callable[..., Kata], sandbox: Sandbox) -> None:
    finding = check(weak(*SURVIVORS), sandbox)
    assert finding.holds
    assert finding.notes[0].endswith(", 1 waived")


@pytest.mark.parametrize(
    ("waived", "why"),
    [
        ("square: side * side -> 0", "there is no such mutant"),
        ("square: side * side -> side", "it is killed"),
    ],
)
def test_a_waiver_that_excuses_nothing_is_an_error(
    waived: str, why: str, weak: Callable[..., Kata], sandbox: Sandbox
) -> None:
    problems = check(weak(*SURVIVORS, waived), sandbox).problems
    assert problems == (
        f"kata.toml waives {waived!r}, and {why}" + ": take the waiver out" * ("killed" in why),
    )


@pytest.mark.thorough
@pytest.mark.slow
def test_a_mutant_that_never_comes_back_is_killed(
    weak: Callable[..., Kata], sandbox: Sandbox
) -> None:
    square = (
        "def square(side):\n    area = 0\n    while area < 4:\n        area += side\n    "
        "return area\n"
    )
    problems = check(weak(square=square), sandbox).problems
    assert not [problem for problem in problems if "area += side -> pass" in problem]
