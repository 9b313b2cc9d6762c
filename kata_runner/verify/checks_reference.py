"""The check of the reference: it must pass its experiments, with results that others can equal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kata_runner.engine.job import Job, Run
from kata_runner.engine.sandbox import Sandbox
from kata_runner.grading.answer_key import AnswerKey, describe_experiment_failure, reference
from kata_runner.grading.demo_tables import show_reference
from kata_runner.grading.evaluate import evaluate
from kata_runner.model import Outcome, Status
from kata_runner.packs.author_files import read_python
from kata_runner.table import Tolerance
from kata_runner.verify.author_check import Remark, check, measured, problem
from kata_runner.verify.context import VerifyContext, refuse_fault
from kata_runner.verify.distance import distance
from kata_runner.verify.rejection import format_seeds

# Draws from the rng of a probe and from a generator with a seed are the same in every run.
DRAWING = re.compile(
    r"(?<!rng\.)\b(?:random\.(?!RandomState\(\w|default_rng\(\w|Random\(\w)|default_rng\(\)"
    r"|randint\b|shuffle\b|urandom\b|secrets\b|uuid)"
)
ROUNDING = Tolerance(relative=1e-12, absolute=1e-9)  # sums in another order differ by less
NEXT_STEP = "Mend the line that is named; until then nothing else of the kata can be judged."


@check("reference", next_step=NEXT_STEP)
def check_reference(context: VerifyContext) -> Iterator[Remark]:
    """The reference passes whatever the seed, and a second run of it gives the same."""
    for seed in context.seeds:
        key = context.key(seed)
        run = context.run(Job(context.kata, reference(context.kata), "graded", seed))
        wrong = [
            f"{outcome.name}: {find_unsteadiness(context, outcome)}"
            for outcome in evaluate(key, run)
            if not outcome.passed
        ] or list(find_drifts(key, run))
        for text in wrong:
            yield problem(f"{text} (seed {seed})")
        if wrong:
            return
    yield from map(problem, find_failing_ends(context))
    yield measured(f"{format_seeds(context.seeds)}, {describe_level(context.sandbox)}")


def find_failing_ends(context: VerifyContext) -> Iterator[str]:
    """Yield an error for each end of a control's range at which the reference gives no table.

    Raises PackError if it gives none in a shown experiment as it is.
    """
    kata = context.kata
    jobs = {
        Job(kata, reference(kata), [one.name], settings={control.name: end}): (one, control, end)
        for one, *_ in show_reference(kata, context.run).shown
        for control in one.controls
        for end in control.allowed_ends
    }
    for job, run in context.run_many(jobs):
        one, control, end = jobs[job]
        refuse_fault(run, f"{one.name} with {control.name}={end:g}")
        trouble = run.unloadable or run.results[one.name].problem
        if trouble:
            why = describe_experiment_failure(kata, one.name, trouble)
            yield f"control {control.name}={end:g} (change its range, or the experiment): {why}"


def find_drifts(key: AnswerKey, run: Run) -> Iterator[str]:
    """Yield an error for each table that a second run changes by more than rounding, though by less
    than the tolerance: another time it will differ by more.
    """
    for one in key.expectations:
        result = run.results.get(one.declaration.name)
        if result and result.table and distance(one.table, result.table, ROUNDING) > 1:
            yield (
                f"{one.declaration.name}: a number differs a little in a second run of the "
                f"reference, by a clock, an address or chance: leave it out of the table, for it "
                f"may differ by more than the tolerance another time"
            )


def find_unsteadiness(context: VerifyContext, outcome: Outcome) -> str:
    """Return why a second run of the reference gives something else, as far as the source shows."""
    kata = context.kata
    if outcome.status is not Status.FAILED:
        return f"a second run of the reference ends otherwise: {outcome.message}"
    for file, what in ((kata.reference, "the reference"), (kata.experiments, "the experiment")):
        if DRAWING.search(read_python(file)):
            return (
                f"{what} draws random numbers by itself, so a second run gives something else: "
                "draw from the rng that a probe is given, or from a RandomState with a fixed seed"
            )
    return (
        "a second run of the reference gives something else, by a clock, an address or what it "
        f"kept of earlier calls:\n{outcome.message}"
    )


def describe_level(sandbox: Sandbox) -> str:
    """Return the isolation level of the kata's code, and why it is not a better one."""
    return f"isolation {sandbox.level}" + (f" ({sandbox.fallback})" if sandbox.fallback else "")
