"""From an attempt to a report: run it, compare its tables with the key, say what is wrong, score."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from weakref import WeakKeyDictionary

from kata_runner.authoring import UNCHANGED
from kata_runner.engine.job import Cost, Job, Problem, Result, Run
from kata_runner.engine.sandbox import Sandbox
from kata_runner.errors import BrokenPack, EngineFault
from kata_runner.grading.answer_key import AnswerKey, Expectation, RunJobs, compute, pinned_key
from kata_runner.grading.bounds import bound
from kata_runner.grading.compare import differences, shape_problem
from kata_runner.grading.forms import form_mismatch
from kata_runner.grading.secrets import kept_secret
from kata_runner.grading.unchanged import aligned, with_changes
from kata_runner.model import Attempt, Difference, Isolation, Kata, Outcome, Report, Status
from kata_runner.packs.plugins import Plugins
from kata_runner.table import Table

JUDGED: WeakKeyDictionary[Result, dict[Expectation, Outcome]] = WeakKeyDictionary()
ROUNDING = 1e-6  # by which a sum of points may be off


def grade(job: Job, sandbox: Sandbox, plugins: Plugins, meanwhile: Callable[[], object] | None = None) -> Report:
    """Grade one attempt and tell the plugins; raises BrokenPack or EngineFault, never for what an attempt does.

    `meanwhile` is called while the sandbox loads.
    """
    pinned = pinned_key(job.kata, job.seed)
    job = replace(job, allowance=pinned.allowance) if pinned else job
    sandbox.prepare(job)
    if meanwhile is not None:
        meanwhile()
    run = sandbox.run(job)
    key = pinned or compute(job.kata, job.seed, sandbox.run)
    alone = judged(key, run)
    outcomes = with_waits(alone)
    if not all(outcome.passed for outcome in outcomes):
        from kata_runner.grading.diagnosis.case import Case, diagnosed
        from kata_runner.grading.feedback.second_look import looked_again

        case = Case(job.kata, key, run, alone, outcomes, sandbox.run_many)
        outcomes = looked_again(replace(case, outcomes=diagnosed(case, plugins)), job)
    return announced(reported(job, run, outcomes, key.cost), plugins)


def report_of(job: Job, run: Run, key: AnswerKey, plugins: Plugins, run_many: RunJobs) -> Report:
    """The report of a run, of which the plugins are told; raises EngineFault for a run that failed by our own fault.

    `run_many` runs what is needed to find the causes of what failed.
    """
    alone = judged(key, run)
    outcomes = with_waits(alone)
    if not all(outcome.passed for outcome in outcomes):
        from kata_runner.grading.diagnosis.case import Case, diagnosed

        outcomes = diagnosed(Case(job.kata, key, run, alone, outcomes, run_many), plugins)
    return announced(reported(job, run, outcomes, key.cost), plugins)


def judged(key: AnswerKey, run: Run) -> tuple[Outcome, ...]:
    """The outcomes of a run, whatever their needs came to; raises EngineFault for one that failed by our own fault."""
    if run.fault:
        raise EngineFault(run.fault)
    return each_alone(key, run)


def reported(job: Job, run: Run, outcomes: tuple[Outcome, ...], cost: Cost) -> Report:
    """A report of outcomes, its points added up; `cost` is what the reference takes."""
    return Report(
        kata=job.kata,
        attempt=job.attempt,
        outcomes=outcomes,
        score=float(sum(outcome.points for outcome in outcomes)),
        max_score=float(sum(outcome.max_points for outcome in outcomes)),
        isolation=Isolation(run.level, run.layers),
        seed=job.seed,
        seconds=run.seconds,
        message=load_message(job.attempt, run, cost),
        output=run.output,
    )


def announced(report: Report, plugins: Plugins) -> Report:
    """The report with the score that the plugins give, after they were told of it."""
    report = replace(report, score=score(report.kata, report.outcomes, plugins))
    plugins.call("attempt_graded", report=report)
    return report


def judge(key: AnswerKey, run: Run) -> tuple[Outcome, ...]:
    """The outcome of every expectation, in the order of the key."""
    return with_waits(each_alone(key, run))


def each_alone(key: AnswerKey, run: Run) -> tuple[Outcome, ...]:
    """The outcomes, whatever their needs came to."""
    found = []
    for expectation in key.expectations:
        name = expectation.declaration.name
        result = run.results[name] = aligned(expectation, run.results.get(name) or not_run(name, run))
        found.append(outcome_of(expectation, result, key))
    return tuple(found)


def with_waits(alone: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """The outcomes, those that fail blocked where something they need failed too."""
    outcomes: dict[str, Outcome] = {}
    for outcome in alone:
        outcomes[outcome.name] = blocked(outcome, outcomes)
    return tuple(outcomes.values())


def outcome_of(expectation: Expectation, result: Result, key: AnswerKey) -> Outcome:
    """The outcome of one experiment, judged once for all attempts that share the result."""
    known = JUDGED.setdefault(result, {})
    if expectation not in known:
        known[expectation] = bound(one_outcome(expectation, result, key))
    return known[expectation]


def one_outcome(expectation: Expectation, result: Result, key: AnswerKey) -> Outcome:
    """The outcome of one experiment, whatever its needs came to."""
    declaration = expectation.declaration
    outcome = Outcome(
        name=declaration.name,
        sentence=declaration.sentence,
        status=Status.FAILED,
        points=0.0,
        max_points=declaration.points,
        needs=declaration.needs,
        output=result.output,
        lesson=declaration.lesson,
        secret=declaration.secret,
    )
    if result.table is None:
        return not_built(outcome, expectation, result, key.cost)
    found = differing(expectation, result.table)
    if found == []:
        return replace(outcome, status=Status.PASSED, points=declaration.points, lesson="")
    if declaration.secret:
        return replace(outcome, message=kept_secret(expectation, result))
    if declaration.name == UNCHANGED and found is not None:
        return with_changes(outcome, found, expectation.table, key)
    return explained(outcome, expectation, result, found)


def not_built(outcome: Outcome, expectation: Expectation, result: Result, cost: Cost) -> Outcome:
    """An outcome without a table: what went wrong, or the kind of result that no table could be made of."""
    problem = result.problem
    assert problem is not None
    mismatch = "" if problem.status.ended_early else form_mismatch(expectation.calls, result.calls)
    if expectation.declaration.secret and (mismatch or problem.kind == "unusable"):
        return replace(outcome, message=kept_secret(expectation, result))
    if mismatch:
        return replace(outcome, message=mismatch)
    return replace(outcome, status=problem.status, message=problem_message(problem, cost), line=problem.line)


def differing(expectation: Expectation, table: Table) -> list[Difference] | None:
    """Where a table differs from the expected one; nothing for one of another shape, which differs as a whole."""
    if shape_problem(expectation.table, table):
        return None
    return list(differences(expectation.table, table, expectation.declaration.tolerance))


def explained(outcome: Outcome, expectation: Expectation, result: Result, found: list[Difference] | None) -> Outcome:
    """An outcome whose table differs: by the kind of a result where that is another, else by what differs."""
    assert result.table is not None
    if mismatch := form_mismatch(expectation.calls, result.calls):
        return replace(outcome, message=mismatch)
    if found is None:
        return replace(outcome, message=shape_problem(expectation.table, result.table))
    from kata_runner.grading.feedback.evidence import evidence

    seen = evidence(expectation.table, result.table, found)
    return replace(outcome, message=seen, first_difference=found[0])


def problem_message(problem: Problem, cost: Cost) -> str:
    """All that is known of a problem, the learner's own lines below."""
    if problem.kind == "no_table":
        return problem.text
    if problem.kind == "unusable":
        return f"What came back could not be used: {problem.text}"
    return f"{problem.text}{beside_the_reference(problem, cost)}\n{problem.traceback}".rstrip()


