"""From an attempt to a report: run it, compare its tables with the key, say what is wrong, score."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from weakref import WeakKeyDictionary

from kata_runner.engine.job import Job, Problem, Result, Run
from kata_runner.engine.sandbox import Sandbox
from kata_runner.errors import BrokenPack, EngineFault
from kata_runner.grading.answer_key import AnswerKey, Expectation, compute, pinned_key
from kata_runner.grading.compare import differences, in_words, shape_problem
from kata_runner.grading.forms import form_mismatch
from kata_runner.model import Attempt, Isolation, Kata, Outcome, Report, Status
from kata_runner.packs.plugins import Plugins

JUDGED: WeakKeyDictionary[Result, dict[Expectation, Outcome]] = WeakKeyDictionary()


def grade(kata: Kata, attempt: Attempt, seed: int, sandbox: Sandbox, plugins: Plugins) -> Report:
    """Grade one attempt and tell the plugins; raises BrokenPack or EngineFault, never for what an attempt does."""
    pinned = pinned_key(kata, seed)
    run = sandbox.run(Job(kata, attempt, "graded", seed))
    key = pinned or compute(kata, seed, sandbox.run)
    return report_of(kata, attempt, key, run, plugins)


def report_of(kata: Kata, attempt: Attempt, key: AnswerKey, run: Run, plugins: Plugins) -> Report:
    """The report of a run, of which the plugins are told; raises EngineFault for a run that failed by our own fault."""
    if run.fault:
        raise EngineFault(run.fault)
    outcomes = judge(key, run)
    report = Report(
        kata=kata,
        attempt=attempt,
        outcomes=outcomes,
        score=score(kata, outcomes, plugins),
        max_score=float(sum(outcome.max_points for outcome in outcomes)),
        isolation=Isolation(run.level, run.layers),
        seed=key.seed,
        seconds=run.seconds,
        message=load_message(attempt, run),
        output=run.output,
    )
    for _ in plugins.call("attempt_graded", report=report):
        pass
    return report


def judge(key: AnswerKey, run: Run) -> tuple[Outcome, ...]:
    """The outcome of every expectation, in the order of the key."""
    outcomes: dict[str, Outcome] = {}
    for expectation in key.expectations:
        name = expectation.declaration.name
        result = run.results.get(name) or not_run(name, run)
        outcomes[name] = blocked(outcome_of(expectation, result), outcomes)
    return tuple(outcomes.values())


def outcome_of(expectation: Expectation, result: Result) -> Outcome:
    """The outcome of one experiment, judged once for all attempts that share the result."""
    known = JUDGED.setdefault(result, {})
    if expectation not in known:
        known[expectation] = one_outcome(expectation, result)
    return known[expectation]


def one_outcome(expectation: Expectation, result: Result) -> Outcome:
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
    )
    mismatch = form_mismatch(expectation.calls, result.calls)
    if result.problem is not None and (result.problem.status.ended_early or not mismatch):
        return replace(outcome, status=result.problem.status, message=problem_message(result.problem),
                       line=result.problem.line)  # fmt: skip
    if mismatch:
        return replace(outcome, message=mismatch)
    assert result.table is not None
    message = shape_problem(expectation.table, result.table)
    if message:
        return replace(outcome, message=message)
    found = list(differences(expectation.table, result.table, declaration.tolerance))
    if found:
        return replace(outcome, message=in_words(expectation.table, found), first_difference=found[0])
    return replace(outcome, status=Status.PASSED, points=declaration.points)


def problem_message(problem: Problem) -> str:
    """All that is known of a problem, the learner's own lines below."""
    if problem.kind == "unusable":
        return f"What came back could not be used: {problem.text}"
    return f"{problem.text}\n{problem.traceback}".rstrip()


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


def load_message(attempt: Attempt, run: Run) -> str:
    """Why the attempt does not load, or nothing."""
    if run.unloadable is None:
        return ""
    return f"{attempt.path.name}: {problem_message(run.unloadable)}"


def score(kata: Kata, outcomes: tuple[Outcome, ...], plugins: Plugins) -> float:
    """What the first plugin with an opinion says; raises BrokenPack for what is no score."""
    for pack, answer in plugins.call("score", kata=kata, outcomes=outcomes):
        if answer is None:
            continue
        if isinstance(answer, bool) or not isinstance(answer, int | float) or not math.isfinite(answer):
            raise BrokenPack(f"pack '{pack.name}': score: a finite number is wanted, {answer!r:.40} came")
        return float(answer)
    raise BrokenPack("no plugin gives a score: is 'scoring' among KATA_DISABLED_PLUGINS?")
