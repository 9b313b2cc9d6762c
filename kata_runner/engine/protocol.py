"""One process's part of a job, as a state machine: bytes are put in, and it knows when to stop and
whom to blame.

It does no input or output itself, so that one loop can follow many of them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from time import monotonic
from typing import Any, Protocol

from kata_runner.engine.decoding import (
    MAX_NAME,
    GarbledError,
    Messages,
    cost_of,
    declarations_of,
    limits_of,
    problem_of,
    result_of,
    seconds,
    string,
    strings,
    whole,
)
from kata_runner.engine.inside.stopped import PATIENCE, WALL_PER_CPU, stopped_before
from kata_runner.engine.job import Job, Problem, Result, Run
from kata_runner.model import Limits, Status
from kata_runner.sanitize import harmless, legible, shortened

STARTUP = 60.0  # seconds until Python and numpy must be there, on the slowest and busiest machine
MOST_PRINTED = 16 << 20
MAX_OUTPUTS = 3  # times what one experiment may print, for all of them
MOST_SAID = 4 << 20  # bytes of all its answers together: ten times what large tables need
MAX_SENTENCE = 300
SIGXCPU = 24
GRACE = 0.1  # seconds that the attempt's own clock has to interrupt it, before the process is ended

# Which messages may come in which phase; the phase is the last message, but for those that end
# where they began.
NEXT = {
    "start": ("ready",),
    "ready": ("experiments", "broken"),
    "experiments": ("limits",),
    "limits": ("loaded", "unloadable"),
    "loaded": ("calling", "hurried", "table", "problem", "cost", "done"),
}
PHASE = dict.fromkeys(NEXT["loaded"][:-1], "loaded") | {"unloadable": "done", "broken": "done"}
OURS = (
    "start",
    "ready",
    "experiments",
)  # no line of the attempt has run yet: what is slow or fails is not its own


class Child(Protocol):
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

    def end(self, ending: str = "") -> int | None:
        """Make sure that it goes, after a little time to go by itself where its answers have just
        ended.

        Returns its exit status, negative for a signal, or nothing when it died by our own fault or
        said all it had to.
        """


class Session:
    """What is known of one process; `ending` says how its part ended, once it has."""

    def __init__(self, job: Job, run: Run, seconds: float) -> None:
        """Follow a process that works on `job` for `run`, for so many seconds from when the attempt
        is loaded.
        """
        self.job, self.run, self.seconds = job, run, seconds
        self.mark = f"--- {os.urandom(8).hex()} "
        self.ending = ""
        self.calling = ""
        self.needed: frozenset[str] = frozenset()
        self._hurried = ""
        self._time_left: dict[str, float] = dict(job.stopped or {})
        self._messages = Messages()
        self._printed: list[bytes] = []
        self._printed_size = self._said_size = 0
        self._phase = "start"
        self._phase_began = monotonic()
        self._deadline = self._hurried_deadline = float("inf")
        self._turns: Iterator[str] = iter(())
        self._next = ""  # the experiment whose turn it is

    @property
    def expires(self) -> float:
        """When it has been silent for too long, as `time.monotonic` counts."""
        if self._phase in OURS:
            return self._phase_began + STARTUP
        return min(self._deadline, self._hurried_deadline, self._phase_began + self.limits.wall)

    @property
    def limits(self) -> Limits:
        """Those of the experiment that the attempt is in, or of the kata."""
        return self.run.limits.get(self.running, self.job.kata.limits)

    @property
    def running(self) -> str:
        """The experiment that the attempt is in, or nothing where it is still loaded."""
        return self._next if self._phase == "loaded" else ""

    @property
    def silent_since(self) -> float:
        """When the attempt last got on, as `time.monotonic` counts; infinite as long as nothing of
        it runs.
        """
        return float("inf") if self._phase in OURS else self._phase_began

    @property
    def left(self) -> float:
        """How many of its seconds it has not used."""
        return self.seconds if self._phase in OURS else self._deadline - monotonic()

    def postpone(self, seconds: float) -> None:
        """Move the deadlines: so long nothing moved, and it used none of its time."""
        self._phase_began += seconds
        self._deadline += seconds
        self._hurried_deadline += seconds

    def take_answers(self, data: bytes) -> None:
        """Bytes from where answers come; none means that it has closed."""
        if self.ending:
            return
        if not data:
            self.ending = "died"
            return
        self._said_size += len(data)
        try:
            if self._said_size > MOST_SAID:
                self.ending = "over_answers"
                return
            now = monotonic()
            for message in self._messages.feed(data):
                self._handle(message, now)
                if self.ending:
                    return
        except (
            GarbledError,
            ValueError,
            TypeError,
            OverflowError,
            RecursionError,
        ):  # whatever odd content raises
            self.ending = "garbled"

    def take_prints(self, data: bytes) -> None:
        """Bytes from what it prints; the first part is kept."""
        if self._printed_size <= MOST_PRINTED:
            self._printed.append(data)
        self._printed_size += len(data)
        if self._printed_size > MOST_PRINTED and not self.ending:
            self.ending = "over_output"

    def expire(self) -> None:
        """It has been silent for too long."""
        self.ending = self.ending or "silent"

    def _handle(self, message: list[Any], now: float) -> None:
        """One message, believed only where it fits the order in which messages come."""
        kind = message[0]
        if kind not in NEXT.get(self._phase, ()):
            raise GarbledError(f"{kind} came in phase {self._phase}")
        if kind not in ("calling", "hurried"):  # they give nobody more time
            self._phase_began, self._hurried, self._hurried_deadline = now, "", float("inf")
        if (heed := HEEDED.get(kind)) is not None:
            heed(self, message)
        self._phase = PHASE.get(kind, kind)
        if self._phase == "done":
            self.ending = "done"

    def _on_broken(self, message: list[Any]) -> None:
        """The kata's own experiments do not load."""
        self.run.broken = " ".join(harmless(string(message[1])).split())
        self.run.broken_line = whole(message[2])

    def _on_experiments(self, message: list[Any]) -> None:
        """The kata's experiments; they are said before any line of the attempt has run."""
        self.run.names = self.run.names or strings(message[1])
        self.run.declarations = self.run.declarations or declarations_of(message[2])
        if not self.run.limits:
            self.run.limits = limits_of(message[3], self.job.kata.limits)
            self.seconds += extra_seconds(self.job.kata.limits, self.run.limits.values())
        self._turns = iter(self.run.missing)
        self._next = next(self._turns, "")

    def _on_limits(self, message: list[Any]) -> None:
        """The walls that were put up; said, like the experiments, before the attempt has run."""
        self.run.layers = tuple(strings(message[1]))
        if missing := self.needed.difference(self.run.layers):
            self.run.fault = (
                f"a process for an attempt had no {', '.join(sorted(missing))}, "
                f"which its level needs"
            )
            self.ending = "unwalled"
        self._deadline = self._phase_began + self.seconds

    def _on_unloadable(self, message: list[Any]) -> None:
        """The attempt's own file does not load."""
        self.run.unloadable = problem_of(message[1])

    def _on_calling(self, message: list[Any]) -> None:
        """Which of its functions the attempt is in."""
        self.calling = string(message[1])[:MAX_NAME]

    def _on_hurried(self, message: list[Any]) -> None:
        """A function is called that had to be stopped before, and so many seconds are left for
        it.
        """
        self._hurried, left = string(message[1])[:MAX_NAME], seconds(message[2])
        self._time_left[self._hurried] = min(left, self._time_left.get(self._hurried, PATIENCE))
        wall = WALL_PER_CPU * self.job.allowance + GRACE
        self._hurried_deadline = min(self._hurried_deadline, monotonic() + wall)

    def stopped(self, calling: str) -> dict[str, float]:
        """What is left for each function that had to be stopped, after a silence in `calling`
        too.
        """
        left = dict(self._time_left)
        if self._hurried:
            left[self._hurried] -= WALL_PER_CPU * self.job.allowance
        elif function := self.calling or calling:
            left.setdefault(function, PATIENCE)
        return {function: max(0.0, seconds) for function, seconds in left.items()}

    def _on_table(self, message: list[Any]) -> None:
        """What an experiment gave: the next of those that are missing, for they come in order."""
        if not self._next or message[1] != self._next:
            raise GarbledError("a result that is not its turn")
        self._next = next(self._turns, "")
        self.run.results[message[1]] = result_of(message)

    def _on_cost(self, message: list[Any]) -> None:
        """What it all took, by its own account: of use where the attempt is the reference."""
        self.run.cost += cost_of(message)

    def account(self, status: int | None) -> None:
        """Put the blame for an early end where it belongs; `status` is how the process ended."""
        self._share_output()
        if self.ending == "done" or self.run.fault:
            return
        if self._phase in OURS:
            said = " ".join(shortened(self.run.output, 300).split())
            self.run.fault = (
                f"the process for attempts ended early ({self.ending}, status {status}) {said}"
            ).strip()
            return
        problem = early_end(self.ending, status, self.limits, self._hurried)
        if self._phase == "limits":
            self.run.unloadable = problem
        elif self.run.missing:
            name = self.run.missing[0]
            self.run.results[name] = Result(name, None, problem)

    def _share_output(self) -> None:
        """Give each experiment what was printed during it; the loading's own goes to the run."""
        of_kata = self.job.kata.limits
        most = of_kata.output_kb << 10
        head, *parts = b"".join(self._printed).decode(errors="replace").split(f"\n{self.mark}")
        self.run.output = self.run.output or legible(head.strip("\n"), most)
        left = (
            MAX_OUTPUTS * most
        )  # for all of them together: there may be many experiments, and each may print
        for part in parts:
            name, _, text = part.partition("\n")
            if text.strip() and name in self.run.results:
                own = self.run.limits.get(name, of_kata).output_kb << 10
                output = legible(text.strip("\n"), min(own, max(left, own - most)))
                left -= min(len(output), left)
                self.run.results[name] = replace(self.run.results[name], output=output)


