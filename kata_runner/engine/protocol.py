"""The protocol of one attempt's process, as a state machine: it takes the bytes that the process
sends, knows its deadlines, and says whether the attempt or the grader caused an early end.

It does no input or output itself, so that one loop can follow many of them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from math import inf
from time import monotonic
from typing import Any

from kata_runner.engine.attempt_process import ExitReason
from kata_runner.engine.decoding import (
    MAX_NAME,
    Messages,
    ProtocolError,
    seconds,
    to_declarations,
    to_limits,
    to_problem,
    to_result,
)
from kata_runner.engine.early_end import MAX_ANSWERS, MAX_PRINTED, early_end
from kata_runner.engine.inside import messages
from kata_runner.engine.inside.stopped import PATIENCE, WALL_PER_CPU
from kata_runner.engine.job import Cost, Job, Result, Run
from kata_runner.model import Limits
from kata_runner.sanitize import harmless, legible, shortened

STARTUP = 60.0  # seconds until Python and numpy must be there, on the slowest and busiest machine
MAX_OUTPUTS = 3  # times what one experiment may print, for all of them
GRACE = 0.1  # seconds that the attempt's own clock has to interrupt it, before the process is ended


class Phase(StrEnum):
    """How far an attempt's process has got."""

    START = "start"
    READY = "ready"
    EXPERIMENTS = "experiments"
    LIMITS = "limits"
    LOADED = "loaded"
    DONE = "done"


# No line of the attempt has run yet: what is slow or fails in these phases is not its own.
SETUP_PHASES = (Phase.START, Phase.READY, Phase.EXPERIMENTS)
# Which messages may come in which phase.
EXPECTED: dict[Phase, tuple[type[messages.Message], ...]] = {
    Phase.START: (messages.Ready,),
    Phase.READY: (messages.Experiments, messages.Broken),
    Phase.EXPERIMENTS: (messages.Layers,),
    Phase.LIMITS: (messages.Loaded, messages.Unloadable),
    Phase.LOADED: (
        messages.Calling,
        messages.Hurried,
        messages.TableResult,
        messages.ProblemResult,
        messages.ResourceUsage,
        messages.Done,
    ),
    Phase.DONE: (),
}
CALLS = frozenset({messages.Calling, messages.Hurried})
# The phase that a message begins; after any other one the phase stays.
NEXT_PHASE: dict[type[messages.Message], Phase] = {
    messages.Ready: Phase.READY,
    messages.Experiments: Phase.EXPERIMENTS,
    messages.Layers: Phase.LIMITS,
    messages.Loaded: Phase.LOADED,
    messages.Broken: Phase.DONE,
    messages.Unloadable: Phase.DONE,
    messages.Done: Phase.DONE,
}


