"""An attempt that was graded on some seed, run once more on the pinned one: only what failed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from kata_runner.engine.job import Job, Run
from kata_runner.grading.answer_key import PINNED_SEED, AnswerKey, RunJobs, pinned_key
from kata_runner.grading.evaluate import evaluate_alone
from kata_runner.model import Outcome, Status

Rerun = tuple[AnswerKey, Run, tuple[Outcome, ...]]
SILENT = (Status.TIMED_OUT, Status.OVER_MEMORY, Status.OVER_OUTPUT, Status.KILLED)


@dataclass(frozen=True)
class PinnedRerun:
    """The job of an attempt on another seed, and the names of what failed and can be run again."""

    job: Job
    names: tuple[str, ...]
    passed: tuple[Outcome, ...]
    run_many: RunJobs

    @classmethod
    def of(
        cls, job: Job, run: Run, alone: tuple[Outcome, ...], run_many: RunJobs
    ) -> PinnedRerun | None:
        """The rerun of a job; nothing for one on the pinned seed, or that does not load."""
        if job.seed == PINNED_SEED or run.unloadable:
            return None
        names = [one.name for one in alone if not one.passed and one.status not in SILENT]
        again = replace(job, which=names, seed=PINNED_SEED)
        return cls(again, tuple(names), alone, run_many)

    def result(self) -> Rerun | None:
        """The pinned key, the run and its outcomes; run once, when it is asked for first."""
        return self._result

    @cached_property
    def _result(self) -> Rerun | None:
        key = pinned_key(self.job.kata, PINNED_SEED)
        if key is None or not self.names:
            return None
        [(_, run)] = self.run_many([self.job])
        if run.fault or run.unloadable:
            return None
        again = set(self.names)
        missing = [one.name for one in self.passed if one.name not in key.by_name]
        if missing or len(self.passed) != len(key.expectations):
            return None
        evaluated = {one.name: one for one in evaluate_alone(key, run) if one.name in again}
        alone = tuple(evaluated.get(one.name, one) for one in self.passed)
        return key, run, alone
