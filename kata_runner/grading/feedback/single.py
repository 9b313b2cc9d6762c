"""Grading of one part alone, or of one experiment, with all its inputs and outputs."""

from __future__ import annotations

from dataclasses import replace

from kata_runner.authoring import UNCHANGED
from kata_runner.engine.job import Job, Result, Run
from kata_runner.errors import EngineError, UsageError
from kata_runner.grading.answer_key import AnswerKey, Expectation, RunJobs, reference
from kata_runner.grading.called_parts import part_of
from kata_runner.grading.compare import differences
from kata_runner.grading.diagnosis.diagnosis_context import add_cause, is_unexplained
from kata_runner.grading.evaluate import describe_failure, evaluate_alone
from kata_runner.grading.feedback.diff import format_full_diff
from kata_runner.grading.feedback.instrument import instrument, instrumentation_output
from kata_runner.grading.pipeline import build_report, diagnose, explain_run
from kata_runner.model import Attempt, Kata, Outcome, Report, Status
from kata_runner.packs.parts import get_owner
from kata_runner.packs.plugins import Plugins
from kata_runner.table import Table


def grade_only(job: Job, key: AnswerKey, run_many: RunJobs, plugins: Plugins) -> Report:
    """Grade the one experiment or part that a job names, with its causes; of the plugin hooks only
    `diagnose` is called.

    An experiment is evaluated regardless of its prerequisites, with all its inputs and outputs.
    Raises UsageError for an unknown name.
    """
    [name] = job.which
    whole = replace(job, which="graded", allowance=key.allowance)
    if name not in key.by_name:
        names = list_experiments(name, key)
        if not names:
            raise UsageError(
                f"kata {job.kata.id} has no experiment and no part called {name!r:.60}"
                f"{suggest_name(name, key)}"
            )
        [(_, run)] = run_many([whole])
        outcomes = explain_run(whole, run, key, plugins, run_many) if not run.unloadable else ()
        chosen = tuple(outcome for outcome in outcomes if outcome.name in names)
        return replace(build_report(job, run, chosen, key.cost), only=name)
    expectation = key.by_name[name]
    calls = replace(job, attempt=instrument_reference(job.kata, expectation))
    ran = dict(run_many([whole, calls]))
    if ran[calls].fault:
        raise EngineError(ran[calls].fault)
    run, chosen = ran[whole], ()
    if run.unloadable is None:
        outcome = diagnose_one(name, whole, run, key, plugins, run_many)
        inputs = instrumentation_output(calls.attempt, ran[calls].results.values())
        chosen = (verbose_outcome(outcome, expectation, run.results[name], inputs),)
    return replace(build_report(job, run, chosen, key.cost), only=name)


def list_experiments(part: str, key: AnswerKey) -> list[str]:
    """Return the experiments of a part; those of a class include those of its methods."""
    owners = {name: part_of(name, key.calls) for name in key.by_name}
    return [name for name, owner in owners.items() if part in (owner, get_owner(owner))]


def diagnose_one(  # noqa: PLR0913, PLR0917  # all that a cause is looked for in
    name: str, job: Job, run: Run, key: AnswerKey, plugins: Plugins, run_many: RunJobs
) -> Outcome:
    """Return the outcome of one experiment with its cause, regardless of prerequisites."""
    alone = evaluate_alone(key, run)
    [outcome] = [each for each in alone if each.name == name]
    if outcome.passed:
        return outcome
    case = diagnose(job, run, alone, key, plugins, run_many)
    [outcome] = [each for each in case.outcomes if each.name == name]
    if outcome.status is not Status.BLOCKED:
        return outcome
    [waiting] = [each for each in case.alone if each.name == name]
    outcome = describe_failure(waiting, key, run)
    free = replace(case, outcomes=case.alone)
    return add_cause(outcome, free, plugins) if is_unexplained(outcome, free) else outcome


def verbose_outcome(
    outcome: Outcome, expectation: Expectation, result: Result, inputs: list[str]
) -> Outcome:
    """Return the outcome of an experiment; if it failed, with all values and the arguments of the
    functions.
    """
    if outcome.passed:
        return outcome
    if (
        outcome.first_difference is not None
        and result.table is not None
        and outcome.name != UNCHANGED
    ):
        mismatches = list(
            differences(expectation.table, result.table, expectation.declaration.tolerance)
        )
        outcome = replace(
            outcome, message=format_full_diff(expectation.table, result.table, mismatches)
        )
    given = "\n".join(["What goes in:", *(f"  {line}" for line in inputs)]) if inputs else ""
    return replace(outcome, replay=given)


def suggest_name(name: str, key: AnswerKey) -> str:
    """Return a hint for a name that was not found."""
    from difflib import get_close_matches

    parts = dict.fromkeys(part_of(each, key.calls) for each in key.by_name)
    near = get_close_matches(name, [*parts, *key.by_name], n=1)
    return f": did you mean {near[0]}?" if near else f": there are {', '.join(key.by_name)}"


def instrument_reference(kata: Kata, expectation: Expectation) -> Attempt:
    """Return the reference with wrappers that report the arguments of the functions that an
    experiment calls; without wrappers if they may not be shown.

    The arguments of all functions would be too much to read, and an argument may be the expected
    result of an earlier call.
    """
    functions = [] if hides_arguments(expectation) else expectation.called
    return instrument(reference(kata), functions, "calls")


def hides_arguments(expectation: Expectation) -> bool:
    """Whether the arguments in an experiment may not be shown."""
    return expectation.declaration.secret or expectation.declaration.name == UNCHANGED


def trace(
    kata: Kata, name: str, seed: int, key: AnswerKey, run_many: RunJobs
) -> tuple[list[str], Table | None]:
    """Return lines that show an experiment's calls with their arguments, and the expected table.

    If they may not be shown, there are no lines, and the table is None.
    """
    expectation = key.by_name.get(name)
    if expectation is None or hides_arguments(expectation):
        return [], None
    job = Job(kata, instrument_reference(kata, expectation), [name], seed)
    [(_, run)] = run_many([job])
    if run.fault:
        raise EngineError(run.fault)
    return instrumentation_output(job.attempt, run.results.values()), run.results[name].table
