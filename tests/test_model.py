"""What a report says of its outcomes."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from kata_runner.model import (
    Diagnosis,
    Difference,
    Isolation,
    Kata,
    Limits,
    Outcome,
    Report,
    Status,
    get_overall_status,
)
from tests.helpers.sources import attempt_of

KATA = Kata("0.1", "softmax", "Softmax", "", "", "here", Path("k"), Path("s"), limits=Limits(cpu=3))


def outcome(status: Status = Status.FAILED, **more: object) -> Outcome:
    return Outcome("a", "About a.", status, 0.0, 1.0, **more)  # type: ignore[arg-type]  # fields


def report(
    *outcomes: Outcome, score: float = 0.0, max_score: float = 4.0, message: str = ""
) -> Report:
    isolation = Isolation("full", ("seccomp",))
    return Report(KATA, attempt_of("x"), outcomes, score, max_score, isolation, 7, 0.12345, message)


@pytest.mark.parametrize(
    ("statuses", "loads", "status"),
    [
        (["passed", "passed"], True, "passed"),
        (["passed", "failed"], True, "failed"),
        (["passed", "timed_out"], True, "failed"),
        (["crashed"], True, "failed"),
        (["timed_out", "blocked", "over_memory"], True, "unrunnable"),
        (["passed", "passed"], False, "unrunnable"),
        ([], True, "passed"),
        ([], False, "unrunnable"),
    ],
)
def test_a_status_sums_up_outcomes(statuses: list[str], loads: bool, status: str) -> None:
    outcomes = [outcome(Status(name)) for name in statuses]
    assert get_overall_status(outcomes, loads=loads) == status
    graded = report(*outcomes, message="" if loads else "It does not load.")
    assert (graded.status, graded.passed) == (status, status == "passed")


def test_every_status_is_judged_or_ended_early_or_waits() -> None:
    unjudged = {status for status in Status if status.is_unjudged}
    assert unjudged == {
        Status.BLOCKED,
        Status.TIMED_OUT,
        Status.OVER_MEMORY,
        Status.OVER_OUTPUT,
        Status.KILLED,
    }
    assert {status for status in Status if status.ended_early} == unjudged - {Status.BLOCKED}


@pytest.mark.parametrize(
    ("score", "max_score", "passed", "fraction"),
    [(1.0, 4.0, False, 0.25), (4.0, 4.0, True, 1.0), (0.0, 0.0, True, 1.0), (0.0, 0.0, False, 0.0)],
)
def test_a_fraction_is_the_share_of_the_points(
    score: float, max_score: float, passed: bool, fraction: float
) -> None:
    status = Status.PASSED if passed else Status.FAILED
    assert report(outcome(status), score=score, max_score=max_score).fraction == fraction


def test_feedback_names_the_heading_once() -> None:
    texts = {
        (says, lesson): outcome(
            message="Why.",
            lesson=lesson,
            replay="Again.",
            diagnosis=Diagnosis("m", says) if says else None,
        ).feedback
        for says, lesson in itertools.product(("", "See The cell."), ("", "The cell"))
    }
    pointer = 'Why.\nIn the lesson: "The cell".\nAgain.'
    assert texts == {
        ("", ""): "Why.\nAgain.",
        ("", "The cell"): pointer,
        ("See The cell.", ""): "See The cell.\nWhy.\nAgain.",
        ("See The cell.", "The cell"): "See The cell.\nWhy.\nAgain.",
    }


def test_what_is_right_in_a_secret_outcome_is_not_in_its_dictionary() -> None:
    difference = Difference(2, "h", 1.0, float("nan"))
    shown = outcome(first_difference=difference).to_dict()["first_difference"]
    assert shown == {"row": 2, "column": "h", "expected": 1.0, "actual": "nan"}
    assert outcome(first_difference=difference, secret=True).to_dict()["first_difference"] is None


def test_a_kata_under_other_limits_keeps_the_rest() -> None:
    limited = KATA.with_limits({"wall": 1.0})
    assert (limited.limits.wall, limited.limits.cpu, limited.id) == (1.0, 3, "0.1")
    assert KATA.with_limits({}) is KATA


def test_a_command_names_the_pack_that_was_asked_for_and_is_ready_for_a_shell() -> None:
    from dataclasses import replace

    assert KATA.command("check", "my file.py") == "kata check 0.1 'my file.py'"
    assert replace(KATA, asked_for="p").command("show") == "kata show 0.1 --pack p"
