"""The context of one kata's checks: a sandbox, the seeds to try, and results that checks share."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from kata_runner.engine import interpreter
from kata_runner.engine.attempt_file import attempt_of
from kata_runner.engine.job import Job, Run
from kata_runner.engine.sandbox import Sandbox
from kata_runner.errors import PackError
from kata_runner.grading.answer_key import PINNED_SEED, AnswerKey, Expectation, compute, reference
from kata_runner.grading.evaluate import evaluate
from kata_runner.model import Attempt, Kata, Outcome
from kata_runner.packs.author_files import decode_python

SEEDS = (PINNED_SEED, 1, 2, 3)
Answer = TypeVar("Answer")
Progress = Callable[[str, int, int], object]


def refuse_fault(run: Run, what: str) -> None:
    """Raise PackError if a run was not made because of a fault that is not the code's.

    `what` names the code that was to be run.
    """
    if run.fault:
        raise PackError(f"{what} could not be tried: {run.fault}")


def refuse_missing_packages(kata: Kata) -> None:
    """Raise PackError for a package that `kata.toml` lists and that is not installed."""
    for name in kata.packages:
        if interpreter.places_of(name) is None:
            raise PackError(
                f"{kata.folder / 'kata.toml'}: field 'packages': {name!r:.60} is not installed "
                f"beside kata-runner: correct the name, or install its distribution with pip"
            )


class VerifyContext:
    """What the checks of one kata share.

    `katas` are all known katas, among them those that the kata `needs`. `sample` is the number of
    mutants to try, 0 for all of them. `progress` is called with the name of the running check, the
    number of finished runs and the number of all runs.
    """

    def __init__(  # noqa: PLR0913  # options are keyword arguments
        self,
        kata: Kata,
        sandbox: Sandbox,
        seeds: Sequence[int] = SEEDS,
        *,
        katas: Iterable[Kata] = (),
        sample: int = 0,
        progress: Progress = lambda doing, done, total: None,
    ) -> None:
        """Store the kata and the options; nothing runs before a check requests it."""
        self.kata, self.sandbox, self.seeds = kata, sandbox, tuple(seeds)
        self.katas, self.sample, self.progress = tuple(katas), sample, progress
        self.doing = ""  # the name of the check that is running
        self._answers: dict[Any, Any] = {}

    @property
    def source(self) -> str:
        """The reference's text as Python reads it; raises PackError if there is no reference."""
        return decode_python(self.kata.reference, reference(self.kata).source)

    @property
    def graded(self) -> set[str]:
        """The functions that experiments call."""
        return set(self.key().called)

    def job(
        self, source: str, seed: int = PINNED_SEED, which: str | Sequence[str] = "graded"
    ) -> Job:
        """Return a job for a changed version of the reference."""
        return Job(
            self.kata, attempt_of(Path(self.kata.reference.name), source.encode()), which, seed
        )

    def run(self, job: Job) -> Run:
        """Run one job; raises PackError for a package that is not installed."""
        refuse_missing_packages(self.kata)
        return self.sandbox.run(job)

    def run_many(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Run]]:
        """Run enough jobs at a time to use all processors, and yield each job when it has ended.

        Raises PackError for a package that is not installed.
        """
        refuse_missing_packages(self.kata)
        jobs = list(jobs)
        for count, done in enumerate(self.sandbox.run_many(jobs), 1):
            self.progress(self.doing, count, len(jobs))
            yield done

    def key(self, seed: int = PINNED_SEED) -> AnswerKey:
        """Return the results of the reference for a seed, computed once.

        Raises PackError if the reference does not complete every experiment, or gives nan.
        """
        if seed not in self._answers:
            try:
                self._answers[seed] = compute(self.kata, seed, self.run)
                refuse_nans(self._answers[seed])
            except PackError as error:
                on_seed = f"seed {seed}: " if seed != PINNED_SEED else ""
                self._answers[seed] = PackError(f"{on_seed}{error}")
        if isinstance(self._answers[seed], PackError):
            raise self._answers[seed]
        answer: AnswerKey = self._answers[seed]
        return answer

    def outcomes(self, attempt: Attempt, key: AnswerKey) -> tuple[Outcome, ...]:
        """Run an attempt and return its outcomes, evaluated with a key."""
        return evaluate(key, self.run(Job(self.kata, attempt, "graded", key.seed)))

    def once(self, function: Callable[[VerifyContext], Answer]) -> Answer:
        """Return the result of a function of this context, computed at the first request."""
        if function not in self._answers:
            self._answers[function] = function(self)
        answer: Answer = self._answers[function]
        return answer


def refuse_nans(key: AnswerKey) -> None:
    """Raise PackError if a table of the reference contains nan."""
    places = [
        f"{expectation.declaration.name}: the reference gives nan {place}: nan equals nothing, so "
        f"nobody can pass (seed {key.seed})"
        for expectation in key.expectations
        if (place := find_nan(expectation))
    ]
    if places:
        raise PackError("\n".join(places))


def find_nan(expectation: Expectation) -> str:
    """Return the first place of a nan in a table, or an empty text."""
    for number, row in enumerate(expectation.table.rows, 1):
        for column, value in zip(expectation.table.columns, row, strict=True):
            if isinstance(value, float) and math.isnan(value):
                return f"in row {number}, {column}"
    return ""
