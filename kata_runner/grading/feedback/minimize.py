"""The smallest failing case of a probe, searched on a few seeds."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from kata_runner.authoring import UNCHANGED
from kata_runner.cells import Cell
from kata_runner.engine.job import Job, Result, Run
from kata_runner.grading.answer_key import AnswerKey, Expectation, reference
from kata_runner.grading.evaluate import find_differences
from kata_runner.grading.feedback.diff import format_diff
from kata_runner.grading.feedback.locations import has_row_names, row_name
from kata_runner.model import Difference, Outcome
from kata_runner.table import Table

SEEDS = (0, 1, 2, 3)


@dataclass(frozen=True, eq=False)
class FailingCase:
    """One row with wrong values: its seed, its tables and its differences."""

    seed: int
    table: Table
    actual: Table
    mismatches: Sequence[Difference]

    @property
    def size(self) -> tuple[int, float]:
        """How many values differ, and how large the numbers are that describe the row's input."""
        row = self.table.rows[self.mismatches[0].row]
        tried = row[:1] if has_row_names(self.table) else row
        return len(self.mismatches), sum(map(size_of, tried))

    def __str__(self) -> str:
        """Show the row, expected beside actual."""
        first = self.mismatches[0]
        seed = f"seed {self.seed}, {row_name(self.table, first.row)}"
        shown = format_diff(self.table, self.actual, self.mismatches)
        return f"The smallest failing case found, {seed}:\n{shown}"


def size_of(tried: Cell) -> float:
    """Return the size of a case with this name or this value."""
    if isinstance(tried, str):
        return sum(map(float, re.findall(r"\d+(?:\.\d+)?", tried))) + len(tried) / 1000
    return abs(tried) if math.isfinite(tried) else 0.0


class SeedSearch:
    """The probes of an attempt and of the reference on a few more seeds than its own."""

    def __init__(self, job: Job, key: AnswerKey, names: Sequence[str]) -> None:
        """Make the jobs without running them; without names there are none."""
        self.key, self.names = key, names
        seeds = [seed for seed in SEEDS if seed != job.seed][:3] if names else []
        self.pairs = {
            seed: (
                replace(job, attempt=reference(job.kata), which=names, seed=seed),
                replace(job, which=names, seed=seed),
            )
            for seed in seeds
        }

    @property
    def jobs(self) -> list[Job]:
        """The jobs that have to be run."""
        return [job for pair in self.pairs.values() for job in pair]

    def cases(self, name: str, ran: Mapping[Job, Run]) -> Iterator[FailingCase]:
        """Yield each failing case of a probe from the runs of the jobs."""
        for seed, pair in self.pairs.items():
            expected, actual = (ran[job].results.get(name) for job in pair)
            if expected is not None and actual is not None and expected.table is not None:
                expectation = replace(self.key.by_name[name], table=expected.table)
                yield from failing_cases(seed, expectation, actual)


def failing_cases(seed: int, expectation: Expectation, result: Result) -> Iterator[FailingCase]:
    """Yield each row of a result that differs from the expected one."""
    if result.table is None:
        return
    mismatches = find_differences(expectation, result.table) or []
    for _, row in groupby(mismatches, lambda difference: difference.row):
        yield FailingCase(seed, expectation.table, result.table, list(row))


def has_random_inputs(outcome: Outcome, key: AnswerKey) -> bool:
    """Whether an outcome is that of a probe, which has random inputs, with values that differ."""
    is_probe = outcome.name != UNCHANGED and not key.by_name[outcome.name].declaration.shown
    return is_probe and outcome.first_difference is not None
