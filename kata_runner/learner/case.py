"""The calls of one experiment as Python that a learner can paste or try."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import indent

from kata_runner.cells import Cell
from kata_runner.grading.feedback.locations import has_row_names, row_name
from kata_runner.grading.feedback.worked_example import import_parts
from kata_runner.model import Outcome
from kata_runner.sanitize import harmless
from kata_runner.table import Table

Trace = Callable[[str, int], tuple[list[str], Table | None]]  # takes an experiment and a seed
SECRET_INPUTS = "What goes into this experiment is not told."
SEED = re.compile(r"--seed (\d+)")
LABEL = re.compile(r"  ([A-Za-z_][\w.]*) = ")
STREAM = re.compile(r"RandomState\(MT19937\)( at 0x[0-9A-Fa-f]+)?")


@dataclass
class TracedCall:
    """A call of a part, with its arguments by name, each as Python source.

    An argument called `w.b` is the attribute `b` of the argument `w`.
    """

    part: str
    arguments: dict[str, str] = field(default_factory=dict)


def parse_trace(lines: Sequence[str]) -> list[TracedCall]:
    """Return the calls that the lines of `Grader.trace` describe."""
    calls: list[TracedCall] = []
    name = ""
    for line in lines:
        if not line.startswith("  "):
            if line.replace(".", "").isidentifier():
                calls.append(TracedCall(line))
        elif calls and (label := LABEL.match(line)):
            name = label[1]
            calls[-1].arguments[name] = line[label.end() :]
        elif calls and name:
            calls[-1].arguments[name] += f"\n{line[len(name) + 5 :]}"
    return calls


def format_case(calls: Sequence[TracedCall], module: str) -> str:
    """Return Python source that makes these calls to the learner's module of that name."""
    owners = sorted({call.part.partition(".")[0] for call in calls})
    heading = ["import numpy as np", "from numpy import array", "from types import SimpleNamespace"]
    used = [line for line in heading if is_used(line.rpartition(" ")[2], calls)]
    imports = [*used, *import_parts(owners, module)]
    return "\n".join([*imports, *("\n" + format_call(call) for call in calls)])


def is_used(name: str, calls: Sequence[TracedCall]) -> bool:
    """Whether the arguments use an imported name."""
    if name == "SimpleNamespace":
        return any("." in label for call in calls for label in call.arguments)
    word = re.compile(rf"\b{name}\b")
    return any(word.search(write_value(text)) for call in calls for text in call.arguments.values())


def format_call(call: TracedCall) -> str:
    """Return the assignments of a call's arguments and the call itself."""
    lines = [f"{name} = {value}" for name, value in group_arguments(call.arguments).items()]
    names = ", ".join(group_arguments(call.arguments))
    owner, _, method = call.part.rpartition(".")
    if owner:
        return "\n".join([*lines, f"# on an object of {owner}: .{method}({names})"])
    return "\n".join([*lines, f"{call.part}({names})"])


def group_arguments(arguments: Mapping[str, str]) -> dict[str, str]:
    """Return one value for each argument: attributes of an object become a `SimpleNamespace`."""
    values: dict[str, str] = {}
    attributes: dict[str, list[str]] = {}
    for label, text in arguments.items():
        owner, _, attribute = label.partition(".")
        if attribute:
            attributes.setdefault(owner, []).append(f"{attribute}={write_value(text)},")
            lines = indent("\n".join(attributes[owner]), "    ")
            values[owner] = f"SimpleNamespace(\n{lines}\n)"
        else:
            values[owner] = write_value(text)
    return values


def write_value(text: str) -> str:
    """Return a value as a Python expression.

    A value whose text is not valid Python becomes `...`, followed by the text as a comment.
    """
    text = STREAM.sub("np.random.RandomState(0)", text)
    try:
        ast.parse(f"({text})", mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return f"...  # {' '.join(text.split()):.60}"
    return text


def choose_call(calls: Sequence[TracedCall], row: int | None) -> TracedCall | None:
    """Return the call that produced a row of the experiment's table.

    It is the call with the row's index if there are enough calls, else the first; None without
    calls.
    """
    if not calls:
        return None
    return calls[row] if row is not None and row < len(calls) else calls[0]


@dataclass(frozen=True)
class FailingCall:
    """The call of a part that fails, and the expected values of its row, by column."""

    call: TracedCall
    expected: Mapping[str, Cell]


def paste_case(outcome: Outcome, module: str, trace: Trace) -> str:
    """Return the smallest failing case as Python to paste beside a learner's module.

    The result is empty for a secret experiment.
    """
    if outcome.python:
        return outcome.python
    failing = find_failing_call(outcome, trace)
    if failing is None:
        return ""
    expected = [
        harmless(f"# expected {column}: {value!r}").replace("\n", " ")
        for column, value in failing.expected.items()
    ]
    return "\n".join([format_case([failing.call], module), *expected])


def find_failing_call(outcome: Outcome, trace: Trace) -> FailingCall | None:
    """Return the call of an outcome's smallest failing case; None for a secret experiment."""
    seed = SEED.search(outcome.replay)
    lines, table = trace(outcome.name, int(seed[1]) if seed else 0)
    row = failing_row(outcome, table)
    call = choose_call(parse_trace(lines), row)
    if call is None:
        return None
    if table is None or row is None or row >= len(table.rows):
        return FailingCall(call, {})
    first = int(has_row_names(table))  # a row's name is not a value
    values = zip(table.columns[first:], table.rows[row][first:], strict=True)
    return FailingCall(call, dict(values))


def failing_row(outcome: Outcome, table: Table | None) -> int | None:
    """Return the row of the smallest failing case, or else the first that differs."""
    head = outcome.case.partition("\n")[0]
    if table is not None and head:
        for row in range(len(table.rows)):
            if head.endswith(f", {row_name(table, row)}:"):
                return row
    difference = outcome.first_difference
    return difference.row if difference is not None and not SEED.search(outcome.replay) else None
