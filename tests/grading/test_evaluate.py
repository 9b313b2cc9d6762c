"""Evaluating a run: each experiment by itself, then what waits for what; nothing else is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kata_runner.authoring import UNCHANGED, Declaration
from kata_runner.engine.job import Cost, Problem, Result, Run
from kata_runner.errors import EngineError
from kata_runner.grading.answer_key import AnswerKey, Expectation
from kata_runner.grading.evaluate import (
    MAX_CELL,
    MAX_MESSAGE,
    block_dependents,
    bound,
    describe_load_problem,
    describe_misfit,
    evaluate,
    evaluate_alone,
    find_differences,
    find_status,
)
from kata_runner.model import Difference, Outcome, Status
from kata_runner.table import Table, Tolerance
from tests.helpers.sources import attempt_of

RIGHT = Table(["value"], [[1.0], [2.0]])
NEAR = Table(["value"], [[1.0], [2.02]])
SHORT = Table(["value"], [[1.0]])
NUMBER, NONE = ("numbers", (), "scalar"), ("odd", "None")  # forms of results
COST = Cost(peak_mb=40, seconds=0.25)


def expect(name: str, *needs: str, points: float = 2.0, **more: Any) -> Expectation:
    """An experiment that wants RIGHT within one percent."""
    declaration = Declaration(
        name, "A title", f"About {name}.", points, needs, tolerance=Tolerance(0.01), **more
    )
    return Expectation(declaration, RIGHT, ())


def key(*expectations: Expectation, cost: Cost = Cost()) -> AnswerKey:
    return AnswerKey(0, expectations, cost)


def ran(**actual: Table | Problem) -> Run:
    """A run that gave these tables and problems."""
    results = {
        name: Result(name, what, None)
        if isinstance(what, Table)
        else Result(name, None, what, output="printed")
        for name, what in actual.items()
    }
    return Run(results=results)


def test_an_outcome_says_what_its_declaration_says() -> None:
    expectation = expect("a", "b", points=3.0, lesson="The cell", secret=True)
    [outcome] = evaluate_alone(key(expectation), ran(a=SHORT))
    assert (outcome.name, outcome.sentence, outcome.lesson) == ("a", "About a.", "The cell")
    assert (outcome.points, outcome.max_points, outcome.needs) == (0.0, 3.0, ("b",))
    assert outcome.secret


@pytest.mark.parametrize(
    ("actual", "message"),
    [
        (SHORT, "The result is not the expected one. What is right is kept secret here."),
        (
            Problem(Status.FAILED, "unusable", "TypeError: 17"),
            "What came back could not be used. What is right is kept secret here.",
        ),
        (Problem(Status.CRASHED, "crashed", "ValueError: no"), "ValueError: no"),
    ],
)
def test_of_a_secret_nothing_is_told_but_that_it_is_one(
    actual: Table | Problem, message: str
) -> None:
    [outcome] = evaluate(key(expect("a", secret=True)), ran(a=actual))
    assert (outcome.message, outcome.first_difference) == (message, None)


@pytest.mark.parametrize(
    ("table", "points", "status"),
    [(RIGHT, 2.0, Status.PASSED), (NEAR, 2.0, Status.PASSED), (SHORT, 0.0, Status.FAILED)],
)
def test_points_are_earned_within_the_tolerance_of_the_declaration(
    table: Table, points: float, status: Status
) -> None:
    wide = Expectation(Declaration("a", "", "", 2.0, tolerance=Tolerance(0.02)), RIGHT, ())
    [outcome] = evaluate(key(wide), ran(a=table))
    assert (outcome.points, outcome.status) == (points, status)
    assert find_status(wide, Result("a", table, None)) is status


def test_a_value_beyond_the_tolerance_earns_nothing_and_is_the_first_difference() -> None:
    expectation = Expectation(Declaration("a", "", "", 2.0, tolerance=Tolerance(0.001)), RIGHT, ())
    [outcome] = evaluate(key(expectation), ran(a=NEAR))
    difference = outcome.first_difference
    assert difference is not None
    assert (difference.row, difference.expected, difference.actual) == (1, 2.0, 2.02)
    assert (outcome.points, outcome.status) == (0.0, Status.FAILED)
    assert find_status(expectation, Result("a", NEAR, None)) is Status.FAILED


def test_a_table_of_another_shape_differs_as_a_whole() -> None:
    assert find_differences(expect("a"), SHORT) is None
    [outcome] = evaluate(key(expect("a")), ran(a=SHORT))
    assert outcome.first_difference is None
    assert "got 1" in outcome.message


def test_what_has_no_table_is_not_right() -> None:
    problem = Problem(Status.CRASHED, "crashed", "ValueError: no", "", 7)
    assert find_status(expect("a"), Result("a", None, problem)) is Status.CRASHED
    [outcome] = evaluate(key(expect("a")), ran(a=problem))
    assert (outcome.status, outcome.line, outcome.message, outcome.output) == (
        Status.CRASHED,
        7,
        "ValueError: no",
        "printed",
    )


def test_a_passed_outcome_sends_nobody_to_the_lesson() -> None:
    [outcome] = evaluate(key(expect("a", lesson="The cell")), ran(a=RIGHT))
    assert outcome.lesson == ""


@pytest.mark.parametrize("table", [NEAR, SHORT], ids=["values", "shape"])
def test_a_result_of_another_kind_is_told_before_what_differs(table: Table) -> None:
    declaration = Declaration("a", "", "", 2.0, tolerance=Tolerance(0.001))
    expectation = Expectation(declaration, RIGHT, (("f", NUMBER, 1),))
    run = Run(results={"a": Result("a", table, None, (("f", NONE, 1),))})
    [outcome] = evaluate(key(expectation), run)
    assert outcome.message.startswith("f returned None")
    assert outcome.first_difference is None


@pytest.mark.parametrize("kind", ["unusable", "no_table"])
def test_a_result_of_another_kind_is_told_where_no_table_could_be_made(kind: str) -> None:
    expectation = Expectation(Declaration("a", "", "", 2.0), RIGHT, (("f", NUMBER, 1),))
    problem = Problem(Status.CRASHED, kind, "It said.")
    run = Run(results={"a": Result("a", None, problem, (("f", NONE, 1),))})
    [outcome] = evaluate(key(expectation), run)
    assert outcome.message.startswith("f returned None")
    assert outcome.status is Status.FAILED


@pytest.mark.parametrize(
    ("calls", "right", "message"),
    [
        ([("f", NONE, 2)], [("f", NUMBER, 2)], "f is not written yet."),
        ([("f", NONE, 1), ("g", NONE, 1)], [("f", NUMBER, 1)], "f is not written yet."),
        ([("f", NONE, 1)], [("f", NONE, 1)], ""),
        ([("f", NONE, 1)], [], ""),
    ],
)
def test_a_part_that_does_nothing_is_not_written_unless_the_reference_gives_none(
    calls: list[Any], right: list[Any], message: str
) -> None:
    expectation = Expectation(Declaration("a", "", "", 2.0), RIGHT, tuple(right))
    idle = tuple(name for name, *_ in calls)
    run = Run(results={"a": Result("a", NEAR, None, tuple(calls), idle=idle)})
    for _ in range(2):
        [outcome] = evaluate(key(expectation), run)
        assert outcome.status is Status.FAILED
        assert message in outcome.message and ("written" in outcome.message) == bool(message)


def test_a_part_that_does_nothing_and_gives_the_right_table_passes() -> None:
    expectation = Expectation(Declaration("a", "", "", 2.0), RIGHT, (("f", NUMBER, 1),))
    run = Run(results={"a": Result("a", RIGHT, None, (("f", NONE, 1),), idle=("f",))})
    [outcome] = evaluate(key(expectation), run)
    assert outcome.passed


def test_what_ended_early_is_told_as_that_whatever_kind_came() -> None:
    expectation = Expectation(Declaration("a", "", "", 2.0), RIGHT, (("f", NUMBER, 1),))
    problem = Problem(Status.TIMED_OUT, "timed_out", "Stopped after 2 s.")
    run = Run(results={"a": Result("a", None, problem, (("f", NONE, 1),))})
    [outcome] = evaluate(key(expectation), run)
    assert (outcome.status, outcome.message) == (Status.TIMED_OUT, "Stopped after 2 s.")


def test_a_fault_of_ours_is_no_verdict() -> None:
    with pytest.raises(EngineError, match="no memory"):
        evaluate(key(expect("a")), Run(fault="no memory"))


def test_attempts_that_share_a_result_share_its_outcome() -> None:
    expectation, run = expect("a"), ran(a=SHORT)
    other = Run(results=dict(run.results))
    assert evaluate_alone(key(expectation), run) == evaluate_alone(key(expectation), other)
    again = expect("a")
    assert evaluate_alone(key(again), run) != evaluate_alone(key(expectation), run)


@pytest.mark.parametrize(
    ("unloadable", "status", "line"),
    [
        (None, Status.BLOCKED, 0),
        (Problem(Status.FAILED, "syntax", "x", "", 4), Status.BLOCKED, 4),
        (Problem(Status.TIMED_OUT, "timed_out", "x", "", 5), Status.TIMED_OUT, 5),
    ],
)
def test_what_had_no_chance_to_run_has_the_status_of_what_stopped_it(
    unloadable: Problem | None, status: Status, line: int
) -> None:
    run = Run(unloadable=unloadable)
    [outcome] = evaluate(key(expect("a")), run)
    assert (outcome.status, outcome.line, outcome.points) == (status, line, 0.0)
    assert outcome.message == "The file does not load."
    problem = run.results["a"].problem
    assert problem is not None
    assert problem.kind == "not_run"


def test_where_two_needs_failed_both_are_named_once_in_their_order() -> None:
    def outcome(name: str, status: Status, *needs: str) -> Outcome:
        return Outcome(name, "", status, 0.0, 1.0, needs, "Why.", line=3, lesson="The cell")

    failed, passed = Status.FAILED, Status.PASSED
    outcomes = block_dependents(
        [
            outcome("a", failed),
            outcome("b", failed),
            outcome("c", passed, "a"),
            outcome("d", failed, "b", "a", "b"),
            outcome("e", Status.TIMED_OUT, "d", "c"),
            outcome("f", failed, "c", "nobody"),
        ]
    )
    assert {one.name: (one.status, one.message) for one in outcomes} == {
        "a": (failed, "Why."),
        "b": (failed, "Why."),
        "c": (passed, "Why."),
        "d": (Status.BLOCKED, "Waits for b, a."),
        "e": (Status.BLOCKED, "Waits for b, a."),
        "f": (failed, "Why."),
    }
    assert [(one.line, one.lesson) for one in outcomes[3:5]] == [(0, "")] * 2


@pytest.mark.parametrize(
    ("status", "cost", "text"),
    [
        (Status.OVER_MEMORY, COST, "a.py: Too much. The reference peaks at 40 MB."),
        (Status.OVER_MEMORY, Cost(), "a.py: Too much."),
        (
            Status.TIMED_OUT,
            COST,
            "a.py: Too much. The reference takes 0.2 s for all experiments together.",
        ),
        (Status.TIMED_OUT, Cost(), "a.py: Too much."),
        (Status.CRASHED, COST, "a.py: Too much."),
    ],
)
def test_why_a_file_does_not_load_is_told_with_what_the_reference_needs(
    status: Status, cost: Cost, text: str
) -> None:
    attempt = attempt_of("", str(Path("folder") / "a.py"))
    run = Run(unloadable=Problem(status, "over", "Too much."))
    assert describe_load_problem(attempt, run, cost) == text
    assert describe_load_problem(attempt, Run(), cost) == ""


@pytest.mark.parametrize(
    ("kind", "text"),
    [("no_table", "It said."), ("unusable", "What came back could not be used: It said.")],
)
def test_an_unusable_result_is_told_without_a_traceback(kind: str, text: str) -> None:
    problem = Problem(Status.FAILED, kind, "It said.", "  a.py, line 3")
    [outcome] = evaluate(key(expect("a")), ran(a=problem))
    assert outcome.message == text


def test_a_changed_argument_is_told_as_that_and_a_table_of_another_shape_is_not() -> None:
    columns = ["argument", "after the call"]
    expected = Table(columns, [["step: x", "unchanged"]])
    declaration = Declaration(UNCHANGED, "", "", 2.0)
    graded = key(Expectation(declaration, expected, ()))
    [outcome] = evaluate_alone(graded, ran(**{UNCHANGED: Table(columns, [["step: x", "changed"]])}))
    assert outcome.message.startswith("step changed its argument x: ")
    assert outcome.first_difference is not None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "ValueError: columns ['n', 'e[0]', 'e[1]'] do not fit under ['n', 'e[0]']",
            "e has 2 values, and 1 in an earlier case.",
        ),
        (
            "ValueError: columns ['e[0]'] do not fit under ['e[0]', 'e[1]', 'e[2]']",
            "e has 1 value, and 3 in an earlier case.",
        ),
        ("ValueError: columns ['a'] do not fit under ['b']", ""),
        ("ValueError: columns ['e[0]'] do not fit under ['f[0]', 'f[1]']", ""),
    ],
)
def test_results_of_several_lengths_are_described_by_their_lengths(text: str, words: str) -> None:
    assert describe_misfit(text) == (words or text)


# --- How much of what an attempt causes is kept


def failed_with(message: str, actual: str | float) -> Outcome:
    difference = Difference(0, "x", 1.0, actual)
    return Outcome("a", "", Status.FAILED, 0.0, 1.0, message=message, first_difference=difference)


@pytest.mark.parametrize("actual", ["x" * MAX_CELL, 2.0])
def test_what_a_learner_can_read_is_left_as_it_is(actual: str | float) -> None:
    small = bound(failed_with("m" * MAX_MESSAGE, actual))
    assert small.first_difference is not None
    assert (small.message, small.first_difference.actual) == ("m" * MAX_MESSAGE, actual)


def test_a_long_message_and_a_long_text_are_cut() -> None:
    cut = bound(failed_with("m" * (MAX_MESSAGE + 1), "x" * (MAX_CELL + 1)))
    assert cut.first_difference is not None
    assert cut.message == f"{'m' * MAX_MESSAGE}\n… 1 more characters"
    assert cut.first_difference.actual == f"{'x' * MAX_CELL}\n… 1 more characters"
    assert (cut.first_difference.row, cut.first_difference.expected) == (0, 1.0)


def test_without_a_difference_there_is_nothing_to_cut() -> None:
    outcome = Outcome("a", "", Status.FAILED, 0.0, 1.0, message="m")
    assert bound(outcome).first_difference is None
