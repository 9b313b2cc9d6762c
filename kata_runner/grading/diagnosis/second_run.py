"""An attempt that failed, run once more in one process: a look at its code, the lesson's examples,
and of one that was graded on some seed, on the pinned one what failed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from kata_runner.authoring import UNCHANGED
from kata_runner.engine.job import Job, Result, Run
from kata_runner.grading.answer_key import PINNED_SEED, AnswerKey, RunJobs, pinned_key
from kata_runner.grading.diagnosis.code_look import Sight, add_look, read_sights
from kata_runner.grading.evaluate import find_status, get_result
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

    def get_ahead(self) -> Job | None:
        """Return what is certain to be run when it is asked for, and may be run before; nothing
        where that is nothing.
        """
        is_certain = self._drawn and not self.with_examples
        return self._make_whole_job(self.job.attempt) if is_certain else None

    def take(self, run: Run) -> None:
        """Keep what became of that."""
        self._ran = run

    def run_beside(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Run]]:
        """Run jobs of others, and beside them what will be asked for anyway: a learner waits for
        both.
        """
        jobs, own = list(jobs), None
        if jobs and "_ran" not in vars(self) and (self.examples or self._drawn):
            own = self._make_whole_job(self.job.attempt)
        for job, run in self.run_many([*jobs, own] if own else jobs):
            if job is own:
                self._ran = run
            else:
                yield job, run

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
        """The pinned key, the run and its outcomes, with the words of those that were graded;
        nothing where it was graded on that seed, or nothing is pinned.
        """
        key = self._pinned_key
        if key is None or not self._failed:
            return None
        run = self._ran if self._drawn else Run()
        if run.fault or run.unloadable:
            return None
        run = replace(run, results=run.results | self._keep(self._failed))
        results = {name: get_result(one, run) for name, one in key.by_name.items()}
        outcomes = [
            replace(one, status=find_status(key.by_name[one.name], results[one.name]))
            if one.name in self._failed
            else one
            for one in self.alone
        ]
        return key, run, tuple(outcomes)

    @cached_property
    def passed(self) -> Mapping[str, Result]:
        """What gives on the pinned seed, by name, what passed on the seed that was graded."""
        names = [one.name for one in self.alone if one.passed and one.name != UNCHANGED]
        drawn = list(filter(self._is_drawn, names))
        results = self._run(self.job.attempt, drawn).results if drawn else {}
        return {name: results[name] for name in drawn if name in results} | self._keep(names)

    @cached_property
    def _pinned_key(self) -> AnswerKey | None:
        """The key, if another than the one that was graded by, with the same experiments."""
        if self.job.seed == PINNED_SEED or self.run.unloadable:
            return None
        key = cached_key(self.job.kata)
        is_same = key is not None and list(key.by_name) == list(self.key.by_name)
        return key if is_same else None

    @cached_property
    def _failed(self) -> list[str]:
        """What failed and can be looked at on the pinned seed."""
        if self._pinned_key is None:
            return []
        return [one.name for one in self.alone if not one.passed and not one.status.ended_early]

    @cached_property
    def _drawn(self) -> list[str]:
        """What of that is run again."""
        return list(filter(self._is_drawn, self._failed))

    def _is_drawn(self, name: str) -> bool:
        """Whether an experiment takes what is drawn: one that is shown gives the same on every
        seed.
        """
        return not self.key.by_name[name].declaration.shown

    def _keep(self, names: Iterable[str]) -> dict[str, Result]:
        """What those of some experiments gave that take nothing that is drawn."""
        return {name: self.run.results[name] for name in names if not self._is_drawn(name)}

    @cached_property
    def _failed_parts(self) -> list[str]:
        """The functions and methods that are called where something failed."""
        failed = [self.key.by_name[one.name].called for one in self.alone if not one.passed]
        return list(dict.fromkeys(name for called in failed for name in called))

    @cached_property
    def _ran(self) -> Run:
        return self._run_all(self.job.attempt)

    def _run_all(self, attempt: Attempt) -> Run:
        return self._run_job(self._make_whole_job(attempt))

    def _run(self, attempt: Attempt, names: list[str]) -> Run:
        return self._run_job(self._make_job(attempt, names))

    def _run_job(self, job: Job) -> Run:
        [(_, run)] = self.run_many([job])
        return run

    def _make_whole_job(self, attempt: Attempt) -> Job:
        return self._make_job(add_examples(attempt, self.examples), self._drawn)

    def _make_job(self, attempt: Attempt, names: list[str]) -> Job:
        return replace(self.job, attempt=attempt, which=names, seed=PINNED_SEED, stopped=None)


@lru_cache(maxsize=8)
def cached_key(kata: Kata) -> AnswerKey | None:
    """The pinned key of a kata, for all its attempts one: what causes give is kept with it."""
    return pinned_key(kata, PINNED_SEED)
