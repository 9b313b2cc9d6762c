"""Learned rules: each has a file that shows it, named after the rule, and says what it should."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kata_runner.engine.attempt_file import attempt_of, read_attempt
from kata_runner.engine.job import Job
from kata_runner.grading.diagnosis import code_rules, exception_rules
from kata_runner.grading.feedback import load_rules
from kata_runner.model import Report
from kata_runner.packs.entry_points import entry_points
from kata_runner.packs.plugin_manager import Plugins
from tests.helpers.attempts import read_header
from tests.helpers.graders import grade

pytestmark = pytest.mark.slow  # each of them is graded
FOLDER = Path(__file__).parents[1] / "attempts" / "code"
LOADING = {rule.name: rule.says for rule in load_rules.RULES} | {
    "misspelt_module": "Did you mean numpy?"
}
FAILING = [
    rule.name
    for module in (exception_rules, code_rules)
    for rule in (*module.RULES, *module.LATE_RULES)
]
PLUGINS = {"scoring", "code", "python"}
OTHER_WAYS = {"kept_in_a_default": "kept_between_calls"}  # files of rules that have another too
RULES = [*FAILING, "name_of_numpy", *LOADING, *OTHER_WAYS]


@pytest.fixture(scope="module")
def report_on(open_desk: Callable[[str], Any]) -> Callable[[str], Report]:
    """The report on a rule's file, with causes from rules alone.

    A part of kata 6.1 needs the others, so there it stands below the reference.
    """
    plugins = Plugins([one for one in entry_points("kata_runner") if one.name in PLUGINS])

    def report(name: str) -> Report:
        path = FOLDER / f"{name}.py"
        kata = read_header(path).first("kata")
        desk = open_desk(kata)
        attempt = read_attempt(path)
        if kata == "6.1":
            source = desk.kata.reference.read_bytes() + b"\n\n" + attempt.source
            attempt = attempt_of(path, source)
        return grade(Job(desk.kata, attempt), desk.sandbox, plugins)

    return cache(report)


def test_each_rule_has_a_file() -> None:
    assert set(RULES) == {path.stem for path in FOLDER.glob("*.py")}


@pytest.mark.parametrize("name", sorted({*FAILING, "name_of_numpy", *OTHER_WAYS}))
def test_a_rule_names_the_cause(name: str, report_on: Callable[[str], Report]) -> None:
    causes = [
        outcome.diagnosis.mistake for outcome in report_on(name).outcomes if outcome.diagnosis
    ]
    assert OTHER_WAYS.get(name, name) in causes
    assert not report_on(name).passed


@pytest.mark.parametrize("name", LOADING)
def test_a_rule_explains_why_a_file_does_not_load(
    name: str, report_on: Callable[[str], Report]
) -> None:
    assert LOADING[name] in report_on(name).message
    assert report_on(name).status == "unrunnable"


def test_a_cause_in_the_code_has_its_line(report_on: Callable[[str], Report]) -> None:
    lines = {outcome.line for outcome in report_on("return_in_loop").outcomes if outcome.diagnosis}
    assert lines == {6}
