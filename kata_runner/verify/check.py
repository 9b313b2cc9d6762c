"""What a check is, what it finds, and the bench that checks work at."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from kata_runner.engine.job import Job, Run
from kata_runner.engine.sandbox import Sandbox
from kata_runner.engine.source import attempt_of
from kata_runner.errors import BrokenPack
from kata_runner.grading.answer_key import PINNED_SEED, AnswerKey, compute, reference
from kata_runner.grading.grade import judge
from kata_runner.model import Attempt, Kata, Outcome

SEEDS = (PINNED_SEED, 1, 2, 3)
Answer = TypeVar("Answer")


@dataclass(frozen=True, eq=False)
class Remark:
    """Something a check has to say: what is `wrong`, or what was measured; `about` names the part that it concerns."""

    text: str
    about: str = ""
    wrong: bool = False


@dataclass(frozen=True, eq=False)
class Check:
    """One thing a kata must hold: `run` remarks on all that is wrong, and on what is worth knowing.

    `parts` names what the check looks at one by one, such as mistakes, without running anything; a remark may be about
    one of them.
    """

    name: str
    sentence: str
    run: Callable[[Bench], Iterator[Remark]]
    parts: Callable[[Kata], Sequence[str]] = lambda _: ()


@dataclass(frozen=True, eq=False)
class Finding:
    """What one check said of one kata."""

    check: Check
    remarks: tuple[Remark, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong."""
        return tuple(remark.text for remark in self.remarks if remark.wrong)

    @property
    def notes(self) -> tuple[str, ...]:
        """What was measured."""
        return tuple(remark.text for remark in self.remarks if not remark.wrong)


class Bench:
    """Where one kata's checks work: a sandbox, the seeds to try, and answers that several checks ask for."""

    def __init__(self, kata: Kata, sandbox: Sandbox, seeds: Sequence[int] = SEEDS) -> None:
        """Work on a kata; nothing is run before a check asks for it."""
        self.kata, self.sandbox, self.seeds = kata, sandbox, seeds
        self._answers: dict[Any, Any] = {}

    @property
    def source(self) -> str:
        """The reference's text; raises BrokenPack where there is none."""
        try:
            return reference(self.kata).source.decode()
        except UnicodeDecodeError as error:
            raise BrokenPack(f"{self.kata.reference} is not UTF-8 text") from error

    @property
    def graded(self) -> set[str]:
        """The functions that experiments call."""
        return {name for expectation in self.key().expectations for name in expectation.called}

    def job(self, source: str, seed: int = PINNED_SEED, which: str | Sequence[str] = "graded") -> Job:
        """A job for a reference that was changed to this."""
        return Job(self.kata, attempt_of(Path(self.kata.reference.name), source.encode()), which, seed)

    def run(self, job: Job) -> Run:
        """Run one job."""
        return self.sandbox.run(job)

    def run_many(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Run]]:
        """Run jobs, as many at a time as keep the processors busy, and yield each when it has ended."""
        return self.sandbox.run_many(jobs, 1 + (os.cpu_count() or 1))

    def key(self, seed: int = PINNED_SEED) -> AnswerKey:
        """What the reference gives for a seed; raises BrokenPack when it does not pass through every experiment."""
        if seed not in self._answers:
            self._answers[seed] = compute(self.kata, seed, self.run)
        answer: AnswerKey = self._answers[seed]
        return answer

    def outcomes(self, attempt: Attempt, key: AnswerKey) -> tuple[Outcome, ...]:
        """The outcomes of an attempt by a key."""
        return judge(key, self.run(Job(self.kata, attempt, "graded", key.seed)))

    def once(self, function: Callable[[Bench], Answer]) -> Answer:
        """What a function of the bench gives, computed the first time that a check asks for it."""
        if function not in self._answers:
            self._answers[function] = function(self)
        answer: Answer = self._answers[function]
        return answer


def check(
    name: str, parts: Callable[[Kata], Sequence[str]] = lambda _: ()
) -> Callable[[Callable[[Bench], Iterator[Remark]]], Check]:
    """Make a check of a function of the bench; its docstring is the sentence an author reads.

    >>> @check("title")
    ... def title_is_short(bench):
    ...     '''The title fits on a line.'''
    ...     if len(bench.kata.title) > 60:
    ...         yield problem(f"it has {len(bench.kata.title)} letters: 60 are enough")
    >>> title_is_short.sentence
    'The title fits on a line'
    """

    def made(function: Callable[[Bench], Iterator[Remark]]) -> Check:
        return Check(name, " ".join((function.__doc__ or "").split()).rstrip("."), function, parts)

    return made


def problem(text: str, about: str = "") -> Remark:
    """Something is wrong: a sentence that says what, and what to do."""
    return Remark(text, about, wrong=True)


def measured(text: str, about: str = "") -> Remark:
    """Something is worth knowing, and nothing is wrong."""
    return Remark(text, about)
