"""What did not pass is told its cause by the first plugin that knows one."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kata_runner import Diagnosis, hookimpl
from kata_runner.engine.job import Job
from kata_runner.engine.sandbox import Sandbox
from kata_runner.model import Attempt, Kata, Report
from kata_runner.packs.entry_points import EntryPoint
from kata_runner.packs.plugin_manager import Plugins
from tests.helpers.commands import clean_environment, kata_command
from tests.helpers.graders import grade

BUILT_IN = [
    EntryPoint("scoring", "kata_runner.grading.scoring", "1"),
    EntryPoint("mistakes", "kata_runner.grading.diagnosis.cause_plugins:mistakes", "1"),
]
PARTS = '''\
from kata_runner import Table, probe


@probe(points=1)
def third(impl, rng):
    """parts returns a third first."""
    return Table.of([impl.parts(number)[0] for number in rng.normal(size=5)])


@probe(points=1, needs=[third])
def size(impl, rng):
    """parts returns the size second."""
    return Table.of([impl.parts(number)[1] for number in rng.normal(size=5)])


@probe(points=1, needs=[third, size])
def both(impl, rng):
    """parts returns both."""
    return Table.stack(Table.of(impl.parts(number)) for number in rng.normal(size=5))
'''
REFERENCE = "def parts(number):\n    return number / 3, abs(number)\n"
MISTAKES = """\
from kata_runner import mistake


@mistake("parts", "The sign is lost.")
def negative(number):
    return -number / 3, abs(number)


@mistake("parts", "The size is squared.")
def squared(number):
    return number / 3, number**2


@mistake("parts", "The results are in the wrong order.")
def swapped(number):
    return abs(number), number / 3
