"""Writes CSV lines in which no text chosen by a sender is a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Sequence
from io import StringIO

from kata_runner.sanitize import FORMULA

BYTE_ORDER_MARK = "\ufeff"  # without it Excel decodes a file with a legacy code page
# In a spreadsheet that splits at semicolons or tabs, a cell may begin inside one of ours.
INNER = re.compile(rf"([;\t|\r\n][\s\"']*)(?=[{re.escape(''.join(FORMULA))}])")


def write_line(cells: Sequence[str], trusted: Collection[int] = ()) -> str:
    """Return a line; the cells at `trusted` indices are written as they are."""
    text = StringIO()
    safe = [cell if index in trusted else defuse(cell) for index, cell in enumerate(cells)]
    csv.writer(text, lineterminator="\n").writerow(safe)
    return text.getvalue()


def defuse(cell: str) -> str:
    """Escape what a spreadsheet takes for a formula, with an apostrophe before it."""
    cell = INNER.sub(r"\1'", cell)
    is_formula = cell.lstrip(" \"'").startswith(FORMULA) and not is_number(cell)
    return f"'{cell}" if is_formula else cell


def is_number(cell: str) -> bool:
    """Whether a cell is a plain number, such as a negative score."""
    return cell.lstrip("-").replace(".", "", 1).isdecimal() and cell.isascii()
