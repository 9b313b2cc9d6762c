"""The calls of one experiment as Python that a learner can paste or try."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import accumulate
from textwrap import indent

from kata_runner.engine.job import Job
from kata_runner.grading.answer_key import AnswerKey, RunJobs
from kata_runner.grading.feedback.cell_text import format_pair
from kata_runner.grading.feedback.fresh import FailingExample
from kata_runner.grading.feedback.paste import find_failing_call
from kata_runner.grading.feedback.single import trace
from kata_runner.grading.feedback.worked_example import import_parts, paste_example
from kata_runner.model import Outcome, Report
from kata_runner.sanitize import harmless

LATE = "# This fails only after another call."
NONE_ALONE = "None of these calls was seen to give a wrong value alone. What fails:"
MORE = "and more calls"  # the last line of a trace that was cut
MAX_SHOWN = 2_000  # characters of calls of which none fails alone
SECRET_INPUTS = "What goes into this experiment is not told."
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
    """Return the calls that the lines of a trace describe."""
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


def write_case(report: Report, outcome: Outcome, key: AnswerKey, run_many: RunJobs) -> str:
    """Return the smallest failing case of a report's outcome as Python to paste; empty for a secret
    one, and where nothing is called.
    """
    if outcome.python:
        return outcome.python
    job = Job(report.kata, report.attempt, [outcome.name], report.seed)
    failing = find_failing_call(job, outcome, key, run_many)
    calls = [] if failing else trace(report.kata, outcome.name, report.seed, key, run_many)
    return paste_case(outcome, report.attempt.path.stem, failing, calls)


def paste_case(
    outcome: Outcome, module: str, failing: FailingExample | None, calls: Sequence[str]
) -> str:
    """Return the smallest failing case as Python to paste beside a learner's module.

    This is the call of the experiment that fails, or else its `calls`, if none was seen to fail.
    The result is empty if nothing is called.
    """
    if failing is not None:
        code = paste_example(failing.example, failing.actual, module)
        return f"{LATE}\n{code}" if failing.is_late else code
    traced = parse_trace(calls)
    if not traced:
        return ""
    result = describe_result(outcome).splitlines()
    comments = [f"# {line}".rstrip() for line in [NONE_ALONE, *map(harmless, result)]]
    sizes = accumulate(len(format_call(call)) for call in traced)
    count = max(1, sum(size <= MAX_SHOWN for size in sizes))
    more = [f"\n# {MORE}"] if count < len(traced) or MORE in calls else []
    return "\n".join([*comments, format_case(traced[:count], module), *more])


def describe_result(outcome: Outcome) -> str:
    """Return the value of an experiment that differs, or else the first line of its message."""
    difference = outcome.first_difference
    if difference is None:
        return outcome.message.partition("\n")[0]
    expected, actual = format_pair(difference.expected, difference.actual)
    return f"{difference.column}: expected {expected}, got {actual}"


def split_inputs(code: str, module: str) -> tuple[str, str]:
    """Return the statements of a case before its last one, without the import of the learner's
    module, and the names that they assign.
    """
    given = [
        node
        for node in ast.parse(code).body[:-1]
        if not (isinstance(node, ast.ImportFrom) and node.module in (module, "importlib"))
        and "import_module" not in ast.unparse(node)
    ]
    targets = [one for node in given if isinstance(node, ast.Assign) for one in node.targets]
    names = [node.id for one in targets for node in ast.walk(one) if isinstance(node, ast.Name)]
    lines = [ast.get_source_segment(code, node) or "" for node in given]
    return "\n".join(lines), ", ".join(dict.fromkeys(names))
