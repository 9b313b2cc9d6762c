"""From what ran to a report: outcomes, what waits for what, the score, and who is told."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from kata_runner import hookimpl
from kata_runner.authoring import Declaration
from kata_runner.engine.job import Cost, Job, Problem, Result, Run
from kata_runner.engine.sandbox import Sandbox
from kata_runner.errors import PackError
from kata_runner.grading.answer_key import AnswerKey, Expectation, reference
from kata_runner.grading.evaluate import evaluate
from kata_runner.model import Attempt, Diagnosis, Isolation, Kata, Outcome, Report, Status
from kata_runner.packs.entry_points import EntryPoint
from kata_runner.packs.plugin_manager import Plugins
from kata_runner.table import Table
from tests.helpers.graders import grade

NUMBER = ("numbers", (), "scalar")
SCORING = EntryPoint("scoring", "kata_runner.grading.scoring", "1")
RIGHT, WRONG = Table(["value"], [[1.0]]), Table(["value"], [[2.0]])
STOPPED = Problem(Status.TIMED_OUT, "timed_out", "Stopped after 2 s.")
RAISED = Problem(
    Status.CRASHED,
    "crashed",
    "ValueError: no",
    "  a.py, line 3, in f\n    raise ValueError('no')\n",
    3,
)


def key(**needs: Sequence[str]) -> AnswerKey:
    """An experiment of two points for each name, wanting RIGHT and one call of f."""
    declarations = [
        Declaration(name, name, f"About {name}.", 2, tuple(theirs))
        for name, theirs in needs.items()
    ]
    return AnswerKey(
        0,
        tuple(Expectation(declaration, RIGHT, (("f", NUMBER, 1),)) for declaration in declarations),
    )


def ran(**actual: Table | Problem) -> Run:
    """A run with these tables and problems."""
    calls = (("f", NUMBER, 1),)
    return Run(
        results={
            name: Result(name, what, None, calls)
            if isinstance(what, Table)
            else Result(name, None, what)
            for name, what in actual.items()
        }
    )


def statuses(outcomes: Sequence[Outcome]) -> dict[str, str]:
    return {outcome.name: outcome.status.value for outcome in outcomes}


def messages(outcomes: Sequence[Outcome]) -> dict[str, str]:
    return {outcome.name: outcome.explanation for outcome in outcomes}


def test_a_right_table_earns_the_points() -> None:
    [outcome] = evaluate(key(a=[]), ran(a=RIGHT))
    assert (outcome.status, outcome.points, outcome.explanation) == (Status.PASSED, 2, "")
    assert outcome.sentence == "About a." and outcome.first_difference is None


def test_a_wrong_table_earns_none_and_shows_the_first_difference() -> None:
    [outcome] = evaluate(key(a=[]), ran(a=WRONG))
    assert (outcome.status, outcome.points, outcome.max_points) == (Status.FAILED, 0, 2)
    difference = outcome.first_difference
    assert difference is not None
    assert (difference.row, difference.column, difference.expected, difference.actual) == (
        0,
        "value",
        1.0,
        2.0,
    )
    assert "expected 1, got 2" in outcome.explanation


def test_a_problem_keeps_its_status_and_the_learners_own_lines() -> None:
    [outcome] = evaluate(key(a=[]), ran(a=RAISED))
    assert outcome.status is Status.CRASHED
    assert "ValueError: no" in outcome.explanation and "line 3, in f" in outcome.explanation


def test_a_wrong_form_says_more_than_what_it_broke() -> None:
    unusable = Problem(
        Status.FAILED, "unusable", "TypeError: a NoneType is neither a number nor text"
    )
    run = Run(results={"a": Result("a", None, unusable, (("f", ("odd", "None"), 1),))})
    assert evaluate(key(a=[]), run)[0].message == "f returned None, expected a number."


def test_what_waits_names_the_root_causes_once() -> None:
    needs = {"a": [], "b": ["a"], "c": ["b", "a"], "other": [], "d": ["c", "other"]}
    outcomes = evaluate(key(**needs), ran(a=WRONG, b=WRONG, c=RAISED, other=WRONG, d=WRONG))
    assert statuses(outcomes) == {
        "a": "failed",
        "b": "blocked",
        "c": "blocked",
        "other": "failed",
        "d": "blocked",
    }
    told = messages(outcomes)
    assert told["b"] == told["c"] == "Waits for a."
    assert told["d"] == "Waits for a, other."
    assert all(
        outcome.first_difference is None for outcome in outcomes if outcome.status is Status.BLOCKED
    )


def test_what_passed_stays_passed() -> None:
    outcomes = evaluate(key(a=[], b=["a"]), ran(a=WRONG, b=RIGHT))
    assert statuses(outcomes) == {"a": "failed", "b": "passed"}
    assert outcomes[1].points == 2


def test_a_need_that_passed_blocks_nothing() -> None:
    outcomes = evaluate(key(a=[], b=["a"]), ran(a=RIGHT, b=WRONG))
    assert statuses(outcomes) == {"a": "passed", "b": "failed"}


def test_a_passed_need_hides_what_is_below_it() -> None:
    outcomes = evaluate(key(a=[], b=["a"], c=["b"]), ran(a=WRONG, b=RIGHT, c=WRONG))
    assert statuses(outcomes) == {"a": "failed", "b": "passed", "c": "failed"}


def test_outcomes_keep_the_order_of_the_key() -> None:
    names = [
        outcome.name for outcome in evaluate(key(z=[], a=[], m=[]), ran(m=RIGHT, a=RIGHT, z=RIGHT))
    ]
    assert names == ["z", "a", "m"]


def test_what_did_not_run_earns_nothing() -> None:
    run = Run(unloadable=Problem(Status.CRASHED, "load", "line 1: SyntaxError: invalid syntax."))
    outcomes = evaluate(key(a=[], b=[]), run)
    assert (
        not any(outcome.passed for outcome in outcomes)
        and sum(outcome.points for outcome in outcomes) == 0
    )


def test_no_answer_is_no_credit() -> None:
    """An attempt's process that sends fewer results than were asked for gains nothing by it."""
    assert not evaluate(key(a=[]), Run())[0].passed