def beside_the_reference(problem: Problem, cost: Cost) -> str:
    """How little the reference needs of what there was not enough of, where that is known."""
    if problem.status is Status.OVER_MEMORY and cost.peak_mb:
        return f" The reference peaks at {cost.peak_mb} MB."
    if problem.status is Status.TIMED_OUT and cost.seconds:
        return f" The reference takes {cost.seconds:.1g} s for all experiments together."
    return ""


def blocked(outcome: Outcome, earlier: Mapping[str, Outcome]) -> Outcome:
    """A failure whose need failed too says what it waits for, and nothing more; what passed stays passed."""
    causes = [] if outcome.passed else list(dict.fromkeys(roots(outcome, earlier)))
    if not causes:
        return outcome
    return replace(
        outcome,
        status=Status.BLOCKED,
        message=f"Waits for {', '.join(causes)}.",
        first_difference=None,
        line=0,
        lesson="",
    )


def roots(outcome: Outcome, earlier: Mapping[str, Outcome]) -> list[str]:
    """The failed needs at the bottom of it, below all that are only blocked themselves."""
    found = []
    for need in outcome.needs:
        cause = earlier.get(need)
        if cause is not None and not cause.passed:
            found += roots(cause, earlier) or [need]
    return found


def not_run(name: str, run: Run) -> Result:
    """A result for an experiment that had no chance to run."""
    reason = Problem(Status.BLOCKED, "not_run", "The file does not load.")
    if run.unloadable:
        reason = replace(reason, line=run.unloadable.line)
    if run.unloadable and run.unloadable.status.ended_early:
        reason = replace(reason, status=run.unloadable.status)
    return Result(name, None, reason)


def load_message(attempt: Attempt, run: Run, cost: Cost) -> str:
    """Why the attempt does not load, or nothing."""
    if run.unloadable is None:
        return ""
    return f"{attempt.path.name}: {problem_message(run.unloadable, cost)}"


def score(kata: Kata, outcomes: tuple[Outcome, ...], plugins: Plugins) -> float:
    """What the first plugin with an opinion says; raises BrokenPack for what is no score between none and all."""
    most = float(sum(outcome.max_points for outcome in outcomes))
    answer = plugins.call("score", kata=kata, outcomes=outcomes)
    if answer is None:
        raise BrokenPack("no plugin gives a score: is 'scoring' among KATA_DISABLED_PLUGINS?")
    number = isinstance(answer, int | float) and not isinstance(answer, bool)
    if not number or not -ROUNDING <= answer <= most + ROUNDING:
        pack = plugins.answered("score")
        raise BrokenPack(f"{pack.label}: score: a number from 0 to {most:g} is wanted, {answer!r:.40} came")
    return min(max(float(answer), 0.0), most)
