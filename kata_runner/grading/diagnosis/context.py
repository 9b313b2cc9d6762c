"""From outcomes that did not pass to their causes: every plugin is asked, and the first that names
one is believed.
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
from kata_runner.packs.plugins import Plugins


@dataclass(frozen=True, eq=False)
class DiagnosisContext:
    """An attempt that did not pass: what was wanted, what came, what it amounts to, and a sandbox
    to run more in.

    `alone` are the outcomes without regard to what they wait for. `second` is a second run, on the
    pinned seed, where what causes give is known already; `rerun` is the one whose results these
    are. `job` is what was run.
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
        """Run what finds a cause, beside what is needed of the attempt anyway."""
        second = self.second or self.rerun
        return second.run_beside(jobs) if second else self.run_many(jobs)

    def rerun_passed(self) -> bool:
        """Run on the pinned seed what passed on the one that was graded; whether that is new.

        There it may pass by chance: it says nothing of a cause until it was run on this seed.
        """
        if self.rerun is None or "passed" in vars(self.rerun):
            return False
        self.run.results.update(self.rerun.passed)
        return True


def on_pinned_seed(case: DiagnosisContext) -> DiagnosisContext:
    """The same attempt on the pinned seed, as far as it failed; the case itself where it was graded
    on that one, or nothing is pinned.

    What failed and passes there says nothing of a cause.
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
    """The outcomes of a case, a cause said first in each where one is recognised.

    Where causes are known, what waits for them alone and is spared by them has failed for a cause
    of its own. It waits no longer if that can be named too.
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
    """Whether an outcome is blocked by nothing but known mistakes that would have left it as it
    should be.
    """
    now = {one.name: one for one in case.outcomes}
    if now[outcome.name].status is not Status.BLOCKED or not is_unexplained(outcome, case):
        return False
    return all(now[need].passed or spares(now[need], outcome.name, case) for need in outcome.needs)


def spares(need: Outcome, name: str, case: DiagnosisContext) -> bool:
    """Whether the known mistake that a need was diagnosed with leaves an experiment as it should
    be.
    """
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
    """Whether an outcome failed by itself, and nobody has said why."""
    return outcome.diagnosis is None and failed_by_itself(outcome, case)


def failed_by_itself(outcome: Outcome, case: DiagnosisContext) -> bool:
    """Whether an outcome failed with something to look at: not blocked, not stopped, not unwritten
    unless it is written elsewhere in the file.
    """
    result = case.run.results.get(outcome.name)
    if result is None or outcome.status not in (Status.FAILED, Status.CRASHED):
        return False
    if result.problem is None or result.problem.kind != "unwritten":
        return True
    part = result.problem.text.partition(" ")[0]
    return case.job is not None and case.job.attempt.source.count(f"def {part}(".encode()) > 1


def add_cause(outcome: Outcome, case: DiagnosisContext, plugins: Plugins) -> Outcome:
    """The outcome with the first cause that a plugin names, and its place in the file."""
    expected = case.key.by_name[outcome.name].table
    actual = case.run.results[outcome.name].table
    arguments = {
        "kata": case.kata,
        "outcome": outcome,
        "actual": actual,
        "expected": expected,
        "case": case,
    }
    cause: Diagnosis | None = plugins.call("diagnose", **arguments)
    if cause is None:
        return outcome
    place = show_place(cause, outcome, case)
    # Where an error was raised, that line is shown with it.
    return replace(outcome, diagnosis=cause, place=place, line=outcome.line or cause.line)


def show_place(cause: Diagnosis, outcome: Outcome, case: DiagnosisContext) -> str:
    """The learner's line that a cause is about, unless an error shows it already."""
    if case.job is None or not cause.line or outcome.status is Status.CRASHED:
        return ""
    attempt = case.job.attempt
    return show_line(attempt.path.name, attempt.source, cause.line, cause.names)
