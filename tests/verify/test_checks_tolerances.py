"""The check of tolerances says what lies to either side of each, and when one is on the wrong
side.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kata_runner.engine.sandbox import Sandbox
from kata_runner.model import Kata
from kata_runner.verify.author_check import Finding
from kata_runner.verify.checks_tolerances import check_tolerances
from kata_runner.verify.context import VerifyContext
from kata_runner.verify.suite import run_check

EXPERIMENTS = '''\
from kata_runner import Table, Tolerance, experiment


@experiment(points=1, tolerance=Tolerance(relative={relative}, absolute=0.0))
def sides(impl):
    """Squares of sides that no binary fraction holds."""
    return Table.of([impl.square(side) for side in (0.1, 0.7, 1.3)])


@experiment(points=1)
def names(impl):
    """Nothing to be rounded."""
    return Table.of(impl.name(3))
'''
SOLUTION = '''\
def square(side):
    """The area of a square."""
    return 1.0001 * side * side


def name(corners):
    """What a figure is called."""
    return f"{corners} corners"
'''


@pytest.fixture
def check(write_kata: Callable[..., Kata], sandbox: Sandbox) -> Callable[[str], Finding]:
    """What the check finds for a relative tolerance."""

    def find(relative: str) -> Finding:
        experiments = EXPERIMENTS.format(relative=relative)
        kata = write_kata(
            {"katas/area/experiments.py": experiments, "solutions/area/solution.py": SOLUTION}
        )
        return run_check(check_tolerances, VerifyContext(kata, sandbox))

    return find


def test_the_margin_is_told_for_what_is_rounded(check: Callable[[str], Finding]) -> None:
    finding = check("1e-5")
    assert finding.holds
    [note] = finding.notes
    noise, wrong, tolerance = note.removeprefix("sides: ").replace(": ", ", ").split(", ")
    assert 1e-9 < float(noise.removeprefix("noise ")) < 3e-7, "single precision"
    assert wrong == "nearest wrong 1e-4", "the factor of 1.0001 left out"
    assert tolerance == "tolerance 1e-5"


def test_a_tolerance_that_leaves_no_room_for_rounding(check: Callable[[str], Finding]) -> None:
    [problem] = check("1e-9").problems
    assert problem.startswith(
        "sides: the tolerance is too narrow for right attempts: the reference with single precision"
    )
    assert problem.endswith(" off, allow at least 2 times that")


def test_a_text_that_rounding_changes_is_not_told_of_a_wider_tolerance(
    write_kata: Callable[..., Kata], sandbox: Sandbox
) -> None:
    experiments = EXPERIMENTS.format(relative="1e-4").replace(
        "[impl.square(side) for", "[[impl.square(side), repr(impl.square(side))] for"
    )
    files = {"katas/area/experiments.py": experiments, "solutions/area/solution.py": SOLUTION}
    finding = run_check(check_tolerances, VerifyContext(write_kata(files), sandbox))
    [problem] = finding.problems
    assert problem.startswith("sides: right attempts may fail: the reference with ")
    assert "inf " not in problem


def test_a_tolerance_that_lets_mistakes_through(check: Callable[[str], Finding]) -> None:
    [problem] = check("0.2").problems
    assert problem.startswith("sides: the tolerance is too wide: square: ")
    assert problem.endswith(" off, and no experiment rejects it")


def test_a_variant_that_cannot_compute_in_a_precision_says_nothing(
    write_kata: Callable[..., Kata], sandbox: Sandbox
) -> None:
    picky = SOLUTION.replace(
        "    return 1", "    if type(side) is not float:\n        raise TypeError\n    return 1"
    )
    kata = write_kata(
        {
            "katas/area/experiments.py": EXPERIMENTS.format(relative="1e-5"),
            "solutions/area/solution.py": picky,
        }
    )
    finding = run_check(check_tolerances, VerifyContext(kata, sandbox))
    assert "e-16, nearest wrong" in finding.notes[0], (
        "only the order of the factors is left to be noise"
    )
