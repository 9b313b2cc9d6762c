"""Search for rules that an attempt's own code matches: its syntax tree is inspected in a sandbox,
and the inspection executes none of the code.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from kata_runner.grading.answer_key import read_reference_text
from kata_runner.grading.diagnosis._code_look import Finding, list_unread
from kata_runner.grading.feedback.instrument import read_printed, run_below, secret_prefix
from kata_runner.model import Attempt, Kata
from kata_runner.packs.source_parts import list_callables

MAX_SOURCE = 64 << 10  # bytes: hand-written files are shorter, and the sandbox gets it twice
NAME = r"(?:[A-Za-z_][\w.]{0,60})?"  # a name in the learner's code
FINDING = re.compile(rf"(\w+),(\d{{1,6}}),({NAME}),(-1|\d{{1,3}}),({NAME})", re.ASCII)
PROGRAM = Path(__file__).with_name("_code_look.py")


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
    lines = read_printed(attempt, output)
    matches = [match for line in lines if (match := FINDING.fullmatch(line))]
    return tuple(
        Finding(rule, int(line), other, int(position), part)
        for rule, line, other, position, part in (match.groups() for match in matches)
    )


@lru_cache(maxsize=8)
def unread_parameters(kata: Kata) -> frozenset[tuple[str, int]]:
    """Return each parameter that the reference itself never reads, as its part and its position."""
    functions = list_callables(read_reference_text(kata))
    return frozenset(
        (name, position)
        for name, function in functions.items()
        for position, _ in list_unread(function)
    )
