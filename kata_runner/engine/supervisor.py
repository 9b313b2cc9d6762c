"""Following jobs to their ends: a new process for the rest after a death, and one loop for many at
a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from time import monotonic

from kata_runner.authoring import UNCHANGED
from kata_runner.engine import descriptors, memory
from kata_runner.engine.attempt_process import AttemptProcess, ExitReason
from kata_runner.engine.encoding import compile_experiments, read_data
from kata_runner.engine.job import Job, Problem, Result, Run
from kata_runner.engine.memory import MemoryWatch
from kata_runner.engine.pipes import Pipes, pipes
from kata_runner.engine.protocol import Session
from kata_runner.engine.unchanged import build_unchanged_result, make_declaration, watches_arguments
from kata_runner.errors import PackError
from kata_runner.model import Status
from kata_runner.packs.author_files import add_location

MAX_STARTS = 40  # a process that dies costs one experiment; this many deaths cost the rest
# seconds to let answers gather until half of the attempts have ended: each one taken alone costs
# two changes of process, and what several gave is judged in two thirds of the time, one by one
GATHER = 0.1
STILL_RUNNING = 1.0  # seconds of silence after which whoever waits is told what for
MAX_WAIT = 0.5  # seconds to wait at a time, so that it is noticed when more than these go by
STANDSTILL = (
    1.0  # seconds by which a wait is late when the machine stood still; a busy one is late by less
)
ABSENCE = 0.1  # seconds between two waits for answers, as long as only our own work is done
MAX_WRONGS = (
    2  # how often an attempt may be run anew because of that; who never listens would wait for ever
)
MAX_FAULTS = 2  # how often our own side may fail before a job is given up

Start = Callable[[Job], AttemptProcess]


class SupervisedJob:
    """One job on its way: its session in the process of the moment, and what is known already."""

    def __init__(self, job: Job, start: Start, pipes: Pipes) -> None:
        """Start it."""
        self.job, self.start, self.pipes = job, start, pipes
        self.run = Run()
        self.begun = monotonic()
        self.seconds = job.kata.limits.total
        self.starts = self.faults = 0
        self.stopped: dict[str, float] | None = None
        self.reported: str | None = None  # the experiment that was last said to be still running
        self.stood_still = False
        self.wrongs = 0
        self.memory = MemoryWatch()
        self.begin(job)

    def begin(self, job: Job) -> None:
        """A process for what is left of the job."""
        self.starts += 1
        self.session = Session(job, self.run, self.seconds)
        (
            compile_experiments(job.kata.experiments),
            read_data(job.kata),
        )  # may raise: before there is a process to be left behind
        self.child = self.start(job)
        self.session.needed = self.child.needed
        self.pipes.add(self.child.answers, self.session.take_answers)
        self.pipes.add(self.child.prints, self.session.take_prints)
        self.child.give(job, self.session.mark)

    def finish(self) -> bool:
        """End the process of a session that has ended; whether the job is done, or another process
        was begun.
        """
        status = self.child.end(self.session.ending)
        self.close()
        self.session.account(status)
        self.seconds = self.session.left
        if self.is_our_fault(status):
            self.faults += 1
            if self.faults < MAX_FAULTS:
                self.run = Run()
                self.begin(self.job)
                return False
        if self.was_wronged():
            self.run, self.stopped, self.seconds = Run(), None, self.job.kata.limits.total
            self.begin(self.job)
            return False
        rest = self.run.missing
        if not rest or self.run.unloadable or self.run.fault or self.run.broken:
            return self.done()
        if self.starts >= MAX_STARTS or self.seconds <= 0:
            return self.give_up(rest)
        if self.session.ending is ExitReason.TIMEOUT:
            self.stopped = self.session.stopped(self.child.calling)
        self.begin(
            replace(self.job, which=rest, stopped=self.stopped, watched=watches_arguments(self.job))
        )
        return False

    @property
    def looks_again(self) -> float:
        """When there is something to do though nothing is heard, as `time.monotonic` counts."""
        if self.reported == self.session.running:
            return self.session.expires
        return min(self.session.expires, self.session.silent_since + STILL_RUNNING)

    def still_running(self) -> str:
        """What is still running after a second, and how long it may; nothing where that was said,
        or is not so.
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

    def stand_still(self, seconds: float) -> None:
        """Give back the time in which nothing moved, or nobody here listened."""
        self.stood_still = self.stood_still or seconds > STANDSTILL
        self.session.postpone(seconds)

    def was_wronged(self) -> bool:
        """Whether the attempt ran out of time in a process whose clock ran on while it stood still;
        forgotten then.
        """
        late = any(
            result.problem and result.problem.status is Status.TIMED_OUT
            for result in self.run.results.values()
        )
        late = late or (
            self.run.unloadable is not None and self.run.unloadable.status is Status.TIMED_OUT
        )
        wronged, self.stood_still = self.stood_still and late and self.wrongs < MAX_WRONGS, False
        self.wrongs += wronged
        return wronged

    def close(self) -> None:
        """Take what is left in the pipes of a process that is gone, and close them."""
        self.pipes.drain(self.child.answers)
        self.pipes.drain(self.child.prints)

    def is_our_fault(self, status: int | None) -> bool:
        """Whether the process ended by a fault of our own side."""
        if self.session.ending is ExitReason.EXITED and not self.run.fault:
            self.run.fault = self.memory.reason(status)
        if self.session.ending is ExitReason.EXITED and status is None and not self.run.fault:
            self.run.fault = "the process that all attempts are forked from died, twice"
        return bool(self.run.fault)

    def give_up(self, rest: list[str]) -> bool:
        """Leave the rest of the experiments without a try."""
        text = (
            "Not reached: earlier experiments used up the attempt's time or kept killing "
            "its process."
        )
        for name in rest:
            self.run.results[name] = Result(
                name, None, Problem(Status.TIMED_OUT, "not_reached", text)
            )
        return self.done()

    def done(self) -> bool:
        """Note how long it took, and what all experiments together say of arguments."""
        self.run.seconds = monotonic() - self.begun
        if watches_arguments(self.job) and not (
            self.run.unloadable or self.run.fault or self.run.broken
        ):
            self.run.results[UNCHANGED] = build_unchanged_result(
                result.arguments for result in self.run.results.values()
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
    """Run jobs, so many at a time, and yield each when it has ended; raises PackError for a kata
    that is broken.

    `remark` is told what is still running after a second. Jobs that have come to their end are
    asked for more after each run.
    """
    waiting = iter(jobs)
    if (first := next(waiting, None)) is None:
        return
    in_flight = limit_lanes(first, in_flight)
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
            give_back(active, monotonic() - waited, ABSENCE)
            wait_for_answers(active, watched)
            waited = monotonic()
            announce_running(active, remark)
            for following in [following for following in active if has_ended(following)]:
                if following.finish():
                    active.remove(following)
                    yield following.job, check_run(following)
    finally:
        for following in active:
            following.child.end()
            following.close()


def limit_lanes(first: Job, in_flight: int) -> int:
    """How many jobs at a time there are descriptors and memory for, by what the first may take."""
    in_flight = descriptors.fitting(in_flight)
    return memory.fitting(in_flight, first.kata.limits.memory_mb) if in_flight > 1 else in_flight


def announce_running(active: Iterable[SupervisedJob], remark: Callable[[str], object]) -> None:
    """Say what is still running after a second of silence."""
    for text in filter(None, (following.still_running() for following in active)):
        remark(text)


def wait_for_answers(active: list[SupervisedJob], watched: Pipes) -> None:
    """Let answers gather, then wait for some, a short while at most; give back the time in which
    everything stood still meanwhile.
    """
    begun = monotonic()
    watched.wait_for_end(active[len(active) // 2].child.answers, GATHER)
    gathered = monotonic()
    seconds = min(max(0.0, min(following.looks_again for following in active) - gathered), MAX_WAIT)
    watched.wait(seconds)
    give_back(active, monotonic() - begun - GATHER - seconds, STANDSTILL)


def give_back(active: list[SupervisedJob], seconds: float, tolerated: float) -> None:
    """Give back time that is more than tolerated: the machine stood still, or whoever takes the
    runs was elsewhere.
    """
    if seconds > tolerated:
        for following in active:
            following.stand_still(seconds)


def has_ended(following: SupervisedJob) -> bool:
    """Whether the session of the moment has ended, by itself or by its deadline."""
    if not following.session.ending and monotonic() >= following.session.expires:
        following.session.expire()
    return bool(following.session.ending)


def check_run(following: SupervisedJob) -> Run:
    """The run of a kata whose experiments load; raises PackError for any other."""
    if following.run.broken:
        raise PackError(
            add_location(
                following.job.kata.experiments, following.run.broken_line, following.run.broken
            )
        )
    return following.run