ENDINGS = {
    "silent": (Status.TIMED_OUT, "Stopped: no result after {wall:g} s."),
    "over_output": (
        Status.OVER_OUTPUT,
        f"Stopped after printing {MOST_PRINTED >> 20} MB: print less.",
    ),
    "over_answers": (
        Status.OVER_OUTPUT,
        f"Stopped: its results take more than {MOST_SAID >> 20} MB.",
    ),
    "garbled": (Status.KILLED, "Stopped: it wrote into the line that its results travel on."),
}
HEEDED = {
    "broken": Session._on_broken,
    "experiments": Session._on_experiments,
    "limits": Session._on_limits,
    "unloadable": Session._on_unloadable,
    "calling": Session._on_calling,
    "hurried": Session._on_hurried,
    "table": Session._on_table,
    "problem": Session._on_table,
    "cost": Session._on_cost,
}


def extra_seconds(kata: Limits, own: Iterable[Limits]) -> float:
    """How much more time experiments with limits of their own may take, all together, than the kata
    gives each.
    """
    return sum(max(0.0, each.cpu - kata.cpu, each.wall - kata.wall) for each in own)


def early_end(ending: str, status: int | None, limits: Limits, hurried: str = "") -> Problem:
    """An early end as a status and a sentence; `hurried` is a function that had little time when it
    came.
    """
    if ending == "silent" and hurried:
        text = legible(f"{hurried} did not return: {stopped_before(hurried)}", MAX_SENTENCE)
        return Problem(Status.TIMED_OUT, "timed_out", text)
    if ending in ENDINGS:
        kind, text = ENDINGS[ending]
        return Problem(kind, ending, text.format(wall=limits.wall))
    if status == -SIGXCPU:
        return Problem(
            Status.TIMED_OUT, "cpu", f"Stopped after {limits.total:g} s of processor time in all."
        )
    how = f"signal {-status}" if status is not None and status < 0 else f"exit code {status}"
    return Problem(
        Status.KILLED,
        ending,
        f"The process ended in the middle of it ({how}): does the code end it?",
    )
