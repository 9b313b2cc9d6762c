"""Writes CSV lines in which no text chosen by a sender is a formula."""

from __future__ import annotations

import csv
from collections.abc import Collection, Sequence
from io import StringIO

from kata_runner.classroom.roster.formulas import escape_formula

BYTE_ORDER_MARK = "\ufeff"  # without it Excel decodes a file with a legacy code page


def write_line(cells: Sequence[str], trusted: Collection[int] = ()) -> str:
    """Return a line; the cells at `trusted` indices are written as they are."""
    text = StringIO()
    safe = [cell if index in trusted else escape_formula(cell) for index, cell in enumerate(cells)]
    csv.writer(text, lineterminator="\n").writerow(safe)
    return text.getvalue()
