"""Compare a run's tables with the expected ones: an outcome for each graded experiment.

1. Each experiment is evaluated by itself: it passed, its table differs, or there is no table and a
   reason for that.
2. An experiment that failed is blocked if one of its prerequisites failed too: then its message
   only names what must pass first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from weakref import WeakKeyDictionary

from kata_runner.authoring import UNCHANGED
from kata_runner.engine.job import Cost, Problem, Result, Run
from kata_runner.errors import EngineError
from kata_runner.grading.answer_key import AnswerKey, Expectation
from kata_runner.grading.called_parts import part_of
from kata_runner.grading.compare import differences, shape_problem
from kata_runner.grading.schema_mismatch import describe_mismatch
from kata_runner.grading.secrets import describe_secret_failure
from kata_runner.grading.unchanged_arguments import align, with_changes
from kata_runner.model import Attempt, Difference, Outcome, Status
from kata_runner.sanitize import shorten
from kata_runner.table import Table

MAX_MESSAGE = 1 << 14  # characters of an outcome's message
MAX_CELL = 500  # characters of a text that is shown beside the expected one
MISFIT = re.compile(r"ValueError: columns (\[.*\]) do not fit under (\[.*\])")
INDEXED = re.compile(r"['\"](\w+)\[")  # a column of one value of several
NONE = ("odd", "None")  # the form of a result
Call = tuple[str, Any, int]
Known = WeakKeyDictionary[Result, dict[Expectation, Outcome]]
OUTCOME_CACHE: Known = WeakKeyDictionary()
MESSAGE_CACHE: Known = WeakKeyDictionary()


def evaluate(key: AnswerKey, run: Run) -> tuple[Outcome, ...]:
    """Return the outcome of every expectation, in the order of the key; a failure that depends on
    another one is blocked.

    Raises EngineError for a run that failed by our own fault.
    """
    return describe_failures(block_dependents(evaluate_alone(key, run)), key, run)


def evaluate_alone(key: AnswerKey, run: Run) -> tuple[Outcome, ...]:
    """Return the outcomes regardless of prerequisites, and without messages about failures.

    Most failures are blocked by others later, and their messages are never shown. Raises
    EngineError for a fault of ours.
    """
    if run.fault:
        raise EngineError(run.fault)
    outcomes = []
    for expectation in key.expectations:
        result = get_result(expectation, run, key)
        known = OUTCOME_CACHE.setdefault(result, {})
        if expectation not in known:
            known[expectation] = bound(judge(expectation, result, key))
        outcomes.append(known[expectation])
    return tuple(outcomes)


def describe_failures(outcomes: Iterable[Outcome], key: AnswerKey, run: Run) -> tuple[Outcome, ...]:
    """Return the outcomes with a message for each failure that is not blocked."""
    return tuple(describe_failure(outcome, key, run) for outcome in outcomes)


def describe_failure(outcome: Outcome, key: AnswerKey, run: Run) -> Outcome:
    """Return an outcome with the message about its failure; cached for attempts that share the
    result.
    """
    if outcome.passed or outcome.message:
        return outcome
    expectation, result = key.by_name[outcome.name], run.results[outcome.name]
    known = MESSAGE_CACHE.setdefault(result, {})
    if expectation not in known:
        known[expectation] = bound(describe(outcome, expectation, result, key))
    return known[expectation]


def bound(outcome: Outcome) -> Outcome:
    """Cut the message and the first difference of an outcome: what is left is enough to learn from,
    and too little to fill a disk.
    """
    difference = outcome.first_difference
    if difference is not None and isinstance(difference.actual, str):
        difference = replace(difference, actual=shorten(difference.actual, MAX_CELL))
    message = shorten(outcome.message, MAX_MESSAGE)
    return replace(outcome, message=message, first_difference=difference)


def get_result(expectation: Expectation, run: Run, key: AnswerKey) -> Result:
    """Return the result of an experiment in a run, its rows in the order of the expected ones.

    A wrong result of a part that does nothing becomes the problem that the part is not written. The
    result is also stored in the run.
    """
    name = expectation.declaration.name
    result = run.results.get(name) or not_run(name, run)
    if result.idle:
        result = replace_unwritten(expectation, result)
    idle = frozenset(find_idle(key, run)) if name == UNCHANGED else frozenset()
    result = align(expectation, result, idle)
    run.results[name] = result
    return result


def replace_unwritten(expectation: Expectation, result: Result) -> Result:
    """Return a wrong result without its table if a part that does nothing gave None and the
    reference does not: the part is not written yet.
    """
    unwritten = [part for part in result.idle if is_idle(part, result.calls, expectation.calls)]
    status = find_status(expectation, result)
    if not unwritten or status is Status.PASSED or status.ended_early:
        return result
    problem = Problem(Status.FAILED, "unwritten", f"{unwritten[0]} is not written yet.")
    return replace(result, table=None, problem=problem, idle=())


def find_idle(key: AnswerKey, run: Run) -> Iterator[str]:
    """Yield the parts that gave None in all their calls, unlike in the reference, and of which an
    experiment failed.
    """
    calls = [call for name, each in run.results.items() if name != UNCHANGED for call in each.calls]
    parts = dict.fromkeys(name for name, form, _ in calls if form == NONE)
    expected = [call for each in key.expectations for call in each.calls] if parts else []
    for part in parts:
        if is_idle(part, calls, expected) and any(
            find_status(each, get_result(each, run, key)) is not Status.PASSED
            for name, each in key.by_name.items()
            if part in each.called and name in run.results and name != UNCHANGED
        ):
            yield part


def is_idle(part: str, calls: Iterable[Call], expected: Iterable[Call]) -> bool:
    """Whether a part always gave None, and never does in the reference."""
    forms, right = ({form for name, form, _ in each if name == part} for each in (calls, expected))
    return forms == {NONE} and bool(right) and NONE not in right


def block_dependents(alone: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Return the outcomes; a failure is blocked if one of its prerequisites failed too: its message
    only says what it waits for.
    """
    outcomes: dict[str, Outcome] = {}
    for outcome in alone:
        causes = [] if outcome.passed else list(dict.fromkeys(find_root_causes(outcome, outcomes)))
        outcomes[outcome.name] = wait_for(outcome, causes) if causes else outcome
    return tuple(outcomes.values())


