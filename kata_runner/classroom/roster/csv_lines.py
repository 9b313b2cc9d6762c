"""Writes CSV lines in which no text chosen by a sender is a formula, and restores such text."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Sequence
from io import StringIO

from kata_runner.sanitize import FORMULA

BYTE_ORDER_MARK = "\ufeff"  # without it Excel decodes a file with a legacy code page
# In a spreadsheet that splits at semicolons or tabs, a cell may begin inside one of ours.
START = r"([;\t|\r\n][\s\"']*)"
FIRST = f"(?=[{re.escape(''.join(FORMULA))}])"  # the first character of a formula follows
INNER = re.compile(START + FIRST)
ESCAPED_INNER = re.compile(f"{START}'{FIRST}")


def write_line(cells: Sequence[str], trusted: Collection[int] = ()) -> str:
    """Return a line; the cells at `trusted` indices are written as they are."""
    text = StringIO()
    safe = [cell if index in trusted else escape_formula(cell) for index, cell in enumerate(cells)]
    csv.writer(text, lineterminator="\n").writerow(safe)
    return text.getvalue()


def escape_formula(cell: str) -> str:
    """Escape what a spreadsheet takes for a formula, with an apostrophe before it."""
    cell = INNER.sub(r"\1'", cell)
    return f"'{cell}" if begins_formula(cell) and not is_number(cell) else cell


def unescape_formula(cell: str) -> str:
    """Return a cell as it was before `escape_formula`; one that was not escaped stays as it is.

    >>> unescape_formula("'=ada.py"), unescape_formula("ada;'-1.py"), unescape_formula("'ada'.py")
    ('=ada.py', 'ada;-1.py', "'ada'.py")
    """
    is_escaped = cell.startswith("'") and begins_formula(cell)
    return ESCAPED_INNER.sub(r"\1", cell[1:] if is_escaped else cell)


def begins_formula(cell: str) -> bool:
    """Whether a spreadsheet could take a cell for a formula, or for a number."""
    return cell.lstrip(" \"'").startswith(FORMULA)


def is_number(cell: str) -> bool:
    """Whether a cell is a plain number, such as a negative score."""
    return cell.lstrip("-").replace(".", "", 1).isdecimal() and cell.isascii()
