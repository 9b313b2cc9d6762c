"""Sources on their way to their reports: a job for each, in the order in which there is room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kata_runner.engine.job import MIN_ALLOWANCE, Job, Problem, Run
from kata_runner.engine.source import MAX_SOURCE, attempt_of
from kata_runner.errors import PackError
from kata_runner.grading.answer_key import AnswerKey
from kata_runner.model import Attempt, Kata, Status

Source = str | bytes | Attempt  # an attempt goes by its own file name in what is said of it


class Work:
    """Sources on their way: which job is which source's, and what is too large to be run."""

    def __init__(self, kata: Kata, seed: int, key: AnswerKey | None) -> None:
        """Nothing is on its way."""
        self.kata, self.seed = kata, seed
        self.allowance = key.allowance if key else MIN_ALLOWANCE
        self.indexes: dict[Job, int] = {}
        self.refused: list[Job] = []

    def make_job(self, source: Source) -> Job:
        """A job for a source."""
        attempt = to_attempt(self.kata, source)
        return Job(self.kata, attempt, "graded", self.seed, allowance=self.allowance)

    def take(self, sources: Iterable[Source]) -> Iterator[Job]:
        """A job for each source that can be run."""
        for index, source in enumerate(sources):
            job = self.make_job(source)
            is_too_large = len(job.attempt.source) > MAX_SOURCE
            if is_too_large:
                job = replace(job, attempt=replace(job.attempt, source=b""))
            self.indexes[job] = index
            if is_too_large:
                self.refused.append(job)
            else:
                yield job

    def take_refused(self) -> tuple[Job, Run] | None:
        """A job that is not run, with a run that says why; None where there is none so far."""
        if not self.refused:
            return None
        text = f"The source is larger than {MAX_SOURCE:,} bytes, which no hand-written file is."
        return self.refused.pop(), Run(unloadable=Problem(Status.FAILED, "too_large", text))

    def end(self, job: Job) -> int:
        """The index of the source whose job has ended."""
        if job not in self.indexes:
            raise PackError("an executor gave back a job that it was not given, or gave one twice")
        return self.indexes.pop(job)


def to_attempt(kata: Kata, source: Source) -> Attempt:
    """A source as an attempt, which goes by the kata's own file name unless it has one."""
    if isinstance(source, Attempt):
        return source
    data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else bytes(source)
    return attempt_of(Path(f"{kata.name}.py"), data)
