"""The smallest failing case of a probe, looked for over a few seeds."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kata_runner.authoring import UNCHANGED
from kata_runner.cells import Cell
from kata_runner.engine.job import Job, Result
from kata_runner.grading.answer_key import AnswerKey, Expectation, RunJobs, reference
from kata_runner.grading.compare import differences, shape_problem
from kata_runner.grading.feedback.cells import format_pair
from kata_runner.grading.feedback.locations import has_row_names, location_prefix, row_name
from kata_runner.model import Difference, Outcome
from kata_runner.table import Table

SEEDS = (0, 1, 2, 3)


@dataclass(frozen=True, eq=False)
class FailingCase:
    """One row that came out wrong: for which seed, and what differs in it."""

    seed: int
    table: Table
    mismatches: Sequence[Difference]

    @property
    def size(self) -> tuple[int, float]:
        """How many values differ, and how large the numbers are that say what was tried."""
        row = self.table.rows[self.mismatches[0].row]
        tried = row[:1] if has_row_names(self.table) else row
        return len(self.mismatches), sum(map(size_of, tried))

    def __str__(self) -> str:
        first = self.mismatches[0]
        where = location_prefix(self.table, first) or "the one value, "
        several = (
            f" ({len(self.mismatches)} of its values differ)" if len(self.mismatches) > 1 else ""
        )
        row = row_name(self.table, first.row)
        actual_value, expected_value = format_pair(first.actual, first.expected)
        more = several if where.startswith(row) else ""
        return f"seed {self.seed}, {where}{actual_value} came, {expected_value} was wanted{more}."


def size_of(tried: Cell) -> float:
    """How large a case is that is called so, or has this value."""
    if isinstance(tried, str):
        return (
            sum(abs(float(number)) for number in re.findall(r"\d+(?:\.\d+)?", tried))
            + len(tried) / 1000
        )
    return abs(tried) if math.isfinite(tried) else 0.0


def find_smallest_cases(
    job: Job, key: AnswerKey, graded: Sequence[tuple[Outcome, Result]], run_many: RunJobs
) -> dict[str, FailingCase]:
    """For each of these outcomes of a job the smallest failing case, over its own seed and a few
    more.
    """
    cases = {
        outcome.name: list(failing_cases(job.seed, key.by_name[outcome.name], result))
        for outcome, result in graded
    }
    names = list(cases)
    others = [seed for seed in SEEDS if seed != job.seed][:3]
    reference_attempt = reference(job.kata)
    reference_jobs = {
        replace(job, attempt=reference_attempt, which=names, seed=seed): seed for seed in others
    }
    attempt_jobs = {replace(job, which=names, seed=seed): seed for seed in others}
    ran = {
        each: run.results
        for each, run in run_many([*reference_jobs, *attempt_jobs])
        if not run.fault
    }
    expected_by_seed = {seed: ran.get(each, {}) for each, seed in reference_jobs.items()}
    for each, seed in attempt_jobs.items():
        for name in names:
            expected, actual = expected_by_seed[seed].get(name), ran.get(each, {}).get(name)
            if expected is not None and actual is not None and expected.table is not None:
                cases[name] += failing_cases(
                    seed, replace(key.by_name[name], table=expected.table), actual
                )
    return {
        name: min(mismatches, key=lambda case: case.size)
        for name, mismatches in cases.items()
        if mismatches
    }


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
        yield FailingCase(seed, expectation.table, mismatches)


def select_probes(outcomes: Iterable[Outcome], key: AnswerKey) -> list[Outcome]:
    """Those that tried random inputs, and whose figures differ."""
    return [
        outcome
        for outcome in outcomes
        if outcome.first_difference is not None
        and outcome.name != UNCHANGED
        and not key.by_name[outcome.name].declaration.shown
    ]
