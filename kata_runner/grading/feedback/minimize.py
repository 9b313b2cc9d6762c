"""The smallest failing case of a probe, looked for over a few seeds."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kata_runner.authoring import UNCHANGED
from kata_runner.cells import Cell
from kata_runner.engine.job import Job, Result, Run
from kata_runner.grading.answer_key import AnswerKey, Expectation, reference
from kata_runner.grading.compare import differences, shape_problem
from kata_runner.grading.feedback.diff import format_diff
from kata_runner.grading.feedback.locations import has_row_names, row_name
from kata_runner.model import Difference, Outcome
from kata_runner.table import Table

SEEDS = (0, 1, 2, 3)


@dataclass(frozen=True, eq=False)
class FailingCase:
    """One row that came out wrong: for which seed, and what differs in it."""

    seed: int
    table: Table
    actual: Table
    mismatches: Sequence[Difference]

    @property
    def size(self) -> tuple[int, float]:
        """How many values differ, and how large the numbers are that say what was tried."""
        row = self.table.rows[self.mismatches[0].row]
        tried = row[:1] if has_row_names(self.table) else row
        return len(self.mismatches), sum(map(size_of, tried))

    def __str__(self) -> str:
        """The row as it should be, and as it is."""
        first = self.mismatches[0]
        seed = f"seed {self.seed}, {row_name(self.table, first.row)}"
        shown = format_diff(self.table, self.actual, self.mismatches)
        return f"The smallest failing case found, {seed}:\n{shown}"


def size_of(tried: Cell) -> float:
    """How large a case is that is called so, or has this value."""
    if isinstance(tried, str):
        return (
            sum(abs(float(number)) for number in re.findall(r"\d+(?:\.\d+)?", tried))
            + len(tried) / 1000
        )
    return abs(tried) if math.isfinite(tried) else 0.0


class SeedSearch:
    """The probes of an attempt on a few more seeds than its own, beside the reference."""

    def __init__(self, job: Job, key: AnswerKey, names: Sequence[str]) -> None:
        """Nothing is run yet; without names there is nothing to run."""
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
        """What has to be run."""
        return [job for pair in self.pairs.values() for job in pair]

    def cases(self, name: str, ran: Mapping[Job, Run]) -> Iterator[FailingCase]:
        """Each failing case of a probe, from what was run."""
        for seed, pair in self.pairs.items():
            expected, actual = (ran[job].results.get(name) for job in pair)
            if expected is not None and actual is not None and expected.table is not None:
                expectation = replace(self.key.by_name[name], table=expected.table)
                yield from failing_cases(seed, expectation, actual)


def smallest(cases: Iterable[FailingCase]) -> FailingCase | None:
    """The smallest of some cases."""
    return min(cases, key=lambda case: case.size, default=None)


def failing_cases(seed: int, expectation: Expectation, result: Result) -> Iterator[FailingCase]:
    """Each row of a result that differs from what is right."""
    if result.table is None or shape_problem(expectation.table, result.table):
        return
    by_row: dict[int, list[Difference]] = {}
    for difference in differences(
        expectation.table, result.table, expectation.declaration.tolerance
    ):
        by_row.setdefault(difference.row, []).append(difference)
    for mismatches in by_row.values():
        yield FailingCase(seed, expectation.table, result.table, mismatches)


def select_probes(outcomes: Iterable[Outcome], key: AnswerKey) -> list[Outcome]:
    """Those that tried random inputs, and whose values differ."""
    return [
        outcome
        for outcome in outcomes
        if outcome.first_difference is not None
        and outcome.name != UNCHANGED
        and not key.by_name[outcome.name].declaration.shown
    ]
