"""The check of tolerances: each must accept the rounding of correct attempts and reject wrong ones.

A distance is given as the tolerance, scaled as a whole, that would just allow it: with a tolerance
of 1e-4 relative and 1e-6 absolute, "3e-7" means what 3e-7 relative and 3e-9 absolute would just
allow.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kata_runner.engine.job import Run
from kata_runner.grading.answer_key import Expectation
from kata_runner.verify.author_check import Remark, check, measured, problem
from kata_runner.verify.checks_mistakes import run_known_mistakes
from kata_runner.verify.context import VerifyContext, refuse_fault
from kata_runner.verify.distance import distance, get_unit, has_floats
from kata_runner.verify.fp_noise import make_noisy_variants
from kata_runner.verify.tried_mutants import run_sampled_mutants

# A tolerance must be at least this many times the noise: other machines round differently.
MIN_NOISE_MARGIN = 2


@dataclass(frozen=True, eq=False)
class Margin:
    """The run that comes nearest to a tolerance from one side.

    `distance` is its distance from the reference in units of the tolerance, `what` names it.
    """

    distance: float
    what: str = ""


@check("tolerances")
def check_tolerances(context: VerifyContext) -> Iterator[Remark]:
    """Every tolerance is wider than rounding and narrower than what is wrong."""
    noise = context.once(measure_noise)
    for expectation in context.key().expectations:
        name = expectation.declaration.name
        if not has_floats(expectation.table):
            continue
        loudest = noise[name]
        nearest = find_nearest_wrong(context, expectation, loudest.distance)
        yield measured(describe_margin(expectation, loudest, nearest), name)
        if math.isinf(loudest.distance):
            yield problem(
                f"{name}: right attempts may fail: {loudest.what} gives another text, whole "
                f"number, infinity or number of rows, or a number where the tolerance allows no "
                f"difference: let the table hold what rounding does not change, or give the "
                f"tolerance an absolute part",
                name,
            )
        elif MIN_NOISE_MARGIN * loudest.distance > 1:
            yield problem(
                f"{name}: the tolerance is too narrow for right attempts: {loudest.what} is "
                f"{format_amount(expectation, loudest)} off, allow at least "
                f"{MIN_NOISE_MARGIN} times that",
                name,
            )
        if nearest.distance <= 1:
            yield problem(
                f"{name}: the tolerance is too wide: {nearest.what} is "
                f"{format_amount(expectation, nearest)} off, and no experiment rejects it",
                name,
            )


def describe_margin(expectation: Expectation, loudest: Margin, nearest: Margin) -> str:
    """Return a text about the margin of an experiment's tolerance.

    For example, ``noise 3e-7, nearest wrong 2e-3: tolerance 1e-4``.
    """
    wrong = (
        f"nearest wrong {format_amount(expectation, nearest)}"
        if math.isfinite(nearest.distance)
        else "nothing wrong near"
    )
    tolerance = format_amount(expectation, Margin(1.0))
    return (
        f"{expectation.declaration.name}: noise {format_amount(expectation, loudest)}, {wrong}: "
        f"tolerance {tolerance}"
    )


def format_amount(expectation: Expectation, near: Margin) -> str:
    """Format a distance in the terms of the tolerance."""
    return format_magnitude(near.distance * get_unit(expectation.declaration.tolerance))


def format_magnitude(value: float) -> str:
    """Format a magnitude in few characters.

    >>> format_magnitude(0.00023), format_magnitude(1e-4), format_magnitude(0.0)
    ('2.3e-4', '1e-4', '0')
    """
    return (
        f"{value:.1e}".replace(".0e", "e").replace("e-0", "e-")
        if 0 < value < 1e-2
        else f"{value:.2g}"
    )


def find_nearest_wrong(context: VerifyContext, expectation: Expectation, noise: float) -> Margin:
    """Return the wrong run that is nearest to the reference.

    Only runs count that this experiment rejects, or that it could reject and no experiment does.
    """
    candidates = []
    for name, run, missed in context.once(list_wrong_runs):
        off = get_distance(run, expectation)
        if off > 1 or (missed and off > MIN_NOISE_MARGIN * noise):
            candidates.append(Margin(off, name))
    return min(candidates, key=lambda near: near.distance, default=Margin(math.inf))


def list_wrong_runs(context: VerifyContext) -> list[tuple[str, Run, bool]]:
    """Return what is known to be wrong, its run, and whether every experiment lets it pass."""
    mutants = [
        (tried.mutant.key, tried.run, context.key().seed in tried.passes_on)
        for tried in context.once(run_sampled_mutants)
        if tried.mutant.key not in context.kata.waived
    ]
    return mutants + [
        (f"the mistake {mistake.name}", run, False)
        for mistake, run in context.once(run_known_mistakes).items()
    ]


def measure_noise(context: VerifyContext) -> Mapping[str, Margin]:
    """Return the noise of every experiment.

    It is the largest distance of a variant of the reference from the reference, on any seed. Raises
    PackError for a variant that could not be run.
    """
    largest = {
        expectation.declaration.name: Margin(0.0) for expectation in context.key().expectations
    }
    variants = list(make_noisy_variants(context.source, context.graded))
    jobs = {
        context.job(source, seed): (words, context.key(seed))
        for seed in context.seeds
        for words, source in variants
    }
    for done, run in context.run_many(jobs):
        words, key = jobs[done]
        refuse_fault(run, f"the reference with {words}")
        for expectation in key.expectations:
            name, off = expectation.declaration.name, get_distance(run, expectation)
            if has_table(run, name) and off > largest[name].distance:
                largest[name] = Margin(off, f"the reference with {words}, seed {key.seed},")
    return largest


def get_distance(run: Run, expectation: Expectation) -> float:
    """Return how far a run is from an experiment's expected table, infinite without a table."""
    result = run.results.get(expectation.declaration.name)
    if result is None or result.table is None:
        return math.inf
    return distance(expectation.table, result.table, expectation.declaration.tolerance)


def has_table(run: Run, name: str) -> bool:
    """Whether a run has a table of an experiment.

    A variant that cannot compute in some precision says nothing about rounding.
    """
    return name in run.results and run.results[name].table is not None
