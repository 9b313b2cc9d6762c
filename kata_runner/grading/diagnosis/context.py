"""From outcomes that did not pass to their causes: every plugin is asked, and the first that names
one is believed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kata_runner.engine.job import Run
from kata_runner.grading.answer_key import AnswerKey, RunJobs
from kata_runner.grading.diagnosis.mistake_cache import known_mistakes
from kata_runner.model import Diagnosis, Kata, Outcome, Status
from kata_runner.packs.plugins import Plugins


@dataclass(frozen=True, eq=False)
class DiagnosisContext:
    """An attempt that did not pass: what was wanted, what came, what it amounts to, and a sandbox
    to run more in.

    `alone` are the outcomes without regard to what they wait for.
    """

    kata: Kata
    key: AnswerKey
    run: Run
    alone: tuple[Outcome, ...]
    outcomes: tuple[Outcome, ...]
    run_many: RunJobs


def diagnose_all(case: DiagnosisContext, plugins: Plugins) -> tuple[Outcome, ...]:
    """The outcomes of a case, a cause said first in each where one is recognised.

    Where causes are known, what waits for them alone and is spared by them has failed for a cause
    of its own. It waits no longer if that can be named too.
    """
    first_pass = replace(case, outcomes=tuple(add_cause(one, case, plugins) if is_unexplained(one, case) else one
                                        for one in case.outcomes))  # fmt: skip
    free = {one.name: one for one in first_pass.alone if is_independent_failure(one, first_pass)}
    if not free:
        return first_pass.outcomes
    further = diagnose_all(
        replace(first_pass, outcomes=tuple(free.get(one.name, one) for one in first_pass.outcomes)),
        plugins,
    )
    return tuple(before if after.name in free and after.diagnosis is None else after
                 for before, after in zip(first_pass.outcomes, further, strict=True))  # fmt: skip


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
    known = known_mistakes(case.kata, case.key, need.name, case.run_many)
    return any(one.name == need.diagnosis.mistake and name not in one.results for one in known)


def is_unexplained(outcome: Outcome, case: DiagnosisContext) -> bool:
    """Whether an outcome failed by itself, and nobody has said why."""
    return outcome.diagnosis is None and failed_by_itself(outcome, case)


def failed_by_itself(outcome: Outcome, case: DiagnosisContext) -> bool:
    """Whether an outcome failed with something to look at: not blocked, not stopped, not
    unwritten.
    """
    result = case.run.results.get(outcome.name)
    if result is None or outcome.status not in (Status.FAILED, Status.CRASHED):
        return False
    return result.problem is None or result.problem.kind != "unwritten"


def add_cause(outcome: Outcome, case: DiagnosisContext, plugins: Plugins) -> Outcome:
    """The outcome with the first cause that a plugin names."""
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
    return (
        outcome
        if cause is None
        else replace(outcome, diagnosis=cause, message=f"{cause.says}\n{outcome.message}")
    )
