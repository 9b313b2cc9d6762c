"""Grading one experiment alone, with everything that went in and came out."""

from __future__ import annotations

from dataclasses import replace

from kata_runner.authoring import UNCHANGED
from kata_runner.engine.job import Job, Result
from kata_runner.errors import EngineError, UsageError
from kata_runner.grading.answer_key import AnswerKey, Expectation, RunJobs, reference
from kata_runner.grading.compare import differences
from kata_runner.grading.evaluate import evaluate_one
from kata_runner.grading.feedback.diff import format_full_diff
from kata_runner.grading.feedback.instrument import instrument, instrumentation_output
from kata_runner.grading.pipeline import build_report
from kata_runner.grading.unchanged import aligned
from kata_runner.model import Outcome, Report


def grade_only(job: Job, key: AnswerKey, run_many: RunJobs) -> Report:
    """Grade the one experiment of a job, whatever it needs, and tell no plugin; raises UsageError
    for a name that there is not.
    """
    kata, [name] = job.kata, job.which
    expectation = key.by_name.get(name)
    if expectation is None:
        raise UsageError(
            f"kata {kata.id} grades no experiment called {name!r:.60}{suggest_name(name, key)}"
        )
    # All that goes in anywhere would be too much to read, and what goes in may be what an earlier
    # call should give.
    is_untold = name == UNCHANGED or expectation.declaration.secret
    functions = [] if is_untold else expectation.called
    calls = replace(job, attempt=instrument(reference(kata), functions, "calls"))
    ran = dict(run_many([job, calls]))
    if fault := ran[job].fault or ran[calls].fault:
        raise EngineError(fault)
    outcomes: tuple[Outcome, ...] = ()
    if ran[job].unloadable is None:
        result = aligned(expectation, ran[job].results[name])
        outcome = evaluate_one(expectation, result, key)
        outcomes = (
            verbose_outcome(
                outcome,
                expectation,
                result,
                instrumentation_output(calls.attempt, ran[calls].results.values()),
            ),
        )
    return replace(build_report(job, ran[job], outcomes, key.cost), only=name)


def verbose_outcome(
    outcome: Outcome, expectation: Expectation, result: Result, inputs: list[str]
) -> Outcome:
    """The outcome of an experiment; if it did not pass, with all figures and with what the
    functions were given.
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
    """A question or a way on, for a name that was not found."""
    from difflib import get_close_matches

    near = get_close_matches(name, key.by_name, n=1)
    return f": did you mean {near[0]}?" if near else f": there are {', '.join(key.by_name)}"
