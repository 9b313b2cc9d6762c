"""The gate of the reference: it must pass what it is the measure of."""

from __future__ import annotations

from collections.abc import Iterator

from kata_runner.grading.answer_key import reference
from kata_runner.grading.gates.gate import Bench, Remark, gate, problem


@gate("reference")
def reference_passes(bench: Bench) -> Iterator[Remark]:
    """The reference passes whatever the seed, and a second run of it gives the same."""
    for seed in bench.seeds:
        outcomes = bench.outcomes(reference(bench.kata), bench.key(seed))
        failed = [outcome for outcome in outcomes if not outcome.passed]
        if failed:
            yield problem(f"seed {seed}: {failed[0].name}: {failed[0].message}")
            return
