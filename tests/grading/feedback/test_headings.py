"""A failing call below a cause shows that cause, or is said to show perhaps another one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kata_runner.engine.job import Job
from kata_runner.engine.sandbox import Sandbox
from kata_runner.model import Attempt, Kata
from kata_runner.packs.entry_points import EntryPoint
from kata_runner.packs.plugin_manager import Plugins
from tests.helpers.graders import grade

PLUGINS = [
    EntryPoint("scoring", "kata_runner.grading.scoring", "1"),
    EntryPoint("mistakes", "kata_runner.grading.diagnosis.cause_plugins:mistakes", "1"),
]
HALVES: dict[str, str | None] = {
    "katas/area/experiments.py": '''\
from kata_runner import Table, probe


@probe(points=1)
def first(impl, rng):
    """parts returns a third first."""
    return Table.of([impl.parts(number)[0] for number in rng.normal(size=5)])


@probe(points=1)
def second(impl, rng):
    """parts returns the size second."""
    return Table.of([impl.parts(number)[1] for number in rng.normal(size=5)])
''',
    "solutions/area/solution.py": "def parts(number):\n    return number / 3, abs(number)\n",
    "solutions/area/mistakes.py": """\
from kata_runner import mistake


@mistake("parts", "The sign is lost.")
def negative(number):
    return -number / 3, abs(number)


@mistake("parts", "The size is squared.")
def squared(number):
    return number / 3, number**2
""",
}


@pytest.mark.parametrize(
    ("returned", "heading"),
    [
        ("number / -3, abs(number)", "A small call that fails:"),
        ("number / -3, number * number", "A small call fails too, perhaps for another reason:"),
        ("number / -3, number + 9", "A small call fails too, perhaps for another reason:"),
        ("number - 7, number * number", "A small call that fails:"),
    ],
)
def test_a_call_below_a_cause_says_whether_the_part_has_another(
    returned: str,
    heading: str,
    write_kata: Callable[[dict[str, str | None]], Kata],
    sandbox: Sandbox,
    attempt: Callable[[str], Attempt],
) -> None:
    wrong = attempt(f"def parts(number):\n    return {returned}\n")
    job = Job(write_kata(HALVES), wrong, "graded", 3)
    first, _ = grade(job, sandbox, Plugins(PLUGINS)).outcomes
    assert first.case.splitlines()[0] == heading
