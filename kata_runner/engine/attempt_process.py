"""Interface to the process of one attempt, for the backends and for the supervisor."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from kata_runner.engine.job import Job


class ExitReason(StrEnum):
    """Why the session with an attempt's process ended; RUNNING, which is false, until then."""

    RUNNING = ""
    DONE = "done"
    EXITED = "died"
    TIMEOUT = "silent"
    PROTOCOL_ERROR = "garbled"
    RESULT_LIMIT = "over_answers"
    OUTPUT_LIMIT = "over_output"
    UNPROTECTED = "unwalled"  # a layer that its level requires is missing
    VERSION = "version"  # the grader and the process are of different releases


class AttemptProcess(Protocol):
    """A process that runs one attempt.

    It separates the code that follows a job from the code that starts, feeds and ends processes.
    """

    answers: int
    prints: int
    # the function that it called last before it ended, where it shares memory with its server
    calling: str
    needed: frozenset[str]  # layers of isolation that it must report, or the run fails

    def give(self, job: Job, mark: str) -> None:
        """Send the part of `job` that the process does not have yet, and close its input.

        `mark` is the prefix of the lines that separate printed output by experiment. A process that
        is already dead raises no error here: it is detected when its answers end.
        """

    def end(self, ending: ExitReason = ExitReason.RUNNING) -> int | None:
        """End the process and return its exit status, negative for a signal.

        A process whose answers have just ended first gets a short time to exit by itself. The
        status is None when the process ended through our own fault, and may be None when it had
        sent all its answers.
        """
