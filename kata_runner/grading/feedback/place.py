"""The place of a cause in the learner's own file: the one line that uses its names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kata_runner.source_lines import split_lines

MAX_LINE = 160  # letters of a line that are shown
SKIPPED = re.compile(r"\s*(?:#|def |class |import |from |@|$)")
DEFINITION = re.compile(r"def (\w+)\(")
QUOTES = re.compile(r"\s*[rRuU]?(\"\"\"|''')")


def find_line(
    source: bytes, part: str, names: Sequence[str], is_about: Callable[[str], bool] = bool
) -> int:
    """Return the number of the only line in a part's function that uses all these names and for
    which `is_about` holds; 0 if there is none, or more than one.
    """
    lines = get_lines(source)
    patterns = [re.compile(rf"\b{re.escape(name)}\b") for name in names]
    numbers = [
        number
        for number in code_of(lines, part)
        if not SKIPPED.match(line := lines[number - 1].partition("#")[0])
        and all(pattern.search(line) for pattern in patterns)
        and is_about(line)
    ]
    return numbers[0] if len(numbers) == 1 else 0


def code_of(lines: Sequence[str], part: str) -> range:
    """Return the lines of a function's body without the rest of its signature and its docstring."""
    body = body_of(lines, part)
    depth = 0
    for number in range(body.start - 1, body.stop) if body else ():
        line = lines[number - 1].partition("#")[0]
        depth += sum(map(line.count, "([{")) - sum(map(line.count, ")]}"))
        if depth <= 0:
            return range(skip_docstring(lines, number + 1, body.stop), body.stop)
    return body


def skip_docstring(lines: Sequence[str], start: int, stop: int) -> int:
    """Return the first line behind a docstring that begins at `start`; `start` if none does."""
    match = QUOTES.match(lines[start - 1]) if start < stop else None
    if match is None:
        return start
    quotes, rest = match[1], lines[start - 1][match.end() :]
    if quotes in rest:
        return start + 1
    ends = (number for number in range(start + 1, stop) if quotes in lines[number - 1])
    return next(ends, start - 1) + 1


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
    """Format a line as Python shows it below an error, with carets below the names.

    There are no carets if a name occurs more than once: any of them may be the one that is meant.
    """
    lines = get_lines(source)
    if not 0 < number <= len(lines):
        return ""
    line = lines[number - 1].strip()[:MAX_LINE]
    shown = [f"  {filename}, line {number}", f"    {line}"]
    matches = [list(re.finditer(rf"\b{re.escape(name)}\b", line)) for name in names]
    places = [match.span() for some in matches for match in some]
    if places and line.isascii() and all(len(some) <= 1 for some in matches):
        begin, end = min(start for start, _ in places), max(stop for _, stop in places)
        shown.append(f"    {' ' * begin}{'^' * (end - begin)}")
    return "\n".join(shown)


def get_lines(source: bytes) -> list[str]:
    """Return the lines of a source, as Python counts them."""
    return split_lines(source.decode("utf-8", "replace"))