EARLY = [status for status in Status if status.ended_early]


@pytest.mark.parametrize("early", EARLY)
@pytest.mark.parametrize("other", [RIGHT, WRONG, RAISED])
def test_a_report_is_failed_where_something_could_be_judged(
    early: Status, other: Table | Problem, area: Kata, attempt: Callable[[str], Attempt]
) -> None:
    outcomes = evaluate(key(a=[], b=[]), ran(a=Problem(early, early.value, "Stopped."), b=other))
    report = report_of(area, attempt(""), outcomes)
    assert (report.status, report.passed) == ("failed", False)


@pytest.mark.parametrize("early", EARLY)
def test_a_report_is_unrunnable_where_nothing_could_be_judged(
    early: Status, area: Kata, attempt: Callable[[str], Attempt]
) -> None:
    outcomes = evaluate(key(a=[], b=["a"]), ran(a=Problem(early, early.value, "Stopped."), b=WRONG))
    assert statuses(outcomes)["b"] == "blocked"
    assert report_of(area, attempt(""), outcomes).status == "unrunnable"


def report_of(kata: Kata, attempt: Attempt, outcomes: tuple[Outcome, ...]) -> Report:
    """A report on made-up outcomes."""
    return Report(kata, attempt, outcomes, 2.0, 4.0, Isolation("process", ()), 0, 0.1)


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (Status.TIMED_OUT, "Stopped. The reference takes 0.02 s for all experiments together."),
        (Status.OVER_MEMORY, "Stopped. The reference peaks at 31 MB."),
        (Status.OVER_OUTPUT, "Stopped."),
    ],
)
def test_an_attempt_over_a_limit_reads_how_little_the_reference_needs(
    status: Status, message: str
) -> None:
    known = replace(key(a=[]), cost=Cost(31, 0.02))
    stopped = ran(a=Problem(status, status.value, "Stopped."))
    assert messages(evaluate(known, stopped)) == {"a": message}
    assert messages(evaluate(key(a=[]), stopped)) == {"a": "Stopped."}, (
        "nothing is said where nothing is known"
    )


# --- With the real process, and with plugins


def plugin(monkeypatch: pytest.MonkeyPatch, name: str, **hooks: Callable[..., Any]) -> EntryPoint:
    """An entry point to a module with these hooks."""
    module = ModuleType(name)
    for hook, function in hooks.items():
        setattr(module, hook, hookimpl(function))
    monkeypatch.setitem(sys.modules, name, module)
    return EntryPoint(name, name, "1.0")


def test_the_reference_passes_and_the_report_says_how(area: Kata, sandbox: Sandbox) -> None:
    report = grade(Job(area, reference(area), "graded", 5), sandbox, Plugins([SCORING]))
    assert (report.status, report.score, report.max_score, report.seed) == ("passed", 6, 6, 5)
    assert report.isolation.level and 0 < report.seconds < 60


def test_a_partly_right_attempt_gets_part_of_the_score(
    area: Kata, sandbox: Sandbox, attempt: Callable[[str], Attempt]
) -> None:
    source = (
        "def square(side):\n    return side ** 2\n\ndef circle(radius):\n    return 3 * "
        "radius ** 2\n"
    )
    report = grade(Job(area, attempt(source), "graded", 0), sandbox, Plugins([SCORING]))
    assert (report.status, report.score) == ("failed", 5)


def test_a_file_that_does_not_load_says_so_once(
    area: Kata, sandbox: Sandbox, attempt: Callable[[str], Attempt]
) -> None:
    report = grade(Job(area, attempt("def square(\n"), "graded", 0), sandbox, Plugins([SCORING]))
    assert report.status == "unrunnable" and report.message.startswith(
        "area.py: line 1: SyntaxError"
    )
    assert report.score == 0


