"""The protocol of one attempt's process, as a state machine: it consumes the bytes that the process
sends, tracks its deadlines, and decides whether the attempt or the grader caused an early end.

It does no input or output itself, so that one loop can follow many processes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import StrEnum
from math import inf
from time import monotonic
from typing import Any, NamedTuple

from kata_runner.engine.attempt_process import ExitReason
from kata_runner.engine.decoding import (
    INVALID,
    MAX_NAME,
    make_unpacker,
    seconds,
    to_declaration,
    to_limits,
    to_problem,
    to_result,
)
from kata_runner.engine.early_end import MAX_ANSWERS, MAX_PRINTED, early_end
from kata_runner.engine.inside import messages
from kata_runner.engine.inside.timeout import PATIENCE, WALL_PER_CPU, extra_seconds
from kata_runner.engine.job import Cost, Job, Result, Run
from kata_runner.model import Limits
from kata_runner.sanitize import harmless, legible, shorten

STARTUP = 60.0  # seconds until Python and numpy must be loaded, even on a slow and busy machine
MAX_OUTPUTS = 3  # output kept of all experiments, as a multiple of the limit for one
GRACE = 0.1  # seconds for the timer in the process to interrupt the attempt, before it is killed


class Phase(StrEnum):
    """How far an attempt's process has got."""

    START = "start"
    READY = "ready"
    EXPERIMENTS = "experiments"
    LIMITS = "limits"
    LOADED = "loaded"
    DONE = "done"


# Before any line of the attempt has run: a delay or failure in these phases is not its fault.
SETUP_PHASES = (Phase.START, Phase.READY, Phase.EXPERIMENTS)
CALLS = (messages.Calling, messages.Hurried)


