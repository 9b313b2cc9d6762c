"""The process of one attempt, as those who start it and those who follow it both see it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from kata_runner.engine.job import Job


class ExitReason(StrEnum):
    """How the part of a process ended."""

    RUNNING = ""
    DONE = "done"
    EXITED = "died"
    TIMEOUT = "silent"
    PROTOCOL_ERROR = "garbled"
    RESULT_LIMIT = "over_answers"
    OUTPUT_LIMIT = "over_output"
    UNPROTECTED = "unwalled"  # a layer is missing that its level needs
    VERSION = "version"  # the two ends are of different releases


class AttemptProcess(Protocol):
    """One process for one attempt: the seam between following a job and starting, feeding and
    ending processes.
    """

    answers: int
    prints: int
    # the function that it was in at its end, where it shares memory with those who look after it
    calling: str
    needed: frozenset[str]  # the layers of isolation without which nothing of it counts

    def give(self, job: Job, mark: str) -> None:
        """Hand over what it does not know yet of a job, with the mark before what is printed, and
        say that it is all.

        What is dead already is found out by its silence.
        """

    def end(self, ending: ExitReason = ExitReason.RUNNING) -> int | None:
        """Make sure that it goes, after a little time to go by itself where its answers have just
        ended.

        Returns its exit status, negative for a signal, or nothing when it died by our own fault or
        said all it had to.
        """
