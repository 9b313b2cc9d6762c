"""Where one kata's checks work: a sandbox, the seeds to try, and answers that several checks ask
for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from kata_runner.engine.job import Job, Run
from kata_runner.engine.sandbox import Sandbox
from kata_runner.engine.source import attempt_of
from kata_runner.errors import PackError
from kata_runner.grading.answer_key import PINNED_SEED, AnswerKey, compute, reference
from kata_runner.grading.evaluate import evaluate
from kata_runner.model import Attempt, Kata, Outcome
from kata_runner.packs.author_files import decode_python

SEEDS = (PINNED_SEED, 1, 2, 3)
Answer = TypeVar("Answer")
Progress = Callable[[str, int, int], object]


class VerifyContext:
    """Where one kata's checks work.

    `katas` are all that are known, among them what the kata `needs`. `sample` is how many mutants
    are tried, all of them where it is 0. `progress` is told what is tried, how many of it are done,
    and of how many.
    """

    def __init__(  # noqa: PLR0913  # what is asked is asked once, by name
        self,
        kata: Kata,
        sandbox: Sandbox,
        seeds: Sequence[int] = SEEDS,
        *,
        katas: Iterable[Kata] = (),
        sample: int = 0,
        progress: Progress = lambda doing, done, total: None,
    ) -> None:
        """Work on a kata; nothing is run before a check asks for it."""
        self.kata, self.sandbox, self.seeds = kata, sandbox, tuple(seeds)
        self.katas, self.sample, self.progress = tuple(katas), sample, progress
        self.doing = ""  # the name of the check that is tried
        self._answers: dict[Any, Any] = {}

    @property
    def source(self) -> str:
        """The reference's text as Python reads it; raises PackError where there is none."""
        return decode_python(self.kata.reference, reference(self.kata).source)

    @property
    def graded(self) -> set[str]:
        """The functions that experiments call."""
        return set(self.key().called)

    def job(
        self, source: str, seed: int = PINNED_SEED, which: str | Sequence[str] = "graded"
    ) -> Job:
        """A job for a reference that was changed to this."""
        return Job(
            self.kata, attempt_of(Path(self.kata.reference.name), source.encode()), which, seed
        )

    def run(self, job: Job) -> Run:
        """Run one job."""
        return self.sandbox.run(job)

    def run_many(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Run]]:
        """Run jobs, as many at a time as keep the processors busy, and yield each when it has
        ended.
        """
        jobs = list(jobs)
        for count, done in enumerate(self.sandbox.run_many(jobs), 1):
            self.progress(self.doing, count, len(jobs))
            yield done

    def key(self, seed: int = PINNED_SEED) -> AnswerKey:
        """What the reference gives for a seed; raises PackError when it does not pass through every
        experiment.
        """
        if seed not in self._answers:
            try:
                self._answers[seed] = compute(self.kata, seed, self.run)
            except PackError as error:
                on_seed = f"seed {seed}: " if seed != PINNED_SEED else ""
                self._answers[seed] = PackError(f"{on_seed}{error}")
        if isinstance(self._answers[seed], PackError):
            raise self._answers[seed]
        answer: AnswerKey = self._answers[seed]
        return answer

    def outcomes(self, attempt: Attempt, key: AnswerKey) -> tuple[Outcome, ...]:
        """The outcomes of an attempt by a key."""
        return evaluate(key, self.run(Job(self.kata, attempt, "graded", key.seed)))

    def once(self, function: Callable[[VerifyContext], Answer]) -> Answer:
        """What a function gives, computed the first time that a check asks for it."""
        if function not in self._answers:
            self._answers[function] = function(self)
        answer: Answer = self._answers[function]
        return answer