def judge(expectation: Expectation, result: Result, key: AnswerKey) -> Outcome:
    """Return the outcome of one experiment, regardless of prerequisites and without a message."""
    declaration = expectation.declaration
    outcome = Outcome(
        name=declaration.name,
        sentence=declaration.sentence,
        status=find_status(expectation, result),
        points=0.0,
        max_points=declaration.points,
        needs=declaration.needs,
        output=result.output,
        lesson=declaration.lesson,
        secret=declaration.secret,
        part=part_of(declaration.name, key.calls),
    )
    if outcome.passed:
        return replace(outcome, points=declaration.points, lesson="")
    if outcome.name == UNCHANGED and result.table is not None:
        different = find_differences(expectation, result.table)
        if different is not None:  # sets the prerequisites, which blocking needs
            return with_changes(outcome, different, expectation.table, key)
    return outcome


def describe(outcome: Outcome, expectation: Expectation, result: Result, key: AnswerKey) -> Outcome:
    """Return the outcome of an experiment that failed, with its message: what stopped it, else a
    result of another kind, else the values that differ.
    """
    problem, mismatch = result.problem, describe_kind(expectation, result)
    if (
        problem
        and (not mismatch or problem.kind == "unwritten")
        and not (outcome.secret and problem.kind == "unusable")
    ):
        return replace(outcome, message=describe_problem(problem, key.cost), line=problem.line)
    if outcome.secret:
        return replace(outcome, message=describe_secret_failure(expectation, result))
    if mismatch:
        return replace(outcome, message=mismatch)
    assert result.table is not None
    if other_shape := shape_problem(expectation.table, result.table):
        return replace(outcome, message=other_shape)
    from kata_runner.grading.feedback.diff import format_diff, measure

    different = find_differences(expectation, result.table) or []
    return replace(
        outcome,
        message=format_diff(expectation.table, result.table, different),
        measure=measure(expectation.table, different),
        first_difference=different[0],
    )


