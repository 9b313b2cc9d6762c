"""The calls of one experiment as Python that a learner can paste or try."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import indent

LABEL = re.compile(r"  ([A-Za-z_][\w.]*) = ")
STREAM = re.compile(r"RandomState\(MT19937\)( at 0x[0-9A-Fa-f]+)?")


@dataclass
class TracedCall:
    """A call of a part: its arguments as Python writes them, by name; `w.b` is an attribute of
    `w`.
    """

    part: str
    arguments: dict[str, str] = field(default_factory=dict)


def parse_trace(lines: Sequence[str]) -> list[TracedCall]:
    """Return the calls that `Grader.trace` tells of."""
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
    """Return Python that makes these calls with a learner's module of that name."""
    owners = sorted({call.part.partition(".")[0] for call in calls})
    heading = ["import numpy as np", "from numpy import array", "from types import SimpleNamespace"]
    used = [line for line in heading if is_used(line.rpartition(" ")[2], calls)]
    imports = [*used, f"from {module} import {', '.join(owners)}"]
    return "\n".join([*imports, *("\n" + format_call(call) for call in calls)])


def is_used(name: str, calls: Sequence[TracedCall]) -> bool:
    """Whether something that is imported stands in the arguments."""
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
    """Return a value as an expression; what Python does not write as one becomes `...`."""
    text = STREAM.sub("np.random.RandomState(0)", text)
    try:
        ast.parse(f"({text})", mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return f"...  # {' '.join(text.split()):.60}"
    return text


def choose_call(calls: Sequence[TracedCall], row: int | None) -> TracedCall | None:
    """Return the call that a row of the experiment's table is of, where there are as many calls;
    else the first; None without any.
    """
    if not calls:
        return None
    return calls[row] if row is not None and row < len(calls) else calls[0]
