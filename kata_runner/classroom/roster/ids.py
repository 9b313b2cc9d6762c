"""Restores student ids that a spreadsheet changed."""

from __future__ import annotations

import re

QUOTED = re.compile(r'="(?P<text>[^"]*)"|=(?P<number>\d+)|\'(?P<rest>\d.*)')
FLOAT = re.compile(r"(\d+)[.,]0+")
SCIENTIFIC = re.compile(r"(\d)(?:[.,](\d+))?e\+?(\d{1,3})", re.IGNORECASE)


def restore_id(cell: str) -> str:
    """Return an id without what a spreadsheet added; one that lost digits is returned as it is.

    >>> [restore_id(cell) for cell in ('="00417"', "417.0", "1.23456E+05", "1.2E+09")]
    ['00417', '417', '123456', '1.2E+09']
    >>> restore_id("#417")  # Brightspace's, so that a spreadsheet keeps zeros in front
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
