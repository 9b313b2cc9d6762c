"""The check of tolerances: each must let right attempts round as they like, and stop what is wrong.

Distances are said in the terms of the tolerance, scaled as a whole: beside a tolerance of 1e-4
relative and 1e-6 absolute, "3e-7" is what 3e-7 relative and 3e-9 absolute would just allow.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kata_runner.engine.job import Run
from kata_runner.grading.answer_key import Expectation
from kata_runner.verify.bench import Bench
from kata_runner.verify.check import Remark, check, measured, problem
from kata_runner.verify.checks_mistakes import runs
from kata_runner.verify.distance import distance, has_floats, unit
from kata_runner.verify.fp_noise import noisy_variants
from kata_runner.verify.tried_mutants import tried_mutants

ROOM = 2  # how many times the noise a tolerance must be: another machine rounds otherwise


@dataclass(frozen=True, eq=False)
class Near:
    """What comes nearest to a tolerance from one side: how far it is, in units of the tolerance,
    and what it is.
    """

    distance: float
    what: str = ""


@check("tolerances")
def tolerances_have_a_reason(bench: Bench) -> Iterator[Remark]:
    """Every tolerance is wider than rounding and narrower than what is wrong."""
    noise = bench.once(noise_of)
    for expectation in bench.key().expectations:
        name = expectation.declaration.name
        if not has_floats(expectation.table):
            continue
        loudest = noise[name]
        nearest = nearest_wrong(bench, expectation, loudest.distance)
        yield measured(in_words(expectation, loudest, nearest), name)
        if ROOM * loudest.distance > 1:
            yield problem(f"{name}: the tolerance is too narrow for right attempts: "
                          f"{loudest.what} is "
                          f"{amount(expectation, loudest)} off, allow at least {ROOM} "
                          f"times that", name)  # fmt: skip
        if nearest.distance <= 1:
            yield problem(f"{name}: the tolerance is too wide: {nearest.what} is "
                          f"{amount(expectation, nearest)} off, "
                          "and no experiment rejects it", name)  # fmt: skip


def in_words(expectation: Expectation, loudest: Near, nearest: Near) -> str:
    """The margin of an experiment's tolerance: ``noise 3e-7, nearest wrong 2e-3: tolerance
    1e-4``.
    """
    wrong = (
        f"nearest wrong {amount(expectation, nearest)}"
        if math.isfinite(nearest.distance)
        else "nothing wrong near"
    )
    tolerance = amount(expectation, Near(1.0))
    return (
        f"{expectation.declaration.name}: noise {amount(expectation, loudest)}, {wrong}: "
        f"tolerance {tolerance}"
    )


def amount(expectation: Expectation, near: Near) -> str:
    """A distance in the terms of the tolerance."""
    return short(near.distance * unit(expectation.declaration.tolerance))


def short(value: float) -> str:
    """A magnitude in few letters.

    >>> short(0.00023), short(1e-4), short(0.0), short(1.06)
    ('2.3e-4', '1e-4', '0', '1.1')
    """
    return (
        f"{value:.1e}".replace(".0e", "e").replace("e-0", "e-")
        if 0 < value < 1e-2
        else f"{value:.2g}"
    )


def nearest_wrong(bench: Bench, expectation: Expectation, noise: float) -> Near:
    """The wrong one nearest to the reference of those that this experiment rejects, or that it
    could and none does.
    """
    candidates = []
    for name, run, missed in bench.once(wrong_ones):
        off = distance_in(run, expectation)
        if off > 1 or (missed and off > ROOM * noise):
            candidates.append(Near(off, name))
    return min(candidates, key=lambda near: near.distance, default=Near(math.inf))


def wrong_ones(bench: Bench) -> list[tuple[str, Run, bool]]:
    """All that is known to be wrong, what it gives, and whether every experiment misses it."""
    mutants = [
        (tried.mutant.key, tried.run, bench.key().seed in tried.passes_on)
        for tried in bench.once(tried_mutants)
        if tried.mutant.key not in bench.kata.waived
    ]
    return mutants + [
        (f"the mistake {mistake.name}", run, False) for mistake, run in bench.once(runs).items()
    ]


def noise_of(bench: Bench) -> Mapping[str, Near]:
    """The noise of every experiment: the farthest that a variant of the reference comes to be from
    it on any seed.
    """
    largest = {expectation.declaration.name: Near(0.0) for expectation in bench.key().expectations}
    variants = list(noisy_variants(bench.source, bench.graded))
    jobs = {bench.job(source, seed): (words, bench.key(seed)) for seed in bench.seeds
            for words, source in variants}  # fmt: skip
    for done, run in bench.run_many(jobs):
        words, key = jobs[done]
        for expectation in key.expectations:
            name, off = expectation.declaration.name, distance_in(run, expectation)
            if ran(run, name) and off > largest[name].distance:
                largest[name] = Near(off, f"the reference with {words}, seed {key.seed},")
    return largest


def distance_in(run: Run, expectation: Expectation) -> float:
    """How far a run is from what is expected of one experiment; infinite where it gave no table."""
    result = run.results.get(expectation.declaration.name)
    if result is None or result.table is None:
        return math.inf
    return distance(expectation.table, result.table, expectation.declaration.tolerance)


def ran(run: Run, name: str) -> bool:
    """Whether there is a table: what cannot compute in a precision says nothing about rounding."""
    return name in run.results and run.results[name].table is not None
