"""Why a process that ended early ended."""

from __future__ import annotations

import pytest

from kata_runner.engine.attempt_process import ExitReason
from kata_runner.engine.early_end import early_end
from kata_runner.model import Limits, Status

LIMITS = Limits(wall=2.5, total=30.0)


@pytest.mark.parametrize(
    ("ending", "status", "kind", "text"),
    [
        (ExitReason.TIMEOUT, None, Status.TIMED_OUT, "Stopped: no result after 2.5 s."),
        (ExitReason.OUTPUT_LIMIT, -9, Status.OVER_OUTPUT, "Stopped after printing 16 MB"),
        (ExitReason.RESULT_LIMIT, -9, Status.OVER_OUTPUT, "its results take more than 4 MB"),
        (ExitReason.PROTOCOL_ERROR, 0, Status.KILLED, "it wrote into the line"),
        (ExitReason.EXITED, -24, Status.TIMED_OUT, "the processor time for all experiments"),
        (ExitReason.EXITED, -11, Status.KILLED, "in the middle of it (signal 11)"),
        (ExitReason.EXITED, 3, Status.KILLED, "in the middle of it (exit code 3)"),
        (ExitReason.EXITED, 0, Status.KILLED, "(exit code 0)"),
    ],
)
def test_an_end_is_a_status_and_a_sentence(
    ending: ExitReason, status: int | None, kind: Status, text: str
) -> None:
    problem = early_end(ending, status, LIMITS)
    assert problem.status is kind
    assert text in problem.text


def test_a_function_that_had_little_time_is_named_and_only_for_time() -> None:
    late = early_end(ExitReason.TIMEOUT, None, LIMITS, "step\x1b")
    assert late.status is Status.TIMED_OUT
    assert late.text.startswith(r"step\x1b did not return: ")
    assert "step" not in early_end(ExitReason.EXITED, 3, LIMITS, "step").text


def test_when_the_time_of_the_whole_job_is_used_up_no_experiment_is_said_to_be_slow() -> None:
    problem = early_end(ExitReason.TIMEOUT, None, LIMITS, is_all_used=True)
    assert problem.status is Status.TIMED_OUT
    assert problem.text == "Stopped: the time for all experiments together is used up."
