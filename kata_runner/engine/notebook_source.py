"""Conversion of a notebook into Python: its code cells in order, without syntax of notebooks.

A comment with its number precedes each cell, so that a line of the source can be reported as a line
of a cell.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

MARK = "# notebook cell "
HEAD = "# The code cells of a notebook; lines with %, ! and ? are left out."
MAGIC = re.compile(
    r"(?P<indent>\s*)(?:[%!?]|[\w.]+\?{1,2}\s*$|(?:[\w.,* \[\]]+=\s*)(?:!|%[a-zA-Z]))"
)
QUOTES = ('"""', "'''")
# From within a multi-line string to its end; a backslash escapes the character after it.
ENDS = {quote: re.compile(rf"(?:\\.|[^\\])*?{quote}") for quote in QUOTES}
TOKENS = re.compile(r'"""|\'\'\'|"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|#.*|[\[({]|[\])}]')
# Cell magics whose body is Python code that is run, and those that write it to a file.
BODY_IS_PYTHON = {"time", "timeit", "capture", "prun"}
WRITES_PYTHON = re.compile(r"%%(?:writefile|file)\s.*\.py[\"']?\s*")
UNREADABLE = "is not a notebook that can be read: save it again, or hand in a .py file"


class NotebookError(ValueError):
    """Error for a file with a notebook's name that cannot be read as one; the message continues a
    sentence that begins with the file's name.
    """


def convert_notebook(data: bytes) -> bytes:
    """Return the Python source in a notebook; raises NotebookError."""
    lines = [HEAD]
    for number, cell in enumerate(read_cells(data), 1):
        if cell.get("cell_type") == "code":
            lines += [f"{MARK}{number}", *convert_cell(get_text(cell))]
    if len(lines) == 1:
        raise NotebookError("has no code cell in it")
    return ("\n".join(lines) + "\n").encode("utf-8", "surrogatepass")


def read_cells(data: bytes) -> list[dict[str, Any]]:
    """Return a notebook's cells; raises NotebookError."""
    try:
        notebook = json.loads(data)
        # Before version 4 of the format, the cells were in worksheets.
        sheets = [notebook] if "cells" in notebook else notebook["worksheets"]
        cells = [cell for sheet in sheets for cell in sheet["cells"]]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NotebookError(UNREADABLE) from error
    if not sheets or not all(isinstance(cell, dict) for cell in cells):
        raise NotebookError(UNREADABLE)
    return cells


def get_text(cell: dict[str, Any]) -> str:
    """Return a cell's text, which is stored as one text or as a list of lines."""
    text = cell.get("source", cell.get("input", ""))
    return "".join(map(str, text)) if isinstance(text, list) else str(text)


def convert_cell(text: str) -> list[str]:
    """Return a cell's lines, with each that is not Python replaced by a comment or by `pass`."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = next((line.strip() for line in lines if line.strip()), "")
    if first.startswith("%%") and first != "%%" and not has_python(first):
        return [f"# {line}" for line in lines]
    return list(convert_lines(lines))


def has_python(line: str) -> bool:
    """Return whether the lines below a magic of the whole cell are Python."""
    name = line.removeprefix("%%").split(maxsplit=1)[0]
    return name in BODY_IS_PYTHON or bool(WRITES_PYTHON.fullmatch(line))


def convert_lines(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines of Python: a line in the syntax of notebooks becomes `pass` at its indentation,
    and its continuation lines become comments.

    In a multi-line string, in brackets and after a backslash, a % is not a magic.
    """
    quote, depth, python_goes_on, magic_goes_on = "", 0, False, False
    for line in lines:
        goes_on = line.endswith("\\")
        match = None if quote or depth or python_goes_on else MAGIC.match(line)
        if magic_goes_on or match:
            yield (
                f"# {line}"
                if magic_goes_on or not match
                else f"{match['indent']}pass  # {line.strip()}"
            )
            magic_goes_on = goes_on
        else:
            yield line
            quote, depth, in_comment = follow_strings(line, quote, depth)
            python_goes_on = goes_on and not in_comment


def follow_strings(line: str, quote: str, depth: int) -> tuple[str, int, bool]:
    """Return the quotes of the multi-line string that is open after a line, the number of open
    brackets, and whether the line ends in a comment.
    """
    position = 0
    while match := (ENDS[quote].match if quote else TOKENS.search)(line, position):
        token, position = match[0], match.end()
        if quote:
            quote = ""
        elif token in QUOTES:
            quote = token
        elif token[0] in "([{":
            depth += 1
        elif token[0] in ")]}":
            depth = max(depth - 1, 0)
        elif token[0] == "#":
            return quote, depth, True
    return quote, depth, False


def is_converted(source: bytes) -> bool:
    """Whether a source was made from a notebook."""
    return source.startswith(HEAD.encode())


def name_line(source: bytes, line: int) -> str:
    """Return the place in the notebook of a line of its source, such as `cell 3, line 2`."""
    lines = source.decode("utf-8", "replace").split("\n")[:line]
    for index in range(len(lines) - 1, -1, -1):
        if lines[index].startswith(MARK):
            return f"cell {lines[index].removeprefix(MARK)}, line {max(line - index - 1, 1)}"
    return f"line {line}"
