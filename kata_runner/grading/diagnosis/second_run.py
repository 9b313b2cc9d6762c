"""An attempt that failed, run once more in one process: a look at its code, the lesson's examples,
and of one that was graded on some seed, on the pinned one what failed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from kata_runner.authoring import UNCHANGED
from kata_runner.engine.job import Job, Result, Run
from kata_runner.grading.answer_key import PINNED_SEED, AnswerKey, RunJobs, pinned_key
from kata_runner.grading.diagnosis.code_look import Sight, add_look, read_sights
from kata_runner.grading.evaluate import evaluate_alone
from kata_runner.grading.feedback.worked_example import (
    WorkedExample,
    add_examples,
    find_examples,
    read_outputs,
)
from kata_runner.model import Attempt, Kata, Outcome, Status
from kata_runner.packs.parts import get_owner

Rerun = tuple[AnswerKey, Run, tuple[Outcome, ...]]
MAX_SECONDS = 5.0  # of an attempt that took longer no examples are run


@dataclass(eq=False)
class SecondRun:
    """What was run and became of it, and what is to be run again, when it is asked for first: of
    the lesson's examples those of what failed, if they are wanted.
    """

    job: Job
    run: Run
    alone: tuple[Outcome, ...]
    key: AnswerKey
    run_many: RunJobs
    with_examples: bool = False

    @cached_property
    def sights(self) -> tuple[Sight, ...]:
        """What the code shows; the look is part of the run if it is asked for before the rest."""
        attempt, parts = self.job.attempt, self._failed_parts
        if self.run.unloadable or "_ran" in vars(self):
            alone = add_look(replace(attempt, source=b""), attempt.source, parts)
            return read_sights(attempt, self._run(alone, []).output)
        self._ran = self._run_all(add_look(attempt, attempt.source, parts))
        return read_sights(attempt, self._ran.output)

    @cached_property
    def examples(self) -> Sequence[WorkedExample]:
        """The lesson's examples of the parts that failed."""
        wrong = {get_owner(one.part) for one in self.alone if not one.passed}
        failed = {get_owner(one.part) for one in self.alone if one.status is Status.FAILED}
        is_slow = self.run.seconds >= MAX_SECONDS
        if not self.with_examples or is_slow or self.run.unloadable or not failed:
            return []
        parts = {get_owner(name) for name in self.key.called}
        return [one for one in find_examples(self.job.kata, parts, wrong) if one.parts & failed]

    @property
    def outputs(self) -> Mapping[int, str]:
        """What the examples gave, by their numbers."""
        return read_outputs(self.job.attempt, self._ran) if self.examples else {}

    @cached_property
    def pinned(self) -> Rerun | None:
        """The pinned key, the run and its outcomes; nothing where it was graded on that seed, or
        nothing is pinned.
        """
        key, again = self._pinned_key, set(self._names)
        if key is None or not again or self._ran.fault or self._ran.unloadable:
            return None
        evaluated = {one.name: one for one in evaluate_alone(key, self._ran) if one.name in again}
        return key, self._ran, tuple(evaluated.get(one.name, one) for one in self.alone)

    @cached_property
    def passed(self) -> Mapping[str, Result]:
        """What gives on the pinned seed, by name, what passed on the seed that was graded."""
        names = [one.name for one in self.alone if one.passed and one.name != UNCHANGED]
        results = self._run(self.job.attempt, names).results if names else {}
        return {name: results[name] for name in names if name in results}

    @cached_property
    def _pinned_key(self) -> AnswerKey | None:
        """The key, if another than the one that was graded by, with the same experiments."""
        if self.job.seed == PINNED_SEED or self.run.unloadable:
            return None
        key = cached_key(self.job.kata)
        is_same = key is not None and list(key.by_name) == list(self.key.by_name)
        return key if is_same else None

    @cached_property
    def _names(self) -> list[str]:
        """What failed and can be run again."""
        if self._pinned_key is None:
            return []
        return [one.name for one in self.alone if not one.passed and not one.status.ended_early]

    @cached_property
    def _failed_parts(self) -> list[str]:
        """The functions and methods that are called where something failed."""
        failed = [self.key.by_name[one.name].called for one in self.alone if not one.passed]
        return list(dict.fromkeys(name for called in failed for name in called))

    @cached_property
    def _ran(self) -> Run:
        return self._run_all(self.job.attempt)

    def _run_all(self, attempt: Attempt) -> Run:
        return self._run(add_examples(attempt, self.examples), self._names)

    def _run(self, attempt: Attempt, names: list[str]) -> Run:
        job = replace(self.job, attempt=attempt, which=names, seed=PINNED_SEED, stopped=None)
        [(_, run)] = self.run_many([job])
        return run


@lru_cache(maxsize=8)
def cached_key(kata: Kata) -> AnswerKey | None:
    """The pinned key of a kata, for all its attempts one: what causes give is kept with it."""
    return pinned_key(kata, PINNED_SEED)