"""


@pytest.fixture
def kata(write_kata: Callable[[dict[str, str | None]], Kata]) -> Kata:
    """A kata with one function of two parts, and three ways to get it wrong."""
    files = {"katas/area/experiments.py": PARTS, "solutions/area/solution.py": REFERENCE}
    return write_kata({**files, "solutions/area/mistakes.py": MISTAKES})


@pytest.fixture
def graded(
    kata: Kata, sandbox: Sandbox, attempt: Callable[[str], Attempt]
) -> Callable[..., Report]:
    """Grades what `parts` returns, written as an expression."""

    def report(returned: str, plugins: Plugins | None = None, seed: int = 3) -> Report:
        source = f"def parts(number):\n    return {returned}\n"
        return grade(
            Job(kata, attempt(source), "graded", seed), sandbox, plugins or Plugins(BUILT_IN)
        )

    return report


def causes(report: Report) -> dict[str, str]:
    return {
        outcome.name: outcome.diagnosis.mistake for outcome in report.outcomes if outcome.diagnosis
    }


def statuses(report: Report) -> list[str]:
    return [outcome.status.value for outcome in report.outcomes]


def test_the_cause_is_said_before_the_figures(graded: Callable[..., Report]) -> None:
    report = graded("number / 3, number * number")
    assert causes(report) == {"size": "squared"}
    said = report.outcomes[1].explanation
    assert said.startswith("The size is squared.\n")
    assert len(said.splitlines()) > 1


def test_an_attempt_that_passes_is_asked_for_no_cause(graded: Callable[..., Report]) -> None:
    report = graded("number * (1 / 3), max(number, -number)")
    assert (causes(report), statuses(report)) == ({}, ["passed"] * 3)


def test_what_waits_for_a_known_mistake_that_spares_it_is_told_its_own_cause(
    graded: Callable[..., Report],
) -> None:
    report = graded("number / -3, number * number")
    assert causes(report) == {"third": "negative", "size": "squared"}
    assert statuses(report) == ["failed", "failed", "blocked"]
    assert report.outcomes[2].explanation == "Waits for third."


def test_what_waits_for_a_known_mistake_that_spares_it_waits_on_when_its_cause_is_unknown(
    graded: Callable[..., Report],
) -> None:
    report = graded("number / -3, 7 * number")
    assert (causes(report), statuses(report)) == (
        {"third": "negative"},
        ["failed", "blocked", "blocked"],
    )


def test_what_a_known_mistake_spoils_itself_waits_for_it(graded: Callable[..., Report]) -> None:
    report = graded("abs(number), number / 3")
    assert (causes(report), statuses(report)) == (
        {"third": "swapped"},
        ["failed", "blocked", "blocked"],
    )


def test_what_nobody_knows_keeps_its_message(graded: Callable[..., Report]) -> None:
    report = graded("5, 6")
    assert causes(report) == {}
    assert "The" not in report.outcomes[0].explanation.splitlines()[0]


def asked_first(name: str, diagnose: Callable[..., Any]) -> Plugins:
    """The built-in plugins and another that knows causes."""
    plugins = Plugins([*BUILT_IN, EntryPoint("known", "kata_runner.grading.scoring", "1")])
    module = ModuleType(name)
    module.diagnose = hookimpl(diagnose)  # type: ignore[attr-defined]  # a plugin is a module with hooks in it
    plugins.manager.unregister(name="known")
    plugins.manager.register(module, name="known")
    return plugins


def test_a_plugin_is_given_both_tables_and_the_whole_case(graded: Callable[..., Report]) -> None:
    seen: list[Any] = []

    def diagnose(kata: Any, outcome: Any, actual: Any, expected: Any, case: Any) -> None:
        seen.append(
            (kata.id, outcome.name, actual.columns == expected.columns, sorted(case.run.results))
        )

    graded("5, abs(number)", asked_first("observer", diagnose))
    assert seen == [("0.2", "third", True, ["both", "size", "third"])]


def test_a_plugin_that_knows_is_believed_before_the_built_in_one(
    graded: Callable[..., Report],
) -> None:
    def diagnose(outcome: Any) -> Diagnosis:
        return Diagnosis("theirs", f"{outcome.name} is odd.")

    report = graded("number / -3, abs(number)", asked_first("knower", diagnose))
    assert causes(report) == {"third": "theirs"}
    assert report.outcomes[0].explanation.startswith("third is odd.\n")


def test_a_broken_catalogue_costs_the_cause_and_not_the_grade(
    kata: Kata, graded: Callable[..., Report]
) -> None:
    kata.mistakes.write_text("def (:\n", encoding="utf-8")
    plugins = Plugins(BUILT_IN)
    report = graded("5, 6", plugins)
    assert (causes(report), report.status) == ({}, "failed")
    [pack] = [pack for pack in plugins.packs if pack.name == "mistakes"]
    assert len(pack.problems) == 1
    assert "mistakes.py" in pack.problems[0]


def test_a_damaged_pin_is_told_of(kata: Kata, graded: Callable[..., Report]) -> None:
    kata.mistaken.write_text("{", encoding="utf-8")
    plugins = Plugins(BUILT_IN)
    graded("5, 6", plugins, seed=0)
    [problem] = [problem for pack in plugins.packs for problem in pack.problems]
    assert problem.endswith("mistakes.json: damaged: `kata verify 0.2 --pin` writes it anew")


def modules_imported(home: Path, attempt: Path, pack: Path) -> set[str]:
    """What `kata check` imports for an attempt, where no second processor is free meanwhile."""
    command = [*kata_command(), "check", "0.1", str(attempt), "--pack", str(pack)]
    command[1:1] = ["-X", "importtime"]
    command[:0] = ["taskset", "-c", str(min(os.sched_getaffinity(0)))]
    env = clean_environment(home, {})
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    return {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}


def test_nothing_of_it_is_imported_for_an_attempt_that_passes(
    tmp_path: Path, softmax: Path, right: Path, wrong: Path
) -> None:
    passed = modules_imported(tmp_path, right, softmax)
    assert "kata_runner.grading.pipeline" in passed
    package = "kata_runner.grading.diagnosis."
    assert not [name for name in passed if name.startswith(package)]
    failed = modules_imported(tmp_path, wrong, softmax)
    assert [name for name in failed if name.startswith(package)]
