"""Tables as text, no wider than the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from shutil import get_terminal_size

from tabulate import tabulate

from kata_runner.cells import Cell
from kata_runner.reports.escape import to_line
from kata_runner.table import Table

MAX_WIDTH = 110
# What tabulate puts between two columns, and by how much a column is wider than its heading.
GAP = 2
HEADING_PADDING = 2


def render_table(table: Table, actual: Table | None = None) -> str:
    """Return a table, or an attempt's values with the expected ones beside them."""
    rows = format_rows(table, table)
    if actual is None:
        return fit(table.columns, rows)
    return fit(*interleave(table.columns, format_rows(actual, table), rows), together=2)


def format_rows(table: Table, formats: Table) -> list[list[str]]:
    """Return a table's cells as text, in the formats of a table with the same columns."""
    specs = [formats.formats.get(column, "") for column in formats.columns]
    return [[format_cell(value, spec) for value, spec in zip(row, specs, strict=True)]
            for row in table.rows]  # fmt: skip


def format_cell(value: Cell, spec: str) -> str:
    """Return a cell in its column's format; integers and text as they are."""
    return format(value, spec or ".6g") if isinstance(value, float) else to_line(str(value))


def interleave(
    columns: Sequence[str], actual: Sequence[Sequence[str]], expected: Sequence[Sequence[str]]
) -> tuple[list[str], list[list[str]]]:
    """Return the attempt's columns, all but the first followed by the expected one."""
    heading = [columns[0], *(name for column in columns[1:] for name in (column, "expected"))]
    rows = []
    for own, other in zip(actual, expected, strict=True):
        pairs = zip(own[1:], other[1:], strict=True)
        rows.append([own[0], *(cell for pair in pairs for cell in pair)])
    return heading, rows


def fit(columns: Sequence[str], rows: Sequence[Sequence[str]], together: int = 1) -> str:
    """Return the table in one piece, or in several that repeat the first column.

    After the first column, so many stay `together`, unless they alone are too wide.
    """
    max_width = min(get_terminal_size().columns, MAX_WIDTH) + GAP  # none after the last column
    widths = [max([len(name) + HEADING_PADDING, *(len(row[index]) for row in rows)]) + GAP
              for index, name in enumerate(columns)]  # fmt: skip

    def measure(indices: Sequence[int]) -> int:
        return sum(widths[index] for index in indices)

    bundles = [range(start, min(start + together, len(columns)))
               for start in range(1, len(columns), together)]  # fmt: skip
    if any(measure([0, *bundle]) > max_width for bundle in bundles):
        bundles = [range(index, index + 1) for index in range(1, len(columns))]
    pieces = [[0]]
    for bundle in bundles:
        if measure([*pieces[-1], *bundle]) > max_width and len(pieces[-1]) > 1:
            pieces.append([0])
        pieces[-1].extend(bundle)
    return "\n\n".join(render_columns(columns, rows, indices) for indices in pieces)


def render_columns(
    columns: Sequence[str], rows: Sequence[Sequence[str]], indices: Sequence[int]
) -> str:
    """Return some columns of a table; those of numbers are aligned right."""
    body = [[row[index] for index in indices] for row in rows]
    are_numbers = [all(is_number(row[index]) for row in rows) for index in indices]
    return tabulate(body, headers=[columns[index] for index in indices], tablefmt="simple",
                    disable_numparse=True, colalign=["right" if numeric else "left"
                    for numeric in are_numbers] if body else None)  # fmt: skip


def is_number(text: str) -> bool:
    """Whether a cell reads as a number."""
    return text.rstrip("%").lstrip("+-")[:1].isdigit() or text in ("nan", "inf", "-inf")
