"""Grading of one part alone, or of one experiment, with all its inputs and outputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches

from kata_runner.authoring import UNCHANGED
from kata_runner.engine.job import Job
from kata_runner.errors import EngineError, UsageError
from kata_runner.grading.answer_key import AnswerKey, RunJobs, reference
from kata_runner.grading.called_parts import part_of
from kata_runner.grading.diagnosis.diagnosis_context import add_cause, is_unexplained
from kata_runner.grading.evaluate import describe_failure, evaluate_alone, find_differences
from kata_runner.grading.feedback.diff import format_full_diff
from kata_runner.grading.feedback.instrument import instrument, read_printed
from kata_runner.grading.pipeline import GradingContext, build_report, diagnose, explain_run
from kata_runner.model import Kata, Outcome, Report, Status
from kata_runner.packs.plugin_manager import Plugins
from kata_runner.packs.source_parts import get_owner


def grade_only(job: Job, key: AnswerKey, run_many: RunJobs, plugins: Plugins) -> Report:
    """Grade the one experiment or part that a job names, with its causes; of the plugin hooks only
    `diagnose` is called.

    An experiment is evaluated regardless of its prerequisites, with all its inputs and outputs.
    Raises UsageError for an unknown name.
    """
    [name] = job.which
    owners = {experiment: part_of(experiment, key.calls) for experiment in key.by_name}
    if not isinstance(name, str):
        raise UsageError(f"expected the name of an experiment or a part, got {name!r:.40}")
    if name not in {*owners, *owners.values(), *map(get_owner, owners.values())}:
        raise UsageError(
            f"kata {job.kata.id} has no experiment and no part called {name!r:.60}"
            f"{suggest_name(name, owners)}"
        )
    whole = replace(job, which="graded", allowance=key.allowance)
    [(_, run)] = run_many([whole])
    context = GradingContext(whole, run, key, plugins, run_many, explain=name not in owners)
    outcomes: tuple[Outcome, ...] = ()
    if name in owners and not run.unloadable:
        outcomes = (explain_one(name, context),)
    elif not run.unloadable:
        outcomes = tuple(
            outcome
            for outcome in explain_run(context)
            if name in (outcome.part, get_owner(outcome.part))
        )
    return replace(build_report(context, outcomes), only=name)


def suggest_name(name: str, parts: Mapping[str, str]) -> str:
    """Return a hint for a name that is neither an experiment nor its part."""
    near = get_close_matches(name, [*parts.values(), *parts], n=1)
    return f": did you mean {near[0]}?" if near else f": there are {', '.join(parts)}"


def explain_one(name: str, context: GradingContext) -> Outcome:
    """Return the outcome of one experiment; if it failed, with its cause, all values and the
    arguments of the functions.
    """
    outcome = diagnose_one(name, context)
    if outcome.passed:
        return outcome
    expectation, table = context.key.by_name[name], context.run.results[name].table
    if outcome.first_difference is not None and table is not None and name != UNCHANGED:
        mismatches = find_differences(expectation, table) or []
        outcome = replace(outcome, message=format_full_diff(expectation.table, table, mismatches))
    job = context.job
    calls = trace(job.kata, name, job.seed, context.key, context.run_many)
    given = "\n".join(["What goes in:", *(f"  {line}" for line in calls)]) if calls else ""
    return replace(outcome, replay=given)


def diagnose_one(name: str, context: GradingContext) -> Outcome:
    """Return the outcome of one experiment with its cause, regardless of prerequisites."""
    alone = {outcome.name: outcome for outcome in evaluate_alone(context.key, context.run)}
    if alone[name].passed:
        return alone[name]
    case = diagnose(context, tuple(alone.values()))
    [outcome] = [each for each in case.outcomes if each.name == name]
    if outcome.status is not Status.BLOCKED:
        return outcome
    outcome = describe_failure(alone[name], context.key, context.run)
    free = replace(case, outcomes=case.alone)
    is_known = name != UNCHANGED or outcome.first_difference is not None
    is_open = is_known and is_unexplained(outcome, free)
    return add_cause(outcome, free, context.plugins) if is_open else outcome


def trace(kata: Kata, name: str, seed: int, key: AnswerKey, run_many: RunJobs) -> list[str]:
    """Return lines that show an experiment's calls on the reference with their arguments.

    There are none if they may not be shown: of an unknown experiment, a secret one, and the one
    about arguments. Only the functions that the experiment calls are shown: the arguments of all
    would be too much to read, and an argument may be the expected result of an earlier call.
    """
    expectation = key.by_name.get(name)
    if expectation is None or expectation.declaration.secret or name == UNCHANGED:
        return []
    attempt = instrument(reference(kata), expectation.called, "calls")
    [(_, run)] = run_many([Job(kata, attempt, [name], seed)])
    if run.fault:
        raise EngineError(run.fault)
    result = run.results.get(name)  # there is none if the reference was stopped
    return read_printed(attempt, result.output) if result else []
