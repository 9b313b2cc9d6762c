"""Supervision of jobs until they end: one loop follows many at a time, and starts a new process for
the rest of a job when its process has died.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from time import monotonic

from kata_runner.authoring import UNCHANGED
from kata_runner.engine.attempt_process import AttemptProcess, ExitReason
from kata_runner.engine.encoding import pack_kata
from kata_runner.engine.in_flight import limit_in_flight
from kata_runner.engine.job import Job, Problem, Result, Run
from kata_runner.engine.memory import MemoryWatch
from kata_runner.engine.pipes import Pipes, pipes
from kata_runner.engine.protocol import Session
from kata_runner.engine.unchanged import build_unchanged_result, make_declaration, watches_arguments
from kata_runner.errors import PackError
from kata_runner.model import Status
from kata_runner.packs.author_files import add_location

MAX_STARTS = 40  # processes per job: each that dies fails one experiment, the last one all others
MAX_GARBLED = 3  # processes per job that write into the line of their answers: none does by mistake
# Seconds to let answers gather, until half of the attempts have ended: reading each answer alone
# costs two context switches, and evaluating several in a row takes two thirds of the time.
GATHER = 0.1
STILL_RUNNING = 1.0  # seconds of silence after which `remark` is called
MAX_WAIT = 0.5  # seconds of one wait: when much more pass, the machine stood still
STANDSTILL = 1.0  # seconds of delay that show a standstill; a busy machine is late by less
ABSENCE = 0.1  # seconds between two waits for answers, unless the consumer of the runs is busy
# How often an attempt may be rerun because of a standstill: with a consumer that is always busy, it
# would be rerun forever.
MAX_RERUNS = 2
MAX_FAULTS = 2  # how often our own side may fail before a job is given up
SERVER_DIED = "the process that all attempts are forked from died, twice"

USED_UP = Problem(
    Status.TIMED_OUT,
    "not_reached",
    "Not reached: earlier experiments used up the attempt's time or kept killing its process.",
)
GARBLED = Problem(
    Status.KILLED,
    "not_reached",
    "Not reached: earlier experiments kept writing into the line that their results travel on.",
)

Start = Callable[[Job], AttemptProcess]


class SupervisedJob:
    """A running job: the session with its current process, and the results so far."""

    def __init__(self, job: Job, start: Start, pipes: Pipes) -> None:
        """Start the first process of the job."""
        self.job, self.start, self.pipes = job, start, pipes
        self.run = Run()
        self.begun, self.postponed = monotonic(), 0.0
        self.seconds = job.kata.limits.total
        self.starts = self.faults = self.garbled = 0
        self.stopped: dict[str, float] | None = None
        self.reported: str | None = None  # the experiment last reported as still running
        self.stood_still = self.is_open = False
        self.reruns = 0
        self.memory = MemoryWatch()
        self.begin(job)

    def begin(self, job: Job) -> None:
        """Start a process for what is left of the job."""
        self.starts += 1
        self.session = Session(job, self.run, self.seconds)
        # Cached, and may raise PackError: called before there is a process that would be left.
        pack_kata(job.kata)
        self.child = self.start(job)
        self.is_open = True
        self.session.needed = self.child.needed
        self.pipes.add(self.child.answers, self.session.take_answers)
        self.pipes.add(self.child.prints, self.session.take_prints)
        self.child.give(job, self.session.mark)

    def begin_anew(self) -> None:
        """Start a process for the whole job, as if none had been started before."""
        self.run, self.stopped, self.seconds = Run(), None, self.job.kata.limits.total
        self.begin(self.job)

    def finish(self) -> bool:
        """End the process of a session that has ended; return whether the job is done, False when
        another process was started for it.
        """
        status = self.child.end(self.session.ending)
        self.close()
        self.session.record_early_end(status)
        self.seconds = self.session.left
        if self.is_our_fault(status):
            self.faults += 1
            if self.faults < MAX_FAULTS:
                self.begin_anew()
                return False
        if self.timed_out_in_standstill():
            self.begin_anew()
            return False
        rest = self.run.missing
        if not rest or self.run.unloadable or self.run.fault or self.run.broken:
            return self.done()
        self.garbled += self.session.ending is ExitReason.PROTOCOL_ERROR
        if self.garbled == MAX_GARBLED:
            return self.give_up(rest, GARBLED)
        if self.starts >= MAX_STARTS or self.seconds <= 0:
            return self.give_up(rest, USED_UP)
        if self.session.ending is ExitReason.TIMEOUT:
            self.stopped = self.session.stopped(self.child.calling)
        self.begin(
            replace(self.job, which=rest, stopped=self.stopped, watched=watches_arguments(self.job))
        )
        return False

    @property
    def next_wakeup(self) -> float:
        """The time to look at the job even if no data arrives, as `time.monotonic` counts."""
        if self.reported == self.session.running:
            return self.session.expires
        return min(self.session.expires, self.session.silent_since + STILL_RUNNING)

    def still_running(self) -> str:
        """Return what is still running after a second of silence, and how long it may take.

        The text is empty if nothing is, or if it was returned before.
        """
        running = self.session.running
        if (
            self.session.ending
            or self.reported == running
            or self.session.silent_since + STILL_RUNNING > monotonic()
        ):
            return ""
        self.reported = running
        limits = self.session.limits
        allowed = f"{limits.cpu:g} s of processor time, {limits.wall:g} s with waiting"
        return (
            f"still running: {running or 'the file, which is being loaded'} (it may take {allowed})"
        )

    def note_standstill(self, seconds: float) -> None:
        """Extend the deadlines by the time in which the machine stood still, or this process read
        no answers.
        """
        self.stood_still = self.stood_still or seconds > STANDSTILL
        self.postponed += seconds
        self.session.postpone(seconds)

    def timed_out_in_standstill(self) -> bool:
        """Return whether the attempt timed out in a process whose clock ran on during a standstill;
        at most MAX_RERUNS times.

        The standstill is then forgotten.
        """
        problems = [self.run.unloadable, *(result.problem for result in self.run.results.values())]
        late = any(problem and problem.status is Status.TIMED_OUT for problem in problems)
        is_rerun, self.stood_still = self.stood_still and late and self.reruns < MAX_RERUNS, False
        self.reruns += is_rerun
        return is_rerun

    def close(self) -> None:
        """Read the rest from the pipes of a process that has ended, and close them."""
        self.is_open = False
        self.pipes.drain(self.child.answers)
        self.pipes.drain(self.child.prints)

    def abandon(self) -> None:
        """End the process of the job, if there is one, whose results nobody reads."""
        if self.is_open:
            self.child.end()
            self.close()

    def is_our_fault(self, status: int | None) -> bool:
        """Return whether the process ended through our own fault; if so, record the reason."""
        if self.session.ending is ExitReason.EXITED and not self.run.fault:
            self.run.fault = self.memory.reason(status) or (SERVER_DIED if status is None else "")
        return bool(self.run.fault)

    def give_up(self, rest: list[str], problem: Problem) -> bool:
        """Record the rest of the experiments as not reached, and finish the job."""
        self.run.results.update({name: Result(name, None, problem) for name in rest})
        return self.done()

    def done(self) -> bool:
        """Record how long the job took, and the outcome on changed arguments over all experiments;
        return True.
        """
        self.run.seconds = max(0.0, monotonic() - self.begun - self.postponed)
        if watches_arguments(self.job) and not (
            self.run.unloadable or self.run.fault or self.run.broken
        ):
            self.run.results[UNCHANGED] = build_unchanged_result(
                tuple(result.arguments for result in self.run.results.values())
            )
            if self.job.declare:
                self.run.declarations.append(make_declaration(self.job.kata))
        return True


def supervise(
    jobs: Iterable[Job],
    start: Start,
    in_flight: int,
    remark: Callable[[str], object] = lambda _: None,
) -> Iterator[tuple[Job, Run]]:
    """Run jobs, `in_flight` at a time, and yield each when it has ended; raises PackError for a
    kata that is broken.

    `remark` is called with a text about what is still running after a second. An exhausted iterator
    of jobs is tried again after each run, as it may have more by then.
    """
    waiting = iter(jobs)
    if (first := next(waiting, None)) is None:
        return
    in_flight = limit_in_flight(in_flight, first.kata.limits.memory_mb)
    watched = pipes()
    active: list[SupervisedJob] = []
    waited = monotonic()
    try:
        active.append(SupervisedJob(first, start, watched))
        while True:
            while len(active) < in_flight and (job := next(waiting, None)) is not None:
                active.append(SupervisedJob(job, start, watched))
            if not active:
                return
            extend_deadlines(active, monotonic() - waited, ABSENCE)
            wait_for_answers(active, watched)
            waited = monotonic()
            announce_running(active, remark)
            for following in [following for following in active if has_ended(following)]:
                if following.finish():
                    active.remove(following)
                    yield following.job, check_run(following.job, following.run)
    finally:
        for following in active:
            following.abandon()


def announce_running(active: Iterable[SupervisedJob], remark: Callable[[str], object]) -> None:
    """Call `remark` with what is still running after a second of silence."""
    for text in filter(None, (following.still_running() for following in active)):
        remark(text)


def wait_for_answers(active: list[SupervisedJob], watched: Pipes) -> None:
    """Let answers gather, then wait for more, at most MAX_WAIT; extend the deadlines if the machine
    stood still meanwhile.
    """
    begun = monotonic()
    watched.wait_for_end(active[len(active) // 2].child.answers, GATHER)
    gathered = monotonic()
    seconds = min(max(0.0, min(following.next_wakeup for following in active) - gathered), MAX_WAIT)
    watched.wait(seconds)
    extend_deadlines(active, monotonic() - begun - GATHER - seconds, STANDSTILL)


def extend_deadlines(active: list[SupervisedJob], seconds: float, tolerated: float) -> None:
    """Extend all deadlines by `seconds`, if that is more than `tolerated`: the machine was
    suspended, or the consumer of the runs was busy.
    """
    if seconds > tolerated:
        for following in active:
            following.note_standstill(seconds)


def has_ended(following: SupervisedJob) -> bool:
    """Return whether the current session has ended; end it if its deadline has passed."""
    if not following.session.ending and monotonic() >= following.session.expires:
        following.session.expire()
    return bool(following.session.ending)


def check_run(job: Job, run: Run) -> Run:
    """Return a run; raises PackError if the kata's experiments did not load in it."""
    if run.broken:
        raise PackError(add_location(job.kata.experiments, run.broken_line, run.broken))
    return run
