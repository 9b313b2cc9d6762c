"""Wrap text to the width of the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from shutil import get_terminal_size
from textwrap import fill, indent

from click import unstyle

MIN_WIDTH = 20
MAX_WIDTH = 100  # longer lines are hard to read
EVIDENCE = re.compile(r"( +[ ✗] .*\S) {2,}(\S+) {2,}(\S+)")


def wrap(text: str) -> str:
    """Wrap a sentence to the width for text that is indented below a heading."""
    return fill(text, max(min(get_terminal_size().columns, MAX_WIDTH) - 4, MIN_WIDTH))


def wrap_feedback(text: str) -> Iterator[str]:
    """Yield lines of feedback: sentences wrapped, indented lines as by `wrap_evidence`."""
    for line in text.splitlines():
        yield wrap_evidence(line) if line.startswith("  ") else wrap(line)


def wrap_evidence(line: str) -> str:
    """Return an indented line; if it is too wide, its two values are moved below their label."""
    evidence = EVIDENCE.fullmatch(line)
    if evidence is None or len(line) + 2 <= get_terminal_size().columns:
        return line
    return f"{evidence[1]}\n      {evidence[2]}  {evidence[3]}"


def append_wrapped(line: str, words: str) -> str:
    """Return words to the right of a line, or below it where the terminal is too narrow."""
    width = get_terminal_size().columns
    margin = len(unstyle(line)) + 2
    if not words:
        return line
    if margin + min(len(words), MIN_WIDTH) > width:
        return f"{line}\n{indent(fill(words, max(width - 5, MIN_WIDTH)), '     ')}"
    return f"{line}  {indent(fill(words, width - margin), ' ' * margin).lstrip()}"
