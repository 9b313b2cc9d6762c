"""Sources that are being graded: a job for each, created when there is room for it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from kata_runner.engine.attempt_file import MAX_SOURCE, attempt_of
from kata_runner.engine.in_flight import count_processors
from kata_runner.engine.job import MIN_ALLOWANCE, Job, Problem, Run
from kata_runner.errors import PackError, UsageError
from kata_runner.grading.answer_key import AnswerKey
from kata_runner.model import Attempt, Kata, Status

if TYPE_CHECKING:
    from kata_runner.grading.diagnosis.second_run import SecondRun

EXPLAIN_MODULES = (
    "diagnosis.code_rules",
    "diagnosis.exception_rules",
    "diagnosis.mistake_matching",
    "diagnosis.mutant_matching",
    "feedback.rerun",
)
Source = str | bytes | Attempt  # messages call an attempt by its own file name


TOO_LARGE = Problem(
    Status.FAILED,
    "too_large",
    f"The source is larger than {MAX_SOURCE:,} bytes, which no hand-written file is.",
)
Ended = tuple[Job, Run, "SecondRun | None"]
Plan = Callable[[Job, Run], "SecondRun | None"]


class Waiting(Iterator[Job]):
    """An iterator over jobs that can yield more jobs after it was exhausted.

    A generator could not: it has ended then.
    """

    def __init__(self, following: deque[Job], jobs: Iterator[Job]) -> None:
        self.following, self.jobs = following, jobs

    def __next__(self) -> Job:
        return self.following.popleft() if self.following else next(self.jobs)


class Work:
    """Sources in progress: which job belongs to which source, and which sources are too large.

    A job without code runs in place of a source that is too large, so that an endless iterator over
    such sources is consumed no faster than any other.
    """

    def __init__(
        self, kata: Kata, seed: int, key: AnswerKey | None, plan_second_run: Plan = lambda *_: None
    ) -> None:
        """Begin without jobs; `plan_second_run` is called for each job that has ended."""
        self.kata, self.seed, self.plan_second_run = kata, seed, plan_second_run
        self.allowance = key.allowance if key else MIN_ALLOWANCE
        self.following: deque[Job] = deque()
        self.indexes: dict[Job, int] = {}
        self.refused: set[Job] = set()
        self.second_runs: dict[Job, SecondRun] = {}

    def make_job(self, source: Source) -> Job:
        """Return a job for a source."""
        attempt = to_attempt(self.kata, source)
        return Job(self.kata, attempt, "graded", self.seed, allowance=self.allowance)

    def take(self, sources: Iterable[Source], *, explain: bool = False) -> Iterator[Job]:
        """Return an iterator over a job for each source; queued second runs are taken before the
        next source. With `explain`, the modules that explain are loaded while the last one runs.
        """
        sources = preload_explain_modules(sources) if explain else sources
        return Waiting(self.following, self.make_jobs(sources))

    def make_jobs(self, sources: Iterable[Source]) -> Iterator[Job]:
        """Yield a job for each source, without its code if it is too large."""
        for index, source in enumerate(sources):
            try:
                job = self.make_job(source)
            except UsageError as error:
                raise UsageError(f"index {index}: {error}") from error
            if is_too_large(job.attempt):
                job = replace(job, attempt=replace(job.attempt, source=b""))
                self.refused.add(job)
            self.indexes[job] = index
            yield job

    def take_ended(self, runs: Iterator[tuple[Job, Run]]) -> Ended | None:
        """Return a job that has ended, its run, and its second run if one was planned; None if no
        job is left.

        A second run is queued among the other jobs, so that no report waits for it alone; one that
        did not run there runs when it is needed.
        """
        for job, run in runs:
            if job in self.refused:
                self.refused.remove(job)
                return job, Run(unloadable=TOO_LARGE), None
            second = self.second_runs.pop(job, None)
            if second is not None:
                second.take(run)
                return second.job, second.run, second
            second = self.plan_second_run(job, run)
            if second is None or not self.add_second_run(second):
                return job, run, second
        if not self.second_runs:
            return None
        _, second = self.second_runs.popitem()  # an executor did not take its job any more
        return second.job, second.run, second

    def add_second_run(self, second: SecondRun) -> bool:
        """Queue a second run if its job is known already; return whether it is."""
        ahead = second.prefetch_job()
        if ahead is None:
            return False
        self.second_runs[ahead] = second
        self.following.append(ahead)
        return True

    def end(self, job: Job) -> int:
        """Return the index of the source of a job that has ended.

        Raises PackError for a job that is unknown or has ended before.
        """
        if job not in self.indexes:
            raise PackError("an executor gave back a job that it was not given, or gave one twice")
        return self.indexes.pop(job)


def preload_explain_modules(sources: Iterable[Source]) -> Iterator[Source]:
    """Yield the sources; while the last one runs, import what explains a failure.

    Importing is a tenth of a cold `kata check` that fails, and the attempt runs on another
    processor.
    """
    yield from sources
    if count_processors() > 1:
        for name in EXPLAIN_MODULES:
            import_module(f"kata_runner.grading.{name}")


def to_attempt(kata: Kata, source: Source) -> Attempt:
    """Return a source as an attempt, under the kata's own file name unless it has one.

    Raises UsageError for an object that is no source.
    """
    if isinstance(source, Attempt):
        return source
    if not isinstance(source, str | bytes | bytearray | memoryview):
        hint = ": read it, as in source.read_bytes()" if isinstance(source, Path) else ""
        kind = type(source).__name__
        raise UsageError(
            f"source: expected str, bytes or an Attempt, got {kind} {source!r:.40}{hint}"
        )
    data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else bytes(source)
    return attempt_of(Path(f"{kata.name}.py"), data)


def to_small_attempt(kata: Kata, source: Source) -> Attempt:
    """Return a source as an attempt; raises UsageError for one that is too large as well."""
    attempt = to_attempt(kata, source)
    if is_too_large(attempt):
        raise UsageError(f"source: {TOO_LARGE.text}")
    return attempt


def is_too_large(attempt: Attempt) -> bool:
    """Whether an attempt is larger than anything written by hand."""
    return len(attempt.source) > MAX_SOURCE


def check_sources(sources: Iterable[Source]) -> None:
    """Raise UsageError for one source, or anything else that is not several sources."""
    is_one = isinstance(sources, str | bytes | bytearray | memoryview | Attempt | Mapping)
    if is_one or not isinstance(sources, Iterable):
        raise UsageError(
            f"sources: expected a list or a generator of sources, got {type(sources).__name__}"
        )
