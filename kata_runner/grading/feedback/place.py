"""The place of a cause in the learner's own file: the one line that uses its names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kata_runner.source_lines import split_lines

MAX_LINE = 160  # letters of a line that are shown
SKIPPED = re.compile(r"\s*(?:#|def |class |import |from |@|$)")
DEFINITION = re.compile(r"def (\w+)\(")


def find_line(source: bytes, part: str, names: Sequence[str]) -> int:
    """Return the number of the only line in a part's function that uses all these names; 0 if there
    is none, or more than one.
    """
    lines = get_lines(source)
    patterns = [re.compile(rf"\b{re.escape(name)}\b") for name in names]
    inside = [number for number in body_of(lines, part) if not SKIPPED.match(lines[number - 1])]
    numbers = [
        number
        for number in inside
        if patterns and all(pattern.search(lines[number - 1]) for pattern in patterns)
    ]
    return numbers[0] if len(numbers) == 1 else 0


def body_of(lines: Sequence[str], part: str) -> range:
    """Return the lines of a function's body, by indentation; empty for a part that is not defined
    exactly once.
    """
    name = part.rpartition(".")[2]
    starts = [number for number, line in enumerate(lines, 1)
              if (match := DEFINITION.match(line.lstrip())) and match[1] == name]  # fmt: skip
    if len(starts) != 1:
        return range(0)
    [start] = starts
    indent = width(lines[start - 1])
    ends = (number for number in range(start + 1, len(lines) + 1)
            if lines[number - 1].strip() and width(lines[number - 1]) <= indent
            and not lines[number - 1].lstrip().startswith((")", "#")))  # fmt: skip
    return range(start + 1, next(ends, len(lines) + 1))


def width(line: str) -> int:
    """Return the indentation of a line."""
    return len(line) - len(line.lstrip())


def show_line(filename: str, source: bytes, number: int, names: Sequence[str] = ()) -> str:
    """Format a line as Python shows it below an error, with carets below the names."""
    lines = get_lines(source)
    if not 0 < number <= len(lines):
        return ""
    line = lines[number - 1].strip()[:MAX_LINE]
    shown = [f"  {filename}, line {number}", f"    {line}"]
    places = [
        match.span() for name in names if (match := re.search(rf"\b{re.escape(name)}\b", line))
    ]
    if places and line.isascii():
        begin, end = min(start for start, _ in places), max(stop for _, stop in places)
        shown.append(f"    {' ' * begin}{'^' * (end - begin)}")
    return "\n".join(shown)


def get_lines(source: bytes) -> list[str]:
    """Return the lines of a source, as Python counts them."""
    return split_lines(source.decode("utf-8", "replace"))
