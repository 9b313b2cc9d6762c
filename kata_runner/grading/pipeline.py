"""From an attempt to a report, in five steps: run, evaluate, diagnose, explain, score.

    run       the engine: source and experiment names in, tables out
    evaluate  tables against the expected ones                         -> outcomes
    diagnose  only what failed                                         -> causes
    explain   a smaller case, and what a second run shows              -> messages
    score     one hook call                                            -> Report

`kata check` takes all five for one attempt. A class has many attempts in flight, and the step
`explain`, which needs further runs, is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from numbers import Real
from typing import TYPE_CHECKING

from kata_runner.engine.job import Job, Run
from kata_runner.errors import PackError
from kata_runner.grading.answer_key import AnswerKey, RunJobs
from kata_runner.grading.evaluate import (
    block_dependents,
    describe_failures,
    describe_load_problem,
    evaluate_alone,
)
from kata_runner.model import Isolation, Kata, Outcome, Report
from kata_runner.packs.plugin_manager import Plugins

if TYPE_CHECKING:
    from kata_runner.grading.diagnosis.diagnosis_context import DiagnosisContext
    from kata_runner.grading.diagnosis.second_run import SecondRun

MAX_ROUNDING = 1e-6  # accepted error of a sum of points


@dataclass(frozen=True, eq=False)
class GradingContext:
    """A run to grade: the expected results, the plugins to ask, and a sandbox for further runs.

    `run_many` runs what is needed to find the causes of failures, and with `explain` what helps a
    learner see them; `second` is a second run that was prepared before.
    """

    job: Job
    run: Run
    key: AnswerKey
    plugins: Plugins
    run_many: RunJobs
    explain: bool = False
    second: SecondRun | None = None


def grade_run(context: GradingContext) -> Report:
    """Return the report of a run, and pass it to the plugins; raises EngineError for a fault of
    ours in the run.
    """
    report = build_report(context, explain_run(context))
    plugins = context.plugins
    report = replace(report, score=ask_for_score(report.kata, report.outcomes, plugins))
    plugins.call("attempt_graded", report=report)
    return report


def explain_run(context: GradingContext) -> tuple[Outcome, ...]:
    """Return the outcomes of a run, with causes and, with `explain`, what further runs show."""
    second = context.second
    alone = second.alone if second else evaluate_alone(context.key, context.run)
    if all(outcome.passed for outcome in alone):
        return alone
    case = diagnose(context, alone)
    if not context.explain:
        return case.outcomes
    from kata_runner.grading.feedback.rerun import add_rerun_feedback

    return add_rerun_feedback(case, context.job)


def diagnose(context: GradingContext, alone: tuple[Outcome, ...]) -> DiagnosisContext:
    """Return the diagnosis of a run that did not pass, its outcomes with the plugins' causes."""
    from kata_runner.grading.diagnosis.diagnosis_context import DiagnosisContext, diagnose_all
    from kata_runner.grading.diagnosis.origins import block_by_origin
    from kata_runner.grading.diagnosis.second_run import SecondRun

    job, run, key, run_many = context.job, context.run, context.key, context.run_many
    second = context.second or SecondRun(
        job, run, alone, key, run_many, with_examples=context.explain
    )
    outcomes = describe_failures(block_dependents(alone), key, run)
    case = DiagnosisContext(job.kata, key, run, alone, outcomes, run_many, second, job)
    case = replace(case, outcomes=diagnose_all(case, context.plugins))
    return replace(case, outcomes=block_by_origin(case))


def plan_second_run(
    job: Job, run: Run, key: AnswerKey, run_many: RunJobs, *, explain: bool = False
) -> SecondRun | None:
    """Return the second run that the diagnosis of a run will need.

    Returns None for a run that cannot be judged, and with `explain`: then there is only one
    attempt, and no other one to run meanwhile.
    """
    if explain or run.fault or run.unloadable:
        return None
    from kata_runner.grading.diagnosis.second_run import SecondRun

    return SecondRun(job, run, evaluate_alone(key, run), key, run_many)


def build_report(context: GradingContext, outcomes: tuple[Outcome, ...]) -> Report:
    """Return a report of outcomes, with their points added up."""
    job, run = context.job, context.run
    return Report(
        kata=job.kata,
        attempt=job.attempt,
        outcomes=outcomes,
        score=float(sum(outcome.points for outcome in outcomes)),
        max_score=float(sum(outcome.max_points for outcome in outcomes)),
        isolation=Isolation(run.level, run.layers),
        seed=job.seed,
        seconds=run.seconds,
        message=describe_load_problem(job.attempt, run, context.key.cost),
        output=run.output,
    )


def ask_for_score(kata: Kata, outcomes: tuple[Outcome, ...], plugins: Plugins) -> float:
    """Return the score that the first plugin gives; raises PackError for none, and for one that is
    not between 0 and the maximum.
    """
    max_score = float(sum(outcome.max_points for outcome in outcomes))
    answer = plugins.call("score", kata=kata, outcomes=outcomes)
    if answer is None:
        raise PackError("no plugin gives a score: is 'scoring' among KATA_DISABLED_PLUGINS?")
    is_number = isinstance(answer, Real) and not isinstance(answer, bool)
    if not is_number or not -MAX_ROUNDING <= answer <= max_score + MAX_ROUNDING:
        pack = plugins.answered("score")
        raise PackError(
            f"{pack.label}: score: expected a number from 0 to {max_score:g}, got {answer!r:.40}"
        )
    return min(max(float(answer), 0.0), max_score)
