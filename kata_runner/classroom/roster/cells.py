"""What spreadsheets make of a student's id, and what it was."""

from __future__ import annotations

import re

QUOTED = re.compile(r'="(?P<text>[^"]*)"|=(?P<number>\d+)|\'(?P<rest>\d.*)')
FLOAT = re.compile(r"(\d+)[.,]0+")
SCIENTIFIC = re.compile(r"(\d)(?:[.,](\d+))?e\+?(\d{1,3})", re.IGNORECASE)


def restore_id(cell: str) -> str:
    """Return an id without what a spreadsheet added; one that lost digits stays as it is.

    >>> restore_id('="00417"'), restore_id("417.0"), restore_id("1.23456E+05"), restore_id("1.2E+09")
    ('00417', '417', '123456', '1.2E+09')
    >>> restore_id("#417")  # which Brightspace writes, so that a spreadsheet keeps its zeros
    '417'
    """
    cell = cell.removeprefix("#")
    if match := QUOTED.fullmatch(cell):
        cell = next(filter(None, match.groups()), "")
    if match := FLOAT.fullmatch(cell):
        return match[1]
    match = SCIENTIFIC.fullmatch(cell)
    if match and len(match[2] or "") == int(match[3]):
        return match[1] + (match[2] or "")
    return cell


def has_lost_digits(id_: str) -> bool:
    """Whether an id is a number of which a spreadsheet kept only the first digits."""
    return bool(SCIENTIFIC.fullmatch(id_))