class Session:
    """State of one attempt's process; `ending` is set once its session has ended."""

    def __init__(self, job: Job, run: Run, seconds: float) -> None:
        """Follow a process that works on `job`, and fill `run`; the attempt has `seconds` in total,
        counted from when it starts to load.
        """
        self.job, self.run, self.seconds = job, run, seconds
        self.mark = f"--- {os.urandom(8).hex()} "
        self.ending = ExitReason.RUNNING
        self.calling = ""
        self.needed: frozenset[str] = frozenset()
        self._hurried = ""
        self._time_left: dict[str, float] = dict(job.stopped or {})
        self._unpacker = make_unpacker()
        self._printed: list[bytes] = []
        self._printed_size = self._answer_bytes = 0
        self._phase = Phase.START
        self._phase_began = monotonic()
        self._deadline = self._hurried_deadline = inf
        self._turns: Iterator[str] = iter(())
        self._first = self._next = ""  # the experiment whose result is expected first, and next

    @property
    def expires(self) -> float:
        """The time when the process has been silent for too long, as `time.monotonic` counts."""
        if self._phase in SETUP_PHASES:
            return self._phase_began + STARTUP
        return min(self._deadline, self._hurried_deadline, self._phase_began + self.limits.wall)

    @property
    def limits(self) -> Limits:
        """The limits of the running experiment, or of the kata while the attempt is loaded."""
        return self._limits_of(self.running)

    def _limits_of(self, experiment: str) -> Limits:
        """Return the limits of one experiment: its own, or those of the kata."""
        return self.run.limits.get(experiment, self.job.kata.limits)

    @property
    def running(self) -> str:
        """The name of the running experiment; empty while the attempt is being loaded."""
        return self._next if self._phase is Phase.LOADED else ""

    @property
    def silent_since(self) -> float:
        """The time of the attempt's last progress, as `time.monotonic` counts; infinite until its
        code runs.
        """
        return inf if self._phase in SETUP_PHASES else self._phase_began

    @property
    def left(self) -> float:
        """The seconds that the attempt has left."""
        return self.seconds if self._phase in SETUP_PHASES else self._deadline - monotonic()

    def postpone(self, seconds: float) -> None:
        """Extend all deadlines by `seconds` that do not count as the attempt's time."""
        self._phase_began += seconds
        self._deadline += seconds
        self._hurried_deadline += seconds

    def take_answers(self, data: bytes) -> None:
        """Consume bytes from the pipe of answers; no bytes mean that it was closed."""
        if self.ending:
            return
        if not data:
            self.ending = ExitReason.EXITED
            return
        self._answer_bytes += len(data)
        try:
            if self._answer_bytes > MAX_ANSWERS:
                self.ending = ExitReason.RESULT_LIMIT
                return
            now = monotonic()
            self._unpacker.feed(data)
            for content in self._unpacker:
                self._handle(messages.parse(content), now)
                if self.ending:
                    return
        except INVALID:
            self.ending = ExitReason.PROTOCOL_ERROR

    def take_prints(self, data: bytes) -> None:
        """Keep printed bytes up to MAX_PRINTED; end the session when there are more."""
        if self._printed_size <= MAX_PRINTED:
            self._printed.append(data)
        self._printed_size += len(data)
        if self._printed_size > MAX_PRINTED and not self.ending:
            self.ending = ExitReason.OUTPUT_LIMIT

    def expire(self) -> None:
        """End the session because the process has been silent for too long."""
        self.ending = self.ending or ExitReason.TIMEOUT

    def _handle(self, message: messages.Message, now: float) -> None:
        """Handle one message; raises ValueError where it violates the order of messages."""
        rule = RULES[type(message)]
        if rule.phase is not self._phase:
            raise ValueError(f"{type(message).__name__} in phase {self._phase}")
        if not isinstance(message, CALLS):  # these do not extend the deadline
            self._phase_began, self._hurried, self._hurried_deadline = now, "", inf
        rule.record(self, message)
        self._phase = rule.next_phase
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
        """Record why the kata's own experiments do not load."""
        self.run.broken = " ".join(harmless(message.text).split())
        self.run.broken_line = message.line

    def _on_experiments(self, message: messages.Experiments) -> None:
        """Record the kata's experiments; the message is sent before any line of the attempt has
        run.
        """
        self.run.names = self.run.names or message.names
        self.run.declarations = self.run.declarations or [
            *map(to_declaration, message.declarations)
        ]
        if not self.run.limits:
            self.run.limits = to_limits(message.limits, self.job.kata.limits)
            own = map(vars, self.run.limits.values())
            self.seconds += extra_seconds(vars(self.job.kata.limits), own)
        self._turns = iter(self.run.missing)
        self._first = self._next = next(self._turns, "")

    def _on_layers(self, message: messages.Layers) -> None:
        """Record the layers in force, and end the session when a needed one is missing.

        Like the experiments, they are reported before any line of the attempt has run.
        """
        self.run.layers = tuple(message.names)
        if missing := self.needed.difference(self.run.layers):
            self.run.fault = (
                f"a process for an attempt had no {', '.join(sorted(missing))}, "
                f"which its level needs"
            )
            self.ending = ExitReason.UNPROTECTED
        self._deadline = self._phase_began + self.seconds

    def _on_unloadable(self, message: messages.Unloadable) -> None:
        """Record why the attempt's own file does not load."""
        self.run.unloadable = to_problem(message.problem)

    def _on_calling(self, message: messages.Calling) -> None:
        """Record which of its functions the attempt is calling."""
        self.calling = message.function[:MAX_NAME]

    def _on_hurried(self, message: messages.Hurried) -> None:
        """Record the seconds left for a function that was stopped before and is called again, and
        set its deadline.
        """
        self._hurried, left = message.function[:MAX_NAME], seconds(message.seconds)
        self._time_left[self._hurried] = min(left, self._time_left.get(self._hurried, PATIENCE))
        wall = WALL_PER_CPU * self.job.allowance + GRACE
        self._hurried_deadline = min(self._hurried_deadline, monotonic() + wall)

    def stopped(self, calling: str) -> dict[str, float]:
        """Return the seconds left for each function that had to be stopped, the one that timed out
        now included.

        `calling` is the function called last where the process does not report its calls.
        """
        left = dict(self._time_left)
        if self._hurried:
            left[self._hurried] -= WALL_PER_CPU * self.job.allowance
        elif function := self.calling or calling:
            left.setdefault(function, PATIENCE)
        return {function: max(0.0, seconds) for function, seconds in left.items()}

    def _on_result(self, message: messages.TableResult | messages.ProblemResult) -> None:
        """Record a result; raises ValueError unless it is that of the next missing experiment,
        as results are sent in order.
        """
        if not self._next or message.name != self._next:
            raise ValueError("a result that is not its turn")
        self._next = next(self._turns, "")
        self.run.results[message.name] = to_result(message)

    def _on_usage(self, message: messages.ResourceUsage) -> None:
        """Add the cost of this process to that of the others."""
        self.run.cost += Cost.of(message)

    def _on_done(self, _: messages.Done) -> None:
        """Raise ValueError if experiments are left, unless the next one has another memory limit
        and so needs another process.
        """
        memory = {self._limits_of(name).memory_mb for name in (self._first, self._next)}
        if self._next and len(memory) == 1:
            raise ValueError("done before all experiments were run")

    def record_early_end(self, status: int | None) -> None:
        """Decide whether an early end is the attempt's fault or ours, and record it; `status` is
        the exit status of the process.
        """
        is_early = self.ending is not ExitReason.DONE and not self.run.fault
        is_setup = self._phase in SETUP_PHASES
        if is_early and not is_setup:
            self._record_problem(status)
        self._share_output()  # after the problem, with which the output is shown
        if is_early and is_setup:
            self.run.fault = self._describe_fault(status)

    def _describe_fault(self, status: int | None) -> str:
        """Return why a process ended before a line of the attempt had run."""
        early = f"the process for attempts ended early ({self.ending}, status {status})"
        output = " ".join(shorten(self.run.output, 300).split())
        advice = "`kata doctor` and `ulimit -a` show what it may lack"
        return ": ".join(filter(None, (early, output, advice)))

    def _record_problem(self, status: int | None) -> None:
        """Record what an early end means for what the attempt was doing."""
        is_all_used = self.expires == self._deadline
        problem = early_end(
            self.ending, status, self.limits, self._hurried, is_all_used=is_all_used
        )
        if self._phase is Phase.LIMITS:
            self.run.unloadable = problem
        elif self.run.missing:
            name = self.run.missing[0]
            self.run.results[name] = Result(name, None, problem)

    def _share_output(self) -> None:
        """Assign what was printed to the experiment that was running, or to the run while the
        attempt was being loaded.
        """
        of_kata = self.job.kata.limits
        most = of_kata.output_kb << 10
        head, *parts = b"".join(self._printed).decode(errors="replace").split(f"\n{self.mark}")
        self.run.output = self.run.output or legible(head.strip("\n"), most)
        left = MAX_OUTPUTS * most  # for all together: there may be many experiments that print
        for part in parts:
            name, _, text = part.partition("\n")
            if text.strip() and name in self.run.results:
                own = self._limits_of(name).output_kb << 10
                output = legible(text.strip("\n"), min(own, max(left, own - most)))
                left -= min(len(output), left)
                self.run.results[name] = replace(self.run.results[name], output=output)


