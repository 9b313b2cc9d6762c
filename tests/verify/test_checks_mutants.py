"""The check of mutants shows every small change that no experiment sees."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kata_runner.engine.sandbox import Sandbox
from kata_runner.model import Kata
from kata_runner.verify.check import Bench, Finding
from kata_runner.verify.checks_mutants import mutants_are_killed
from kata_runner.verify.suite import found_by

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
SURVIVORS = ["square: side * side -> side + side", "square: return side * side -> return round(side * side, 3)"]
WAIVER = "[[waived]]\nmutant = {!r}\nreason = 'Nobody asks for another side.'\n"


def check(kata: Kata, sandbox: Sandbox) -> Finding:
    return found_by(mutants_are_killed, Bench(kata, sandbox))


@pytest.fixture
def weak(write_kata: WriteKata) -> Callable[..., Kata]:
    """A kata whose one experiment cannot tell 2 * 2 from 2 + 2 nor see rounding, with these waivers."""

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
    killed, _, all_of_them = score.removeprefix("killed ").partition(" of ")
    assert killed == all_of_them and int(killed) > 5


def test_a_survivor_is_shown_as_a_diff(weak: Callable[..., Kata], sandbox: Sandbox) -> None:
    problems = check(weak(), sandbox).problems
    first, *diff = problems[0].splitlines()
    assert len(problems) == 2
    assert first == f"survived, line 2: {SURVIVORS[0]}"
    assert "-    return side * side" in diff and "+    return side + side" in diff


def test_a_survivor_can_be_waived(weak: Callable[..., Kata], sandbox: Sandbox) -> None:
    finding = check(weak(*SURVIVORS), sandbox)
    assert finding.holds
    assert finding.notes[0].endswith(", 2 waived")


@pytest.mark.parametrize(
    ("waived", "why"),
    [("square: side * side -> 0", "there is no such mutant"), ("square: side * side -> side", "it is killed")],
)
def test_a_waiver_that_excuses_nothing_is_an_error(
    waived: str, why: str, weak: Callable[..., Kata], sandbox: Sandbox
) -> None:
    problems = check(weak(*SURVIVORS, waived), sandbox).problems
    assert problems == (f"kata.toml waives {waived!r}, and {why}" + ": take the waiver out" * ("killed" in why),)


@pytest.mark.slow
def test_a_mutant_that_never_comes_back_is_killed(weak: Callable[..., Kata], sandbox: Sandbox) -> None:
    square = "def square(side):\n    area = 0\n    while area < 4:\n        area += side\n    return area\n"
    problems = check(weak(square=square), sandbox).problems
    assert not [problem for problem in problems if "area += side -> pass" in problem]
