"""Every built-in kata passes its checks: a new kata is ready when this file is green."""

from __future__ import annotations

import hashlib
import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kata_runner import Grader
from kata_runner.engine.sandbox import Sandbox
from kata_runner.grading.answer_key import compute, read_pinned, reference
from kata_runner.learner.path import next_kata
from kata_runner.learner.progress_store import Standing
from kata_runner.model import Attempt, Kata, Report, Status
from kata_runner.packs.catalogue import Catalogue
from kata_runner.packs.lesson_sections import list_examples
from kata_runner.packs.plugin_manager import load_plugins
from kata_runner.packs.starter_text import get_starter_text
from kata_runner.reports.text import render
from kata_runner.verify.checks_pinned import without_figure
from kata_runner.verify.checks_width import check_width
from kata_runner.verify.context import SEEDS, VerifyContext
from kata_runner.verify.suite import verify
from tests.helpers.modules import make_module

KATAS = [kata for kata in Catalogue(load_plugins()).katas if kata.pack == "builtin"]
SOME_MUTANTS = 40  # as `kata verify --quick` tries
every_kata = pytest.mark.parametrize("kata", KATAS, ids=[kata.name for kata in KATAS])


@pytest.fixture(autouse=True)
def private_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Passing in here leaves no mark in anybody's progress."""
    monkeypatch.setenv("KATA_HOME", str(tmp_path))


def starter(kata: Kata) -> Attempt:
    """The starter as an attempt."""
    source = get_starter_text(kata).encode()
    return Attempt(Path(f"{kata.name}.py"), source, hashlib.sha256(source).hexdigest())


Grade = Callable[..., Report]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def grader() -> Iterator[Grader]:
    with Grader() as grader:
        yield grader


@pytest.fixture
def graded(grader: Grader) -> Grade:
    """The report on an attempt, as `kata check` gives it."""
    return lambda kata, attempt, seed=0: grader.grade(kata, attempt.source, seed, explain=True)


@every_kata
def test_what_is_copied_from_a_kata_fits_beside_an_editor(kata: Kata, sandbox: Sandbox) -> None:
    remarks = check_width.run(VerifyContext(kata, sandbox))
    assert [remark.text for remark in remarks if remark.is_advice] == []


def functions_in(module: ModuleType) -> dict[str, Callable[..., Any]]:
    """The public functions that a module defines itself."""
    return {
        name: value
        for name, value in vars(module).items()
        if inspect.isfunction(value)
        and value.__module__ == module.__name__
        and not name.startswith("_")
    }


def callers_of(kata: Kata, sandbox: Sandbox) -> dict[str, set[str]]:
    """The graded experiments that call a function, by its name."""
    callers: dict[str, set[str]] = {}
    for part in compute(kata, 0, sandbox.run).expectations:
        for name, *_ in part.calls:
            callers.setdefault(name, set()).add(part.declaration.name)
    return callers


def test_the_katas_are_there() -> None:
    assert [kata.id for kata in KATAS] == ["6.1", "6.2", "6.3", "6.4", "7.1"]


@pytest.mark.parametrize("katas", [KATAS, KATAS[::-1]], ids=["in order", "backwards"])
def test_each_kata_leads_to_the_next(katas: list[Kata]) -> None:
    passed: dict[str, Standing] = {}
    while (kata := next_kata(katas, passed)) is not None:
        passed[kata.name] = Standing(kata.name, 1.0, 1.0, 1, 0.0, "", 0.0, "")
    assert [*passed] == [kata.name for kata in KATAS]


@every_kata
def test_starter_loads_and_fails_everything_helpfully(
    kata: Kata, graded: Grade, sandbox: Sandbox
) -> None:
    report = graded(kata, starter(kata))
    assert (report.status, report.score, report.message) == ("failed", 0, "")
    assert not any(outcome.passed for outcome in report.outcomes)
    for outcome in report.outcomes:
        assert outcome.status in (Status.FAILED, Status.BLOCKED)
        assert re.search("is not written yet|[Ww]aits for", outcome.message), outcome.message
    text = render(report)
    waiting = {outcome.name for outcome in report.outcomes if outcome.status is Status.BLOCKED}
    callers = callers_of(kata, sandbox)
    for name in functions_in(make_module(get_starter_text(kata), "starter")):
        assert re.search(rf"\b{name} +0/\d+  not written yet", text) or callers[name] <= waiting, (
            "a function is named, or waits for one"
        )
    assert f"kata show {kata.id}" in text


@pytest.mark.slow
@every_kata
@pytest.mark.parametrize("seed", [0, 1, 2, 63, 2**32 - 1])
def test_reference_passes(kata: Kata, seed: int, graded: Grade) -> None:
    report = graded(kata, reference(kata), seed)
    assert report.passed, [(o.name, o.message) for o in report.outcomes if not o.passed]
    assert report.score == report.max_score


@pytest.mark.thorough
@pytest.mark.slow
@every_kata
def test_verify_holds(kata: Kata, sandbox: Sandbox) -> None:
    findings = list(
        verify(VerifyContext(kata, sandbox, SEEDS[:1], sample=SOME_MUTANTS, katas=KATAS))
    )
    assert len(findings) >= 4
    assert not [finding.problems for finding in findings if not finding.holds]


@every_kata
def test_pinned_tables_fit_the_files(kata: Kata, sandbox: Sandbox) -> None:
    pinned = read_pinned(kata)
    assert pinned is not None, f"write them anew: kata verify {kata.id} --pin"
    computed = compute(kata, pinned.seed, sandbox.run)
    assert [part.declaration for part in pinned.expectations] == [
        without_figure(part.declaration) for part in computed.expectations
    ]


@every_kata
def test_the_lesson_has_worked_examples_and_each_function_two_hints(kata: Kata) -> None:
    assert list_examples(kata.lesson.read_text(encoding="utf-8"))
    assert all(
        len(hints) >= 2 and all(hint.strip() for hint in hints) for hints in kata.hints.values()
    )


@every_kata
def test_the_starter_says_what_each_function_does(kata: Kata) -> None:
    for name, function in functions_in(make_module(get_starter_text(kata), "starter")).items():
        assert inspect.getdoc(function), name


@every_kata
def test_points_add_up_to_a_round_number(kata: Kata) -> None:
    pinned = read_pinned(kata)
    assert pinned is not None
    assert sum(part.declaration.points for part in pinned.expectations) == 100