class Rule(NamedTuple):
    """What a message means: the phase in which it may come, what records it, the phase after it."""

    phase: Phase
    record: Callable[[Session, Any], object]
    next_phase: Phase


def ignore(_: Session, __: messages.Message) -> None:
    """Record nothing: the message only begins a phase."""


RULES: dict[type[messages.Message], Rule] = {
    messages.Ready: Rule(Phase.START, Session._on_ready, Phase.READY),
    messages.Broken: Rule(Phase.READY, Session._on_broken, Phase.DONE),
    messages.Experiments: Rule(Phase.READY, Session._on_experiments, Phase.EXPERIMENTS),
    messages.Layers: Rule(Phase.EXPERIMENTS, Session._on_layers, Phase.LIMITS),
    messages.Unloadable: Rule(Phase.LIMITS, Session._on_unloadable, Phase.DONE),
    messages.Loaded: Rule(Phase.LIMITS, ignore, Phase.LOADED),
    messages.Calling: Rule(Phase.LOADED, Session._on_calling, Phase.LOADED),
    messages.Hurried: Rule(Phase.LOADED, Session._on_hurried, Phase.LOADED),
    messages.TableResult: Rule(Phase.LOADED, Session._on_result, Phase.LOADED),
    messages.ProblemResult: Rule(Phase.LOADED, Session._on_result, Phase.LOADED),
    messages.ResourceUsage: Rule(Phase.LOADED, Session._on_usage, Phase.LOADED),
    messages.Done: Rule(Phase.LOADED, Session._on_done, Phase.DONE),
}
