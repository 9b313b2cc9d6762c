"""The call of an experiment that fails, with its arguments as they are: what `kata check --python`
prints where no smaller case is known.

An experiment may make many calls, and a row of its table may come from several: each call runs on
the reference and on the attempt, and one that differs is confirmed alone.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kata_runner.engine.job import Job
from kata_runner.grading.answer_key import AnswerKey, RunJobs, reference
from kata_runner.grading.feedback.fresh import FailingExample, confirm, differs, is_near
from kata_runner.grading.feedback.instrument import instrument, read_printed
from kata_runner.grading.feedback.locations import has_row_names, row_name
from kata_runner.grading.feedback.shrink import parse_calls, run_both
from kata_runner.grading.feedback.worked_example import Output, WorkedExample
from kata_runner.model import Outcome
from kata_runner.table import Table

REPLAY, SEED = "Replay exactly", re.compile(r"--seed (\d+)")


def find_failing_call(
    job: Job, outcome: Outcome, key: AnswerKey, run_many: RunJobs
) -> FailingExample | None:
    """Return a call of an outcome's experiment that fails, if possible the one that its smallest
    case is about; None if no call fails alone or after another.
    """
    called = key.calls.get(outcome.name, ())
    if outcome.secret or not called:
        return None
    job = replace(job, which=[outcome.name], seed=get_seed(outcome, job.seed), stopped=None)
    attempt = instrument(reference(job.kata), called, "copies")
    [(_, run)] = run_many([replace(job, attempt=attempt)])
    result = run.results.get(outcome.name)
    if result is None or result.table is None:
        return None
    calls = {call: place for place, call in parse_calls(read_printed(attempt, result.output))}
    ranks: dict[WorkedExample, tuple[bool, int, int]] = {}
    for call, actual in run_both(job, list(calls), run_many):
        if call.right is not None and call.right.values is not None:
            place = calls[replace(call, expected="", right=None)]
            is_right = not differs(call.right, actual)  # it may fail when it is made twice
            ranks[call] = is_right, *rank(call.right, place, outcome, result.table)
    failing: dict[str, list[WorkedExample]] = {}
    for call in sorted(ranks, key=ranks.__getitem__):
        failing.setdefault(min(call.parts), []).append(call)
    confirmed = confirm(job, failing, run_many)
    return next((confirmed[part] for part in failing if part in confirmed), None)


def rank(right: Output, place: int, outcome: Outcome, table: Table) -> tuple[int, int]:
    """Return how far a call is from the row of an outcome's smallest case: by the values of the row
    that it does not give, and by its place among the calls.
    """
    row = find_row(outcome, table)
    if row is None:
        return 0, place
    values = table.rows[row][has_row_names(table) :]
    missing = [one for one in values if not any(is_near(one, each) for each in right.values or ())]
    return len(missing), abs(place - row)


def find_row(outcome: Outcome, table: Table) -> int | None:
    """Return the row of the smallest failing case, or else the first that differs."""
    head = outcome.case.partition("\n")[0]
    for row in range(len(table.rows)):
        if head.endswith(f", {row_name(table, row)}:"):
            return row
    difference = outcome.first_difference
    if difference is None or difference.row >= len(table.rows) or SEED.search(outcome.replay):
        return None
    return difference.row


def get_seed(outcome: Outcome, seed: int) -> int:
    """Return the seed of an outcome's smallest case, given that of its report."""
    if not outcome.replay.startswith(REPLAY):
        return seed
    match = SEED.search(outcome.replay)
    return int(match[1]) if match else 0
