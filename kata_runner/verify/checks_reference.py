"""The check of the reference: it must pass what it is the measure of."""

from __future__ import annotations

from collections.abc import Iterator

from kata_runner.errors import BrokenPack
from kata_runner.grading.answer_key import reference
from kata_runner.verify.bench import Bench
from kata_runner.verify.check import Remark, check, problem


@check("reference")
def reference_passes(bench: Bench) -> Iterator[Remark]:
    """The reference passes whatever the seed, and a second run of it gives the same."""
    for seed in bench.seeds:
        wrong = failure(bench, seed)
        if wrong:
            yield problem(f"seed {seed}: {wrong}")
            return


def failure(bench: Bench, seed: int) -> str:
    """What is wrong with the reference on a seed, or nothing."""
    try:
        outcomes = bench.outcomes(reference(bench.kata), bench.key(seed))
    except BrokenPack as error:
        return str(error)
    return next((f"{outcome.name}: {outcome.message}" for outcome in outcomes if not outcome.passed), "")
