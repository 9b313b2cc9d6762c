"""Search for rules that an attempt's own code matches: its syntax tree is inspected in a sandbox,
and the inspection executes none of the code.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kata_runner.grading.answer_key import read_reference_text
from kata_runner.grading.feedback.instrument import run_below, secret_prefix
from kata_runner.model import Attempt, Kata
from kata_runner.mutation.syntax import list_positional
from kata_runner.packs.parts import list_callables

MAX_SOURCE = 64 << 10  # bytes: hand-written files are shorter, and the sandbox gets it twice
NAME = r"(?:[A-Za-z_][\w.]{0,60})?"  # a name in the learner's code
FINDING = re.compile(
    rf"(?P<rule>\w+),(?P<part>{NAME}),(?P<line>\d{{0,6}}),(?P<other>{NAME}),(?P<position>\d{{0,3}})",
    re.ASCII,
)
PROGRAM = Path(__file__).with_name("_code_look.py")


@dataclass(frozen=True)
class Finding:
    """One certain finding: the rule that it matches, the part, a line, another name and the
    position of a parameter.
    """

    rule: str
    part: str = ""
    line: int = 0
    other: str = ""
    position: int = -1


def append_inspection(attempt: Attempt, source: bytes, parts: Sequence[str]) -> Attempt:
    """Return the attempt with a program appended that inspects `source`; unchanged if `source` is
    longer than `MAX_SOURCE`.
    """
    if len(source) > MAX_SOURCE:
        return attempt
    arguments = f"{source!r}, {list(parts)!r}, {secret_prefix(attempt)!r}"
    return run_below(attempt, PROGRAM, "inspect_source", arguments)


def parse_findings(attempt: Attempt, output: str) -> tuple[Finding, ...]:
    """Parse the findings that the appended program printed."""
    prefix = secret_prefix(attempt)
    lines = (line.removeprefix(prefix) for line in output.splitlines() if line.startswith(prefix))
    return tuple(Finding(
        match["rule"], match["part"], int(match["line"] or 0), match["other"],
        int(match["position"] or -1),
    ) for match in map(FINDING.fullmatch, lines) if match)  # fmt: skip


@lru_cache(maxsize=8)
def unread_parameters(kata: Kata) -> frozenset[tuple[str, int]]:
    """Return each parameter that the reference itself never reads, as its part and its position."""
    functions = list_callables(read_reference_text(kata))
    return frozenset(
        (name, position)
        for name, function in functions.items()
        for position, argument in enumerate(list_positional(function.args))
        if argument.arg
        not in {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    )
