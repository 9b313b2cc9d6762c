"""The call that is pasted is one that fails, whatever the calls of a row are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kata_runner.engine.job import Job
from kata_runner.engine.sandbox import Sandbox
from kata_runner.grading.answer_key import compute
from kata_runner.grading.feedback.fresh import FailingExample
from kata_runner.grading.feedback.paste import find_failing_call
from kata_runner.model import Attempt, Kata
from kata_runner.packs.entry_points import EntryPoint
from kata_runner.packs.plugin_manager import Plugins
from tests.helpers.graders import grade

WriteKata = Callable[[dict[str, str | None]], Kata]
Find = Callable[[str], FailingExample | None]
SCORING = EntryPoint("scoring", "kata_runner.grading.scoring", "1")
EXPERIMENTS = '''\
from kata_runner import Table, experiment


@experiment(points=1)
def sums(impl):
    """Squares are added."""
    rows = []
    for side in (1, 2, 3):
        impl.square([7.5])
        rows.append([side, impl.square([side + 0.5])[0] + impl.square([-side])[0]])
    return Table(["side", "sum"], rows)
'''
SOLUTION = "def square(sides):\n    return [side * side for side in sides]\n"


@pytest.fixture
def find(write_kata: WriteKata, sandbox: Sandbox, attempt: Callable[[str], Attempt]) -> Find:
    """The call that fails in the experiment, of a source of square."""
    kata = write_kata({
        "katas/area/experiments.py": EXPERIMENTS, "solutions/area/solution.py": SOLUTION
    })  # fmt: skip

    def find(source: str) -> FailingExample | None:
        job = Job(kata, attempt(source), "graded", 0)
        [outcome] = grade(job, sandbox, Plugins([SCORING])).outcomes
        key = compute(kata, 0, sandbox.run)
        return find_failing_call(job, outcome, key, sandbox.run_many)

    return find


@pytest.mark.parametrize(
    ("wrong", "call", "expected", "actual"),
    [
        ("side * side if side != -2 else 0", "sides = [-2]\nsquare(sides)", "[4]", "[0]"),
        ("side * side if side != 2.5 else 0", "sides = [2.5]\nsquare(sides)", "[6.25]", "[0]"),
        ("side * side if side != 1.5 else 1 / 0", "sides = [1.5]\nsquare(sides)", "[2.25]",
         "ZeroDivisionError: division by zero"),
    ],
)  # fmt: skip
def test_it_is_the_call_of_several_that_fails(
    wrong: str, call: str, expected: str, actual: str, find: Find
) -> None:
    failing = find(SOLUTION.replace("side * side", wrong))
    assert failing is not None and not failing.is_late
    assert (failing.example.source, failing.example.expected) == (call, expected)
    assert failing.actual == actual


def test_where_a_call_spoils_the_next_it_is_made_twice(find: Find) -> None:
    failing = find(
        "ran = []\n\n\ndef square(sides):\n    ran.append(sides)\n"
        "    return [side * side + len(ran) - 1 for side in sides]\n"
    )
    assert failing is not None and failing.is_late
    assert failing.example.source.count("square(sides)") == 2


def test_where_no_call_fails_there_is_none(find: Find) -> None:
    assert find(f"count = []\n{SOLUTION}".replace(
        "    return", "    count.append(1)\n    if len(count) > 8:\n        return [0]\n    return"
    )) is None  # fmt: skip
