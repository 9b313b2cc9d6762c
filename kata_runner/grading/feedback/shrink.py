"""The smallest call that fails: the arguments of a call in an experiment, cut to axes and lists of
one element and to numbers of two digits, if that still fails.

1. The reference runs in the experiments that failed, and smaller calls of each part are recorded.
2. They run on the reference and on the attempt, all of them in one process each.
3. The smallest call of a part whose values differ, also in a process of its own, is shown in the
   form of a lesson's example.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from math import inf, isnan
from operator import itemgetter

from kata_runner.engine.job import Job, Run
from kata_runner.grading.answer_key import AnswerKey, RunJobs, reference
from kata_runner.grading.called_parts import part_of
from kata_runner.grading.feedback.fresh import FailingExample, confirm, differs, make_job
from kata_runner.grading.feedback.instrument import instrument, read_printed
from kata_runner.grading.feedback.worked_example import (
    NUMPY,
    Output,
    WorkedExample,
    read_outputs,
)
from kata_runner.model import Outcome

NAMESPACE = "from types import SimpleNamespace"
CALL = re.compile(r"(?P<part>[A-Za-z_]\w*) (?P<rank>\d+) (?P<code>[0-9a-f]+)", re.ASCII)
NONE = Output("")
MAX_CALLS = 24  # of each part


def plan_calls(job: Job, outcomes: Sequence[Outcome]) -> Job | None:
    """Return a job that runs the reference in some experiments and reports smaller calls of the
    functions that they test; None if they test none.
    """
    parts = list(dict.fromkeys(one.part for one in outcomes if one.part.isidentifier()))
    if not parts:
        return None
    watched = instrument(reference(job.kata), parts, "shrink")
    return replace(job, attempt=watched, which=[one.name for one in outcomes], stopped=None)


def find_small_calls(
    job: Job, planned: Job, noted: Run, key: AnswerKey, run_many: RunJobs
) -> dict[str, FailingExample]:
    """Return, by part, the smallest call that gives another value than on the reference.

    A call is left out if the reference gives nan, infinities or warnings for it, unless graded
    results of the part contain such numbers: it asks for what the part need not do.
    """
    printed = "\n".join(result.output for result in noted.results.values())
    calls = read_calls(read_printed(planned.attempt, printed))
    asked: dict[str, set[str]] = {}
    for name in planned.which:
        cells = [cell for row in key.by_name[name].table.rows for cell in row]
        asked.setdefault(part_of(name, key.calls), set()).update(list_unusual(cells))
    failing: dict[str, list[WorkedExample]] = {}
    for call, actual in run_both(job, calls, run_many):
        [part], right = call.parts, call.right
        if right is not None and differs(right, actual) and is_asked(right, asked[part]):
            failing.setdefault(part, []).append(call)
    return confirm(job, failing, run_many)


def run_both(
    job: Job, calls: Sequence[WorkedExample], run_many: RunJobs
) -> Iterator[tuple[WorkedExample, Output]]:
    """Yield calls with what they give on the reference, and what on the attempt; those that do not
    run on both are left out.
    """
    if not calls:
        return
    jobs = [make_job(job, attempt, calls) for attempt in (reference(job.kata), job.attempt)]
    runs = dict(run_many(jobs))
    right, actual = (read_outputs(each.attempt, runs[each]) for each in jobs)
    for index, call in enumerate(calls):
        if index in right and index in actual:
            known = right[index]
            yield replace(call, expected=known.text, right=known), actual[index]


def is_asked(right: Output, asked: Collection[str]) -> bool:
    """Whether results like the reference's for a call are graded, by what is unusual in them."""
    unusual = set(list_unusual(right.values or ()))
    return unusual.issubset(asked) and (bool(asked) or not right.has_warned)


def list_unusual(values: Iterable[object]) -> Iterator[str]:
    """Yield "nan" and "infinite" for such values."""
    for value in values:
        if isinstance(value, float) and not -inf < value < inf:
            yield "nan" if isnan(value) else "infinite"


def read_calls(lines: Iterable[str]) -> list[WorkedExample]:
    """Return the reported calls, the smallest first."""
    calls, counts = [], Counter[str]()
    for _, call in sorted(parse_calls(lines), key=itemgetter(0)):
        counts.update(call.parts)
        if counts[min(call.parts)] <= MAX_CALLS:
            calls.append(call)
    return calls


def parse_calls(lines: Iterable[str]) -> Iterator[tuple[int, WorkedExample]]:
    """Yield the calls in the lines that wrappers print, each with its rank."""
    for match in filter(None, map(CALL.fullmatch, lines)):
        code = bytes.fromhex(match["code"]).decode()
        tree = ast.parse(code)
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        *given, statement = (ast.get_source_segment(code, node) or "" for node in tree.body)
        imports = [line for line in (NUMPY, NAMESPACE) if line.rpartition(" ")[2] in names]
        parts = frozenset({match["part"]})
        yield int(match["rank"]), WorkedExample((*imports, *given), statement, parts, "")
