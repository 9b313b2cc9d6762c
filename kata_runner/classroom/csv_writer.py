"""Lines of a table for a spreadsheet, in which nothing that a sender chose is a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Sequence
from io import StringIO

from kata_runner.sanitize import FORMULA

BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes a file for an old code page
# Where a spreadsheet separates by semicolons or tabs, a cell may begin inside one of ours.
INNER = re.compile(rf"([;\t|\r\n][\s\"']*)(?=[{re.escape(''.join(FORMULA))}])")


def write_line(cells: Sequence[str], trusted: Collection[int] = ()) -> str:
    """Return a line of a table; the cells at the trusted places are written as they are."""
    written = StringIO()
    safe = [cell if place in trusted else defuse(cell) for place, cell in enumerate(cells)]
    csv.writer(written, lineterminator="\n").writerow(safe)
    return written.getvalue()


def defuse(cell: str) -> str:
    """Return a cell with a mark before whatever a spreadsheet takes for a formula."""
    cell = INNER.sub(r"\1'", cell)
    return f"'{cell}" if cell.lstrip(" \"'").startswith(FORMULA) and not is_number(cell) else cell


def is_number(cell: str) -> bool:
    """Whether a cell is a plain number, such as a negative score."""
    return cell.lstrip("-").replace(".", "", 1).isdecimal() and cell.isascii()
