"""The calls of one experiment as Python that a learner can paste or try."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from textwrap import indent

from kata_runner.cells import Cell
from kata_runner.grading.feedback.locations import has_row_names, row_name
from kata_runner.grading.feedback.worked_example import import_parts
from kata_runner.model import Outcome
from kata_runner.sanitize import harmless
from kata_runner.table import Table

Trace = Callable[[str, int], tuple[list[str], Table | None]]  # takes an experiment and a seed
SHOWN_BY_TWO_CALLS = ("input_changed", "kept_between_calls")  # causes in what a call leaves behind
SECRET_INPUTS = "What goes into this experiment is not told."
SEED = re.compile(r"--seed (\d+)")
LABEL = re.compile(r"  ([A-Za-z_][\w.]*) = ")
EMPTY = re.compile(
    r"array\(\[\], (?:shape=(?P<shape>\([\d, ]+\)), )?dtype=(?P<dtype>\w+|'[^']*')\)"
)
WIDTHS = ("8", "16", "32", "64")
IMPORTED = {  # the names that values are written with, by their modules
    "collections": {"Counter", "OrderedDict", "deque"},
    "numpy": {
        *("array", "inf", "nan", "float16", "float32", "float64", "complex64", "complex128"),
        *(f"{kind}{width}" for kind in ("int", "uint") for width in WIDTHS),
    },
}
KNOWN = {"np", "bool", "object", "set", "frozenset", "bytearray", "range"}.union(*IMPORTED.values())
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
    imports = [*write_imports(calls), *import_parts(owners, module)]
    return "\n".join([*imports, *("\n" + format_call(call) for call in calls)])


def write_imports(calls: Sequence[TracedCall]) -> list[str]:
    """Return lines that import the names that the arguments of calls use."""
    texts = [text for call in calls for text in call.arguments.values()]
    used = {name for text in texts for name in find_names(write_value(text))}
    lines = ["import numpy as np"] if "np" in used else []
    for module, known in IMPORTED.items():
        if names := sorted(used & known):
            lines.append(f"from {module} import {', '.join(names)}")
    is_nested = any("." in label for call in calls for label in call.arguments)
    return [*lines, "from types import SimpleNamespace"] if is_nested else lines


def find_names(code: str) -> set[str]:
    """Return the names in an expression; `...` counts as one, as it stands for what is left out."""
    nodes = list(ast.walk(ast.parse(f"({code}\n)", mode="eval")))
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    is_cut = any(isinstance(node, ast.Constant) and node.value is ... for node in nodes)
    return names | {"..."} if is_cut else names


def format_call(call: TracedCall) -> str:
    """Return the assignments of a call's arguments and the call itself."""
    values = group_arguments(call.arguments)
    lines = [f"{name} = {value}" for name, value in values.items()]
    names = ", ".join(values)
    owner, _, method = call.part.rpartition(".")
    last = f"# on an object of {owner}: .{method}({names})" if owner else f"{call.part}({names})"
    return "\n".join([*lines, last])


def group_arguments(arguments: Mapping[str, str]) -> dict[str, str]:
    """Return one value for each argument: attributes of an object become a `SimpleNamespace`."""
    values: dict[str, str] = {}
    attributes: dict[str, list[str]] = {}
    for label, text in arguments.items():
        owner, _, attribute = label.partition(".")
        if attribute:
            attributes.setdefault(owner, []).append(f"{attribute}={write_value(text, ',')}")
            lines = indent("\n".join(attributes[owner]), "    ")
            values[owner] = f"SimpleNamespace(\n{lines}\n)"
        else:
            values[owner] = write_value(text)
    return values


def write_value(text: str, end: str = "") -> str:
    """Return a value as a Python expression, with `end` behind it.

    A value whose text cannot be run becomes `...`, followed by the text as a comment.
    """
    code = EMPTY.sub(write_empty, STREAM.sub("np.random.RandomState(0)", text))
    with suppress(SyntaxError, ValueError, RecursionError, MemoryError):
        if find_names(code) <= KNOWN:
            return code + end
    return f"...{end}  # {' '.join(text.split()):.60}"


def write_empty(match: re.Match[str]) -> str:
    """Return an empty array as Python, which NumPy's own text of it is not."""
    shape, dtype = match["shape"] or "0", match["dtype"]
    return f"np.empty({shape})" if dtype == "float64" else f"np.empty({shape}, dtype={dtype})"


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
    code = format_case([failing.call], module)
    if outcome.diagnosis and outcome.diagnosis.mistake in SHOWN_BY_TWO_CALLS:
        call = code.rpartition("\n")[2]
        code = f"{code}\n{call}  # again, because a first call may give what is expected"
    return "\n".join([code, *expected])


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
