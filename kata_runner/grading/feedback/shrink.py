"""The smallest call that fails: the arguments of a call in an experiment, cut to axes and lists of
one element and to numbers of two digits, if that still fails.

1. The reference runs in the experiments that failed, and smaller calls of each part are recorded.
2. They run on the reference and on the attempt, all of them in one process each.
3. The smallest call of a part whose values differ is shown in the form of a lesson's example.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from math import isclose

from kata_runner.engine.job import Job, Run
from kata_runner.grading.answer_key import RunJobs, reference
from kata_runner.grading.feedback.instrument import instrument, read_printed
from kata_runner.grading.feedback.worked_example import (
    NUMPY,
    Output,
    WorkedExample,
    add_examples,
    read_outputs,
)
from kata_runner.model import Outcome

NAMESPACE = "from types import SimpleNamespace"
CALL = re.compile(r"(?P<part>[A-Za-z_]\w*) (?P<rank>\d) (?P<code>[0-9a-f]+)", re.ASCII)
NONE = Output("")
NEAR = 1e-6  # arrays are printed with eight digits, and the last may be rounded differently
MAX_CALLS = 24
SmallCall = tuple[WorkedExample, str]  # with the attempt's output


def plan_calls(job: Job, outcomes: Sequence[Outcome]) -> Job | None:
    """Return a job that runs the reference in some experiments and reports smaller calls of the
    functions that they test; None if they test none.
    """
    parts = list(dict.fromkeys(one.part for one in outcomes if one.part.isidentifier()))
    if not parts:
        return None
    watched = instrument(reference(job.kata), parts, "shrink")
    return replace(job, attempt=watched, which=[one.name for one in outcomes], stopped=None)


def find_small_calls(job: Job, planned: Job, noted: Run, run_many: RunJobs) -> dict[str, SmallCall]:
    """Return, by part, the smallest call that gives another value than on the reference."""
    printed = "\n".join(result.output for result in noted.results.values())
    calls = read_calls(read_printed(planned.attempt, printed))
    if not calls:
        return {}
    jobs = {
        attempt: replace(job, attempt=add_examples(attempt, calls), which=[], stopped=None)
        for attempt in (reference(job.kata), job.attempt)
    }
    runs = dict(run_many(jobs.values()))
    right, actual = (read_outputs(attempt, runs[each]) for attempt, each in jobs.items())
    smallest: dict[str, SmallCall] = {}
    for index, call in enumerate(calls):
        [part] = call.parts
        if part not in smallest and differs(right.get(index, NONE), actual.get(index, NONE)):
            smallest[part] = replace(call, expected=right[index].text), actual[index].text
    return smallest


def read_calls(lines: Iterable[str]) -> list[WorkedExample]:
    """Return the reported calls, the smallest first."""
    matches = [match for line in lines if (match := CALL.fullmatch(line))]
    calls = []
    for match in sorted(matches, key=lambda match: match["rank"]):
        code = bytes.fromhex(match["code"]).decode()
        tree = ast.parse(code)
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        *given, statement = (ast.get_source_segment(code, node) or "" for node in tree.body)
        imports = [line for line in (NUMPY, NAMESPACE) if line.rpartition(" ")[2] in names]
        calls.append(WorkedExample((*imports, *given), statement, frozenset({match["part"]}), ""))
    return calls[:MAX_CALLS]


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
