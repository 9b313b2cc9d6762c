"""The reason why a process ended early: a status and a sentence for the learner."""

from __future__ import annotations

from kata_runner.engine.attempt_process import ExitReason
from kata_runner.engine.inside.timeout import explain_little_time
from kata_runner.engine.job import Problem
from kata_runner.model import Limits, Status
from kata_runner.sanitize import legible

MAX_PRINTED = 16 << 20
MAX_ANSWERS = 4 << 20  # bytes of all its answers together: ten times what large tables need
MAX_SENTENCE = 300
SIGXCPU = 24
ALL_USED = "Stopped: the {what} for all experiments together is used up."
ENDINGS = {
    ExitReason.TIMEOUT: (Status.TIMED_OUT, "Stopped: no result after {wall:g} s."),
    ExitReason.OUTPUT_LIMIT: (
        Status.OVER_OUTPUT,
        f"Stopped after printing {MAX_PRINTED >> 20} MB: print less.",
    ),
    ExitReason.RESULT_LIMIT: (
        Status.OVER_OUTPUT,
        f"Stopped: its results take more than {MAX_ANSWERS >> 20} MB.",
    ),
    ExitReason.PROTOCOL_ERROR: (
        Status.KILLED,
        "Stopped: it wrote into the line that its results travel on.",
    ),
}


def early_end(
    ending: ExitReason,
    status: int | None,
    limits: Limits,
    hurried: str = "",
    *,
    is_all_used: bool = False,
) -> Problem:
    """Return an early end as a problem with a status and a sentence.

    `status` is the exit status of the process. `hurried` is the function, if any, whose time was
    reduced when the process ended. `is_all_used` says that the time of the whole job is used up.
    """
    if ending is ExitReason.TIMEOUT and hurried:
        text = legible(f"{hurried} did not return: {explain_little_time(hurried)}", MAX_SENTENCE)
        return Problem(Status.TIMED_OUT, "timed_out", text)
    if ending is ExitReason.TIMEOUT and is_all_used:
        return Problem(Status.TIMED_OUT, ending, ALL_USED.format(what="time"))
    if ending in ENDINGS:
        kind, text = ENDINGS[ending]
        return Problem(kind, ending, text.format(wall=limits.wall))
    if status == -SIGXCPU:
        return Problem(Status.TIMED_OUT, "cpu", ALL_USED.format(what="processor time"))
    how = f"signal {-status}" if status is not None and status < 0 else f"exit code {status}"
    return Problem(
        Status.KILLED,
        ending,
        f"The process ended in the middle of it ({how}): does the code end it?",
    )
