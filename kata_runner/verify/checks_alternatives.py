"""The check of alternatives: correct code must pass, however it is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kata_runner.engine.job import Job, Run
from kata_runner.grading.called_parts import calls_part
from kata_runner.grading.evaluate import evaluate
from kata_runner.grading.variants import ALTERNATIVE, Variant, inject, read_alternatives
from kata_runner.model import Kata, Outcome
from kata_runner.packs.author_files import add_location
from kata_runner.verify.author_check import Remark, check, measured, problem
from kata_runner.verify.checks_mistakes import report_unread
from kata_runner.verify.context import VerifyContext, refuse_fault
from kata_runner.verify.rejection import format_seeds

NEXT_STEP = (
    "See what the probe asks of it that the lesson does not: loosen the probe or its "
    "tolerance, or take the "
    "alternative out where it is wrong."
)


def names(kata: Kata) -> Sequence[str]:
    """Return the names of the alternatives."""
    return [alternative.name for alternative in read_alternatives(kata)]


@check("alternatives", names, NEXT_STEP)
def check_alternatives(context: VerifyContext) -> Iterator[Remark]:
    """Every other right way to write a part passes, whatever the seed."""
    yield from report_unread(context.kata.alternatives, ALTERNATIVE)
    alternatives = read_alternatives(context.kata)
    if not alternatives:
        yield measured(
            f"none is kept in {context.kata.alternatives.name}, so nothing shows that others are "
            f"accepted"
        )
        return
    refused = {
        alternative: text
        for alternative in alternatives
        if (text := describe_unknown_part(alternative, context))
    }
    refused |= collect_refusals(
        context, [alternative for alternative in alternatives if alternative not in refused]
    )
    for alternative in alternatives:
        if alternative in refused:
            text = f"{alternative.name}: {refused[alternative]}"
            yield problem(
                add_location(context.kata.alternatives, alternative.line, text), alternative.name
            )
    seeds = format_seeds(context.seeds)
    yield measured(f"{len(alternatives) - len(refused)} of {len(alternatives)} on {seeds}")


def describe_unknown_part(alternative: Variant, context: VerifyContext) -> str:
    """Return why an alternative proves nothing: no experiment calls its part.

    The text is empty if an experiment does.
    """
    if any(calls_part(one.called, alternative.function) for one in context.key().expectations):
        return ""
    return f"no experiment calls {alternative.function}"


def collect_refusals(context: VerifyContext, alternatives: Sequence[Variant]) -> dict[Variant, str]:
    """Return what refuses each refused alternative, and on which seeds."""
    attempts = {alternative: inject(context.kata, alternative) for alternative in alternatives}
    jobs = {
        Job(context.kata, attempt, "graded", seed): alternative
        for seed in context.seeds
        for alternative, attempt in attempts.items()
    }
    refused: dict[Variant, dict[int, str]] = {}
    for job, run in context.run_many(jobs):
        if text := describe_refusal(context, job, run):
            refused.setdefault(jobs[job], {})[job.seed] = text
    return {
        alternative: f"{texts[min(texts)]}, on {format_seeds(sorted(texts))}"
        for alternative, texts in refused.items()
    }


def describe_refusal(context: VerifyContext, job: Job, run: Run) -> str:
    """Return which experiments refuse an alternative and why the first one does, or an empty text.

    Raises PackError if the alternative could not be run.
    """
    refuse_fault(run, str(job.attempt.path))
    if run.unloadable:
        return f"does not load: {run.unloadable.text}"
    failed = [outcome for outcome in evaluate(context.key(job.seed), run) if not outcome.passed]
    if not failed:
        return ""
    return (
        f"is refused by {', '.join(outcome.name for outcome in failed)} ({get_reason(failed[0])})"
    )


def get_reason(outcome: Outcome) -> str:
    """Return on one line why an experiment refuses an attempt."""
    if (difference := outcome.first_difference) is not None:
        place = f"row {difference.row + 1}, {difference.column}"
        return f"{place}: {difference.actual!r:.40}, expected {difference.expected!r:.40}"
    return (outcome.explanation.strip() or "without a word").splitlines()[0].rstrip(".:")