def find_status(expectation: Expectation, result: Result) -> Status:
    """Return the status of one experiment, without the reason."""
    if result.table is not None:
        is_right = find_differences(expectation, result.table) == []
        return Status.PASSED if is_right else Status.FAILED
    assert result.problem is not None
    return Status.FAILED if describe_kind(expectation, result) else result.problem.status


def describe_kind(expectation: Expectation, result: Result) -> str:
    """Describe a result of another kind than the expected one; empty if there is none, or the
    experiment ended early.
    """
    if result.problem and result.problem.status.ended_early:
        return ""
    return describe_mismatch(expectation.calls, result.calls)


def find_differences(expectation: Expectation, table: Table) -> list[Difference] | None:
    """Return where a table differs from the expected one; None if its shape differs."""
    if shape_problem(expectation.table, table):
        return None
    return list(differences(expectation.table, table, expectation.declaration.tolerance))


def describe_problem(problem: Problem, cost: Cost) -> str:
    """Describe a problem, with the learner's own lines below."""
    if problem.kind == "no_table":
        return problem.text
    if problem.kind == "unusable":
        return f"What came back could not be used: {describe_misfit(problem.text)}"
    return f"{problem.text}{compare_with_reference(problem, cost)}\n{problem.traceback}".rstrip()


def describe_misfit(text: str) -> str:
    """Return the text of a problem; of results that do not fit into one table, which result has
    another number of values than in an earlier case.
    """
    match = MISFIT.fullmatch(text)
    if match is None:
        return text
    counts, earlier = (Counter(INDEXED.findall(columns)) for columns in match.groups())
    for name, count in counts.items():
        if count != earlier[name] > 0:
            values = "value" if count == 1 else "values"
            return f"{name} has {count} {values}, and {earlier[name]} in an earlier case."
    return text


def compare_with_reference(problem: Problem, cost: Cost) -> str:
    """Say how little memory or time the reference needs, if an attempt exceeded that limit and the
    cost is known.
    """
    if problem.status is Status.OVER_MEMORY and cost.peak_mb:
        return f" The reference peaks at {cost.peak_mb} MB."
    if problem.status is Status.TIMED_OUT and cost.seconds:
        return f" The reference takes {cost.seconds:.1g} s for all experiments together."
    return ""


def wait_for(outcome: Outcome, causes: Iterable[str]) -> Outcome:
    """Return a failure as blocked by other failures: its message only names these."""
    return replace(
        outcome,
        status=Status.BLOCKED,
        message=f"Waits for {', '.join(causes)}.",
        measure="",
        first_difference=None,
        line=0,
        lesson="",
    )


def find_root_causes(outcome: Outcome, earlier: Mapping[str, Outcome]) -> list[str]:
    """Return the failed prerequisites that are not blocked themselves, followed down to the first
    ones.
    """
    causes = []
    for need in outcome.needs:
        cause = earlier.get(need)
        if cause is not None and not cause.passed:
            causes += find_root_causes(cause, earlier) or [need]
    return causes


def not_run(name: str, run: Run) -> Result:
    """Return a result for an experiment that could not run."""
    reason = Problem(Status.BLOCKED, "not_run", "The file does not load.")
    if run.unloadable:
        reason = replace(reason, line=run.unloadable.line)
    if run.unloadable and run.unloadable.status.ended_early:
        reason = replace(reason, status=run.unloadable.status)
    return Result(name, None, reason)


def describe_load_problem(attempt: Attempt, run: Run, cost: Cost) -> str:
    """Describe why the attempt does not load; empty if it does."""
    if run.unloadable is None:
        return ""
    return f"{attempt.path.name}: {describe_problem(run.unloadable, cost)}"
