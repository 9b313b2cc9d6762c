"""Diagnosis of outcomes that did not pass: plugins are called in turn, and the first cause that one
names is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kata_runner.engine.job import Job, Run
from kata_runner.grading.answer_key import AnswerKey, RunJobs
from kata_runner.grading.diagnosis.mistake_cache import known_mistakes
from kata_runner.grading.diagnosis.mutant_results import pinned_mutants
from kata_runner.grading.diagnosis.second_run import SecondRun
from kata_runner.grading.evaluate import describe_failure
from kata_runner.grading.feedback.place import show_line
from kata_runner.model import Diagnosis, Kata, Outcome, Status
from kata_runner.packs.plugin_manager import Plugins


@dataclass(frozen=True, eq=False)
class DiagnosisContext:
    """An attempt that did not pass: the expected results, its own results, its outcomes, and a
    sandbox for further runs.

    `alone` are the outcomes as if no experiment needed another. `second` is a second run, on the
    pinned seed, for which the results of causes are known already. `rerun` is the second run that
    `run` was taken from, in a context on the pinned seed. `job` is what was run.
    """

    kata: Kata
    key: AnswerKey
    run: Run
    alone: tuple[Outcome, ...]
    outcomes: tuple[Outcome, ...]
    run_many: RunJobs
    second: SecondRun | None = None
    job: Job | None = None
    rerun: SecondRun | None = None

    def run_beside(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Run]]:
        """Run jobs that find a cause, in parallel with what is needed of the attempt anyway."""
        second = self.second or self.rerun
        return second.run_beside(jobs) if second else self.run_many(jobs)

    def rerun_passed(self) -> bool:
        """Run on the pinned seed what passed on the graded one; return whether these results are
        new.

        Used when the passes on the graded seed refute every cause: a pass there may be chance, and
        only a run on the pinned seed shows whether it is.
        """
        if self.rerun is None or "passed" in vars(self.rerun):
            return False
        self.run.results.update(self.rerun.passed)
        return True


def on_pinned_seed(case: DiagnosisContext) -> DiagnosisContext:
    """Return the context of the same attempt on the pinned seed, with new results where it failed;
    `case` itself if it was graded on that seed or nothing is pinned.

    An outcome that failed on the graded seed and passes on the pinned one is no evidence for a
    cause.
    """
    rerun = case.second and case.second.pinned
    if not rerun:
        return case
    key, run, alone = rerun
    by_name = {outcome.name: outcome for outcome in alone}
    outcomes = tuple(
        one
        if one.passed or (one.status is Status.BLOCKED and not by_name[one.name].passed)
        else replace(by_name[one.name], diagnosis=one.diagnosis)
        for one in case.outcomes
    )
    return replace(
        case, key=key, run=run, alone=alone, outcomes=outcomes, second=None, rerun=case.second
    )


def diagnose_all(case: DiagnosisContext, plugins: Plugins) -> tuple[Outcome, ...]:
    """Return the outcomes of a context, each with its cause if a plugin names one.

    An outcome that is blocked only by failures whose known causes do not affect it has failed for
    another cause. It is diagnosed as well, and is no longer blocked if that cause can be named too.
    """
    first_pass = replace(
        case,
        outcomes=tuple(
            add_cause(one, case, plugins) if is_unexplained(one, case) else one
            for one in case.outcomes
        ),
    )
    free = {
        one.name: describe_failure(one, case.key, case.run)
        for one in first_pass.alone
        if is_independent_failure(one, first_pass)
    }
    if not free:
        return first_pass.outcomes
    further = diagnose_all(
        replace(first_pass, outcomes=tuple(free.get(one.name, one) for one in first_pass.outcomes)),
        plugins,
    )
    return tuple(
        before if after.name in free and after.diagnosis is None else after
        for before, after in zip(first_pass.outcomes, further, strict=True)
    )


def is_independent_failure(outcome: Outcome, case: DiagnosisContext) -> bool:
    """Whether an outcome is blocked only by failures whose known causes would leave it right."""
    now = {one.name: one for one in case.outcomes}
    if now[outcome.name].status is not Status.BLOCKED or not is_unexplained(outcome, case):
        return False
    return all(
        now[need].passed or leaves_unaffected(now[need], outcome.name, case)
        for need in outcome.needs
    )


def leaves_unaffected(need: Outcome, name: str, case: DiagnosisContext) -> bool:
    """Whether the cause that was found for `need` leaves the result of experiment `name` right."""
    if need.diagnosis is None:
        return False
    case = on_pinned_seed(case)
    causes = need.diagnosis.mistake.split(" or ")
    mistakes = known_mistakes(case.kata, case.key, need.name, case.run_many)
    named = [one for one in mistakes if one.name in causes] or [
        one
        for one in pinned_mutants(case.kata, case.key, (f'"{name}"' for name in causes))
        if one.name in causes
    ]
    return bool(named) and not any(name in one.results for one in named)


def is_unexplained(outcome: Outcome, case: DiagnosisContext) -> bool:
    """Whether an outcome failed by itself and has no diagnosis yet."""
    return outcome.diagnosis is None and failed_by_itself(outcome, case)


def failed_by_itself(outcome: Outcome, case: DiagnosisContext) -> bool:
    """Whether an outcome failed with a result that can be examined.

    That excludes blocked and stopped ones, and unwritten ones unless the part is also defined
    elsewhere in the file.
    """
    result = case.run.results.get(outcome.name)
    if result is None or outcome.status not in (Status.FAILED, Status.CRASHED):
        return False
    if result.problem is None or result.problem.kind != "unwritten":
        return True
    part = result.problem.text.partition(" ")[0]
    return case.job is not None and case.job.attempt.source.count(f"def {part}(".encode()) > 1


def add_cause(outcome: Outcome, case: DiagnosisContext, plugins: Plugins) -> Outcome:
    """Return the outcome with the first cause that a plugin names, and its place in the file."""
    cause: Diagnosis | None = plugins.call(
        "diagnose",
        kata=case.kata,
        outcome=outcome,
        actual=case.run.results[outcome.name].table,
        expected=case.key.by_name[outcome.name].table,
        case=case,
    )
    if cause is None:
        return outcome
    place = show_place(cause, outcome, case)
    # A crash keeps the line that raised the error: it is shown with the error.
    return replace(outcome, diagnosis=cause, place=place, line=outcome.line or cause.line)


def show_place(cause: Diagnosis, outcome: Outcome, case: DiagnosisContext) -> str:
    """Return the learner's line that a cause is about, an empty string if an error shows it
    already.
    """
    if case.job is None or not cause.line or outcome.status is Status.CRASHED:
        return ""
    attempt = case.job.attempt
    return show_line(attempt.path.name, attempt.source, cause.line, cause.names)