def test_score_hook_wins_over_the_built_in_one(
    area: Kata, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def score(kata: Kata, outcomes: tuple[Outcome, ...]) -> float:
        seen.extend([kata.name, *[outcome.name for outcome in outcomes]])
        return 1.5

    plugins = Plugins([SCORING, plugin(monkeypatch, "zz_half", score=score)])
    assert grade(Job(area, reference(area), "graded", 0), sandbox, plugins).score == 1.5
    assert seen == ["area", "random_squares", "three_squares", "circles"]


def test_a_score_hook_without_an_opinion_leaves_it_to_the_next(
    area: Kata, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugins = Plugins([SCORING, plugin(monkeypatch, "shy", score=lambda kata: None)])
    assert grade(Job(area, reference(area), "graded", 0), sandbox, plugins).score == 6


@pytest.mark.parametrize("answer", [np.int64(3), np.float32(3), Fraction(6, 2)])
def test_a_score_may_be_any_real_number(
    answer: object, area: Kata, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugins = Plugins([SCORING, plugin(monkeypatch, "exact", score=lambda kata: answer)])
    score = grade(Job(area, reference(area), "graded", 0), sandbox, plugins).score
    assert score == 3 and type(score) is float


@pytest.mark.parametrize("answer", ["six", float("nan"), float("inf"), True, [6.0], -0.5, 6.5])
def test_what_is_no_score_is_the_packs_fault(
    answer: object, area: Kata, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugins = Plugins([SCORING, plugin(monkeypatch, "odd", score=lambda kata: answer)])
    with pytest.raises(PackError, match="pack 'odd': score: expected a number from 0 to 6"):
        grade(Job(area, reference(area), "graded", 0), sandbox, plugins)


def test_a_score_hook_that_raises_is_blamed_and_left_out(
    area: Kata, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugins = Plugins([SCORING, plugin(monkeypatch, "broken", score=lambda kata: 1 / 0)])
    assert grade(Job(area, reference(area), "graded", 0), sandbox, plugins).score == 6
    [problem] = next(pack.problems for pack in plugins.packs if pack.name == "broken")
    assert "score: ZeroDivisionError" in problem


def test_without_a_score_the_reason_is_named(area: Kata, sandbox: Sandbox) -> None:
    with pytest.raises(PackError, match="KATA_DISABLED_PLUGINS"):
        grade(Job(area, reference(area), "graded", 0), sandbox, Plugins([]))


def test_attempt_graded_is_told_once_and_may_fail(
    area: Kata, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports: list[Report] = []

    def remember(report: Report) -> None:
        reports.append(report)

    listener = plugin(monkeypatch, "listener", attempt_graded=remember)
    careless = plugin(monkeypatch, "careless", attempt_graded=lambda report: 1 / 0)
    plugins = Plugins([SCORING, careless, listener])
    report = grade(Job(area, reference(area), "graded", 0), sandbox, plugins)
    assert reports == [report] and report.passed
    assert any(
        "attempt_graded: ZeroDivisionError" in p for pack in plugins.packs for p in pack.problems
    )


def test_nothing_of_the_attempt_is_run_in_this_process(
    area: Kata, sandbox: Sandbox, attempt: Callable[[str], Attempt], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TOUCHED", raising=False)
    source = "import os, sys\nos.environ['TOUCHED'] = 'yes'\nsys.modules['touched'] = sys\n"
    grade(Job(area, attempt(source), "graded", 0), sandbox, Plugins([SCORING]))
    assert "touched" not in sys.modules and "TOUCHED" not in os.environ


def test_a_job_may_ask_for_some_experiments_only(area: Kata, sandbox: Sandbox) -> None:
    run = sandbox.run(Job(area, reference(area), ["circles"]))
    assert list(run.results) == ["circles"]


def test_who_fails_is_sent_to_the_lesson_and_who_waits_or_passed_is_not() -> None:
    pointed = [
        replace(part, declaration=replace(part.declaration, lesson="Halves"))
        for part in key(a=[], b=["a"], c=[]).expectations
    ]
    failed, waiting, passed = evaluate(AnswerKey(0, tuple(pointed)), ran(a=WRONG, b=WRONG, c=RIGHT))
    assert failed.feedback.endswith('\nIn the lesson: "Halves".')
    assert waiting.feedback == "Waits for a." and passed.feedback == ""


def test_a_heading_that_the_cause_names_is_not_named_twice() -> None:
    [failed] = evaluate(key(a=[]), ran(a=WRONG))
    known = replace(
        failed, lesson="Halves", diagnosis=Diagnosis("doubled", "It is doubled (see Halves).")
    )
    assert "In the lesson" not in known.feedback
