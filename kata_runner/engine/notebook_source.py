"""A notebook as Python: its code cells in order, without what only a notebook understands.

Before each cell stands a comment with its number, so that a line of the source can be told as a
line of a cell.
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
TOKENS = re.compile(r'"""|\'\'\'|"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|#.*|[\[({]|[\])}]')
BODY_IS_PYTHON = {
    "time",
    "timeit",
    "capture",
    "prun",
}  # cell magics around code that is run as it stands
WRITES_PYTHON = re.compile(
    r"%%(?:writefile|file)\s.*\.py[\"']?\s*"
)  # the same code, which the cell only writes


class NotebookError(ValueError):
    """Why a file that is called a notebook is none, as the end of a sentence that begins with its
    name.
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
        sheets = (
            [notebook] if "cells" in notebook else notebook["worksheets"]
        )  # which notebooks had before version 4
        cells = [cell for sheet in sheets for cell in sheet["cells"]]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NotebookError(
            "is not a notebook that can be read: save it again, or hand in a .py file"
        ) from error
    if not sheets or not all(isinstance(cell, dict) for cell in cells):
        raise NotebookError(
            "is not a notebook that can be read: save it again, or hand in a .py file"
        )
    return cells


def get_text(cell: dict[str, Any]) -> str:
    """Return a cell's text, in whichever of its forms."""
    text = cell.get("source", cell.get("input", ""))
    return "".join(map(str, text)) if isinstance(text, list) else str(text)


def convert_cell(text: str) -> list[str]:
    """Return a cell's lines, each that is no Python replaced by a comment or a statement that does
    nothing.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = next((line.strip() for line in lines if line.strip()), "")
    if first.startswith("%%") and first != "%%" and not has_python(first):
        return [f"# {line}" for line in lines]
    return list(convert_lines(lines))


def has_python(line: str) -> bool:
    """Whether there is Python behind the magic of a whole cell."""
    name = line.removeprefix("%%").split(maxsplit=1)[0]
    return name in BODY_IS_PYTHON or bool(WRITES_PYTHON.fullmatch(line))


def convert_lines(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines of Python; one that only a notebook understands does nothing, at its own
    indentation.

    Inside a string of several lines, a bracket or behind a backslash a % is no magic.
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
            quote, depth = follow_strings(line, quote, depth)
            python_goes_on = goes_on and "#" not in line


def follow_strings(line: str, quote: str, depth: int) -> tuple[str, int]:
    """Return which string of several lines, and how many brackets, are open behind a line."""
    for token in TOKENS.findall(line):
        if quote:
            quote = "" if token == quote else quote
        elif token in ('"""', "'''"):
            quote = token
        elif token[0] in "([{":
            depth += 1
        elif token[0] in ")]}":
            depth = max(depth - 1, 0)
        elif token[0] == "#":
            break
    return quote, depth


def is_converted(source: bytes) -> bool:
    """Whether a source was made from a notebook."""
    return source.startswith(HEAD.encode())


def name_line(source: bytes, line: int) -> str:
    """Return where a line of a notebook's source stands in the notebook: `cell 3, line 2`."""
    lines = source.decode("utf-8", "replace").split("\n")[:line]
    for index in range(len(lines) - 1, -1, -1):
        if lines[index].startswith(MARK):
            return f"cell {lines[index].removeprefix(MARK)}, line {max(line - index - 1, 1)}"
    return f"line {line}"
