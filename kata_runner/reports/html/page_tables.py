"""Tables of experiments as cells of text for a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kata_runner.reports.text_tables import format_rows, is_number
from kata_runner.table import Table

MAX_ROWS = 200


class Column(NamedTuple):
    """A column's name, and whether it is aligned as numbers."""

    name: str
    is_number: bool


@dataclass(frozen=True)
class PageTable:
    """The shown rows of a table, with cells as text, and the number of omitted rows."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    omitted: int = 0


def to_page_table(table: Table | None, actual: Table | None) -> PageTable | None:
    """Return the reference's table, an attempt's, or an attempt's beside the reference's."""
    shown = actual or table
    if shown is None:
        return None
    names, rows = list(shown.columns), format_rows(shown, table or shown)
    if table is not None and actual is not None:
        names, rows = interleave(table.columns, rows, format_rows(table, table))
    columns = tuple(
        Column(name, bool(rows) and all(is_number(row[place]) for row in rows))
        for place, name in enumerate(names)
    )
    return PageTable(columns, tuple(map(tuple, rows[:MAX_ROWS])), max(len(rows) - MAX_ROWS, 0))


def interleave(
    columns: Sequence[str], actual: Sequence[Sequence[str]], expected: Sequence[Sequence[str]]
) -> tuple[list[str], list[list[str]]]:
    """Return heading and rows with an expected column after each column but the first."""
    heading = [columns[0], *(name for column in columns[1:] for name in (column, "expected"))]
    rows = []
    for own, other in zip(actual, expected, strict=True):
        pairs = zip(own[1:], other[1:], strict=True)
        rows.append([own[0], *(cell for pair in pairs for cell in pair)])
    return heading, rows
