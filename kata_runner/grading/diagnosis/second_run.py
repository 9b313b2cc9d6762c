"""Second run of an attempt that failed, in one process: it inspects the code, runs the lesson's
examples, and repeats on the pinned seed what failed on another seed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from kata_runner.authoring import UNCHANGED
from kata_runner.engine.job import Job, Result, Run
from kata_runner.grading.answer_key import PINNED_SEED, AnswerKey, RunJobs, pinned_key
from kata_runner.grading.diagnosis._code_look import Finding
from kata_runner.grading.diagnosis.code_look import append_inspection, parse_findings
from kata_runner.grading.evaluate import find_status, get_result
from kata_runner.grading.feedback.worked_example import (
    Output,
    WorkedExample,
    add_examples,
    find_examples,
    read_outputs,
)
from kata_runner.model import Attempt, Kata, Outcome, Status
from kata_runner.packs.source_parts import get_owner

Rerun = tuple[AnswerKey, Run, tuple[Outcome, ...]]
MAX_SECONDS = 5.0  # if an attempt took longer, no examples are run


@dataclass(eq=False)
class SecondRun:
    """The run of an attempt and its outcomes, and a second run, which is made when a result of it
    is first needed.

    `with_examples` adds the lesson's examples of the failed parts.
    """

    job: Job
    run: Run
    alone: tuple[Outcome, ...]
    key: AnswerKey
    run_many: RunJobs
    with_examples: bool = False

    def prefetch_job(self) -> Job | None:
        """Return the job that is certain to be needed, so that it can be run in advance; None if
        there is none.
        """
        is_certain = self._seed_dependent and not self.with_examples
        return self._make_whole_job(self.job.attempt) if is_certain else None

    def take(self, run: Run) -> None:
        """Store the run of the job that `prefetch_job` returned."""
        self._ran = run

    def run_beside(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Run]]:
        """Run `jobs`, and in parallel the second run if it will be needed anyway: a learner waits
        for both.
        """
        jobs, own = list(jobs), None
        if jobs and "_ran" not in vars(self) and (self.examples or self._seed_dependent):
            own = self._make_whole_job(self.job.attempt)
        for job, run in self.run_many([*jobs, own] if own else jobs):
            if job is own:
                self._ran = run
            else:
                yield job, run

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings in the code; they are part of the second run unless that is done already, or
        the attempt does not load.
        """
        attempt, parts = self.job.attempt, self._failed_parts
        if self.run.unloadable or "_ran" in vars(self):
            alone = append_inspection(replace(attempt, source=b""), attempt.source, parts)
            return parse_findings(attempt, self._run(self._make_job(alone, [])).output)
        self._ran = self._run(
            self._make_whole_job(append_inspection(attempt, attempt.source, parts))
        )
        return parse_findings(attempt, self._ran.output)

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
    def outputs(self) -> Mapping[int, Output]:
        """The outputs of the examples, by their numbers."""
        return read_outputs(self.job.attempt, self._ran) if self.examples else {}

    @cached_property
    def pinned(self) -> Rerun | None:
        """The pinned key, the run on its seed and the outcomes, with the messages of those that
        were graded; None if the attempt was graded on that seed, or nothing can be compared on it.
        """
        key = self._pinned_key
        if key is None or not self._failed:
            return None
        run = self._ran if self._seed_dependent else Run()
        if run.fault or run.unloadable:
            return None
        run = replace(run, results=run.results | self._keep(self._failed))
        results = {name: get_result(one, run, key) for name, one in key.by_name.items()}
        outcomes = [
            replace(one, status=find_status(key.by_name[one.name], results[one.name]))
            if one.name in self._failed
            else one
            for one in self.alone
        ]
        return key, run, tuple(outcomes)

    @cached_property
    def passed(self) -> Mapping[str, Result]:
        """The results on the pinned seed of what passed on the graded seed, by name."""
        names = [one.name for one in self.alone if one.passed and one.name != UNCHANGED]
        drawn = list(filter(self._depends_on_seed, names))
        results = self._run(self._make_job(self.job.attempt, drawn)).results if drawn else {}
        return {name: results[name] for name in drawn if name in results} | self._keep(names)

    @cached_property
    def _pinned_key(self) -> AnswerKey | None:
        """The pinned key, if it is not the one that was used for grading and has the same
        experiments.
        """
        if self.job.seed == PINNED_SEED or self.run.unloadable:
            return None
        key = cached_key(self.job.kata)
        is_same = key is not None and list(key.by_name) == list(self.key.by_name)
        return key if is_same else None

    @cached_property
    def _failed(self) -> list[str]:
        """The failed experiments that can be examined on the pinned seed."""
        if self._pinned_key is None:
            return []
        return [one.name for one in self.alone if not one.passed and not one.status.ended_early]

    @cached_property
    def _seed_dependent(self) -> list[str]:
        """Those of the failed experiments that have to be run again."""
        return list(filter(self._depends_on_seed, self._failed))

    def _depends_on_seed(self, name: str) -> bool:
        """Whether an experiment depends on the seed: a shown one gives the same result on every
        seed.
        """
        return not self.key.by_name[name].declaration.shown

    def _keep(self, names: Iterable[str]) -> dict[str, Result]:
        """Return the results of those of some experiments that do not depend on the seed."""
        return {name: self.run.results[name] for name in names if not self._depends_on_seed(name)}

    @cached_property
    def _failed_parts(self) -> list[str]:
        """The functions and methods that the failed experiments call."""
        failed = [self.key.by_name[one.name].called for one in self.alone if not one.passed]
        return list(dict.fromkeys(name for called in failed for name in called))

    @cached_property
    def _ran(self) -> Run:
        return self._run(self._make_whole_job(self.job.attempt))

    def _run(self, job: Job) -> Run:
        [(_, run)] = self.run_many([job])
        return run

    def _make_whole_job(self, attempt: Attempt) -> Job:
        return self._make_job(add_examples(attempt, self.examples), self._seed_dependent)

    def _make_job(self, attempt: Attempt, names: list[str]) -> Job:
        return replace(self.job, attempt=attempt, which=names, seed=PINNED_SEED, stopped=None)


@lru_cache(maxsize=8)
def cached_key(kata: Kata) -> AnswerKey | None:
    """Return the pinned key of a kata, one object for all its attempts: the results of causes are
    cached with it.
    """
    return pinned_key(kata, PINNED_SEED)
