"""Examples that fail, each confirmed in a process in which nothing else ran before.

An attempt that keeps something from call to call may fail only after other calls: then an example
is shown with such a call before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from math import isclose

from kata_runner.engine.job import Job
from kata_runner.grading.answer_key import RunJobs, reference
from kata_runner.grading.feedback.worked_example import (
    Output,
    WorkedExample,
    add_examples,
    is_same,
    read_outputs,
)
from kata_runner.model import Attempt

MAX_TRIED = 3  # further examples of a part, if the first does not fail alone
NEAR = 1e-6  # arrays are printed with eight digits, and the last may be rounded differently


@dataclass(frozen=True)
class FailingExample:
    """An example that fails, with the attempt's output; `is_late` if it does so only after a call
    that was put before it.
    """

    example: WorkedExample
    actual: str
    is_late: bool = False


def confirm(
    job: Job, failing: Mapping[str, Sequence[WorkedExample]], run_many: RunJobs
) -> dict[str, FailingExample]:
    """Return, by part, the first of its examples that fails alone, or else after another call.

    `failing` are those that failed where others ran before them.
    """
    first = {part: examples[:1] for part, examples in failing.items()}
    confirmed = find_failing(job, first, run_many)
    left = {part: some for part, some in failing.items() if some and part not in confirmed}
    further = {part: examples[1 : 1 + MAX_TRIED] for part, examples in left.items()}
    confirmed |= find_failing(job, further, run_many)
    late = {
        part: list(put_after_others(examples[: 1 + MAX_TRIED], part))
        for part, examples in left.items()
        if part not in confirmed
    }
    right = replace(job, attempt=reference(job.kata))
    refuted = {case.example for _, case in list_failing(right, late, run_many)}
    for part, case in list_failing(job, late, run_many):
        if case.example not in refuted:
            confirmed.setdefault(part, replace(case, is_late=True))
    return confirmed


def find_failing(
    job: Job, tried: Mapping[str, Sequence[WorkedExample]], run_many: RunJobs
) -> dict[str, FailingExample]:
    """Return, by part, the first of its examples that fails in a process of its own."""
    first: dict[str, FailingExample] = {}
    for part, case in list_failing(job, tried, run_many):
        first.setdefault(part, case)
    return first


def list_failing(
    job: Job, tried: Mapping[str, Sequence[WorkedExample]], run_many: RunJobs
) -> list[tuple[str, FailingExample]]:
    """Return all examples that fail in a process of their own, with their parts."""
    jobs = {
        make_job(job, job.attempt, [example]): (part, example)
        for part, examples in tried.items()
        for example in examples
    }
    ran = dict(run_many(jobs)) if jobs else {}
    outputs = {one: read_outputs(job.attempt, ran[one]).get(0) for one in jobs}
    return [
        (part, FailingExample(example, output.text))
        for one, (part, example) in jobs.items()
        if (output := outputs[one]) is not None and is_wrong(example, output)
    ]


def make_job(job: Job, attempt: Attempt, examples: Sequence[WorkedExample]) -> Job:
    """Return a job that runs examples below an attempt, and no experiment."""
    return replace(job, attempt=add_examples(attempt, examples), which=[], stopped=None)


def put_after_others(examples: Sequence[WorkedExample], part: str) -> Iterator[WorkedExample]:
    """Yield examples of a part with their calls made twice, and the first one behind each of the
    others.

    Statements that define something are not repeated.
    """
    calls = re.compile(rf"(?!def |class |@)(?s:.)*\b{re.escape(part)}\(")
    for one in examples:
        twice = [each for each in one.before for _ in range(1 + bool(calls.match(each)))]
        again = [one.statement] if calls.match(one.statement) else []
        yield replace(one, before=(*twice, *again))
    first, *others = examples
    for other in others:
        own = [each for each in first.before if each not in other.before]
        yield replace(first, before=(*other.before, other.statement, *own))


def is_wrong(example: WorkedExample, actual: Output) -> bool:
    """Whether an output is not the expected one of an example."""
    if example.right is None:
        return not is_same(example.expected, actual.text)
    return differs(example.right, actual)


def differs(right: Output, actual: Output) -> bool:
    """Whether values differ, or there is an error in place of the values.

    An error of the reference does not count, nor an object without values, nor the same values in
    another type.
    """
    if right.values is None:
        return False
    if actual.values is None:
        return actual.is_error
    one, other = right.values, actual.values
    return len(one) != len(other) or not all(map(is_near, one, other))


def is_near(one: object, other: object) -> bool:
    """Whether two values are equal, numbers within the printed precision; nan equals nan."""
    if one == other or (one != one and other != other):  # noqa: PLR0124
        return True
    if not isinstance(one, int | float) or not isinstance(other, int | float):
        return False
    with suppress(OverflowError):
        return isclose(one, other, rel_tol=NEAR, abs_tol=NEAR)
    return False