class Session:
    """What is known of one process; `ending` says how its part ended, once it has."""

    def __init__(self, job: Job, run: Run, seconds: float) -> None:
        """Follow a process that works on `job` for `run`, for so many seconds from when the attempt
        is loaded.
        """
        self.job, self.run, self.seconds = job, run, seconds
        self.mark = f"--- {os.urandom(8).hex()} "
        self.ending = ExitReason.RUNNING
        self.calling = ""
        self.needed: frozenset[str] = frozenset()
        self._hurried = ""
        self._time_left: dict[str, float] = dict(job.stopped or {})
        self._messages = Messages()
        self._printed: list[bytes] = []
        self._printed_size = self._said_size = 0
        self._phase = Phase.START
        self._phase_began = monotonic()
        self._deadline = self._hurried_deadline = inf
        self._turns: Iterator[str] = iter(())
        self._next = ""  # the experiment whose turn it is

    @property
    def expires(self) -> float:
        """When it has been silent for too long, as `time.monotonic` counts."""
        if self._phase in SETUP_PHASES:
            return self._phase_began + STARTUP
        return min(self._deadline, self._hurried_deadline, self._phase_began + self.limits.wall)

    @property
    def limits(self) -> Limits:
        """Those of the experiment that the attempt is in, or of the kata."""
        return self.run.limits.get(self.running, self.job.kata.limits)

    @property
    def running(self) -> str:
        """The experiment that the attempt is in, or nothing where it is still loaded."""
        return self._next if self._phase is Phase.LOADED else ""

    @property
    def silent_since(self) -> float:
        """When the attempt last got on, as `time.monotonic` counts; infinite as long as nothing of
        it runs.
        """
        return inf if self._phase in SETUP_PHASES else self._phase_began

    @property
    def left(self) -> float:
        """How many of its seconds it has not used."""
        return self.seconds if self._phase in SETUP_PHASES else self._deadline - monotonic()

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
            self.ending = ExitReason.EXITED
            return
        self._said_size += len(data)
        try:
            if self._said_size > MAX_ANSWERS:
                self.ending = ExitReason.RESULT_LIMIT
                return
            now = monotonic()
            for message in self._messages.feed(data):
                self._handle(message, now)
                if self.ending:
                    return
        except (
            ProtocolError,
            ValueError,
            TypeError,
            OverflowError,
            RecursionError,
        ):  # whatever odd content raises
            self.ending = ExitReason.PROTOCOL_ERROR

    def take_prints(self, data: bytes) -> None:
        """Bytes from what it prints; the first part is kept."""
        if self._printed_size <= MAX_PRINTED:
            self._printed.append(data)
        self._printed_size += len(data)
        if self._printed_size > MAX_PRINTED and not self.ending:
            self.ending = ExitReason.OUTPUT_LIMIT

    def expire(self) -> None:
        """It has been silent for too long."""
        self.ending = self.ending or ExitReason.TIMEOUT

    def _handle(self, message: messages.Message, now: float) -> None:
        """Take one message; raises ProtocolError where it does not fit the order of messages."""
        kind = type(message)
        if kind not in EXPECTED[self._phase]:
            raise ProtocolError(f"{kind.__name__} in phase {self._phase}")
        if kind not in CALLS:  # they give no more time
            self._phase_began, self._hurried, self._hurried_deadline = now, "", inf
        if kind in HANDLERS:
            HANDLERS[kind](self, message)
        if kind in NEXT_PHASE:
            self._phase = NEXT_PHASE[kind]
            if self._phase is Phase.DONE:
                self.ending = ExitReason.DONE

    def _on_ready(self, message: messages.Ready) -> None:
        """Refuse a process of another release."""
        if message.version != messages.VERSION:
            self.run.fault = (
                f"a process for an attempt speaks version {message.version!r:.20} of the protocol, "
                f"expected {messages.VERSION}: install the same release everywhere"
            )
            self.ending = ExitReason.VERSION

    def _on_broken(self, message: messages.Broken) -> None:
        """The kata's own experiments do not load."""
        self.run.broken = " ".join(harmless(message.text).split())
        self.run.broken_line = message.line

    def _on_experiments(self, message: messages.Experiments) -> None:
        """The kata's experiments; they are said before any line of the attempt has run."""
        self.run.names = self.run.names or message.names
        self.run.declarations = self.run.declarations or to_declarations(message.declarations)
        if not self.run.limits:
            self.run.limits = to_limits(message.limits, self.job.kata.limits)
            self.seconds += extra_seconds(self.job.kata.limits, self.run.limits.values())
        self._turns = iter(self.run.missing)
        self._next = next(self._turns, "")

    def _on_layers(self, message: messages.Layers) -> None:
        """The walls that were put up; said, like the experiments, before the attempt has run."""
        self.run.layers = tuple(message.names)
        if missing := self.needed.difference(self.run.layers):
            self.run.fault = (
                f"a process for an attempt had no {', '.join(sorted(missing))}, "
                f"which its level needs"
            )
            self.ending = ExitReason.UNPROTECTED
        self._deadline = self._phase_began + self.seconds

    def _on_unloadable(self, message: messages.Unloadable) -> None:
        """The attempt's own file does not load."""
        self.run.unloadable = to_problem(message.problem)

    def _on_calling(self, message: messages.Calling) -> None:
        """Which of its functions the attempt is in."""
        self.calling = message.function[:MAX_NAME]

    def _on_hurried(self, message: messages.Hurried) -> None:
        """A function is called that had to be stopped before, and so many seconds are left for
        it.
        """
        self._hurried, left = message.function[:MAX_NAME], seconds(message.seconds)
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

    def _on_result(self, message: messages.TableResult | messages.ProblemResult) -> None:
        """What an experiment gave: the next of those that are missing, for they come in order."""
        if not self._next or message.name != self._next:
            raise ProtocolError("a result that is not its turn")
        self._next = next(self._turns, "")
        self.run.results[message.name] = to_result(message)

    def _on_usage(self, message: messages.ResourceUsage) -> None:
        """What it all took, by its own account: of use where the attempt is the reference."""
        self.run.cost += Cost.of(message)

    def account(self, status: int | None) -> None:
        """Put the blame for an early end where it belongs; `status` is how the process ended."""
        self._share_output()
        if self.ending is ExitReason.DONE or self.run.fault:
            return
        if self._phase in SETUP_PHASES:
            output = " ".join(shortened(self.run.output, 300).split())
            self.run.fault = (
                f"the process for attempts ended early ({self.ending}, status {status}) {output}"
            ).strip()
            return
        problem = early_end(self.ending, status, self.limits, self._hurried)
        if self._phase is Phase.LIMITS:
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


HANDLERS: dict[type[messages.Message], Callable[[Session, Any], None]] = {
    messages.Ready: Session._on_ready,
    messages.Broken: Session._on_broken,
    messages.Experiments: Session._on_experiments,
    messages.Layers: Session._on_layers,
    messages.Unloadable: Session._on_unloadable,
    messages.Calling: Session._on_calling,
    messages.Hurried: Session._on_hurried,
    messages.TableResult: Session._on_result,
    messages.ProblemResult: Session._on_result,
    messages.ResourceUsage: Session._on_usage,
}


def extra_seconds(kata: Limits, own: Iterable[Limits]) -> float:
    """How much more time experiments with limits of their own may take, all together, than the kata
    gives each.
    """
    return sum(max(0.0, each.cpu - kata.cpu, each.wall - kata.wall) for each in own)
