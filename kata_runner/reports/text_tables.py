"""Tables as text, no wider than the terminal."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from shutil import get_terminal_size

from tabulate import tabulate

from kata_runner.cells import Cell, format_float
from kata_runner.grading.feedback.cell_text import format_pair
from kata_runner.reports.escape import to_line
from kata_runner.table import Table

MAX_WIDTH = 110
WRONG = "✗ "
# Blanks that tabulate puts between two columns, and those that it adds to a heading's width.
GAP = 2
HEADING_PADDING = 2


def render_table(table: Table) -> str:
    """Return a table as text."""
    return fit(table.columns, format_rows(table, table))


def render_comparison(expected: Table, actual: Table, wrong: Collection[tuple[int, str]]) -> str:
    """Return an attempt's table, with `wrong` cells marked and the expected value below each.

    A wrong cell is given by its row and column.
    """
    rows: list[list[str]] = []
    pairs = zip(format_rows(actual, expected), format_rows(expected, expected), strict=True)
    for row, (own, right) in enumerate(pairs):
        places = [index for index, name in enumerate(expected.columns) if (row, name) in wrong]
        for index in places:
            if own[index] == right[index]:  # too few digits to tell them apart
                cells = expected.rows[row][index], actual.rows[row][index]
                right[index], own[index] = format_pair(*cells)
            own[index] = f"{WRONG}{own[index]}"
        rows.append(own)
        if places:
            rows.append([text if index in places else "" for index, text in enumerate(right)])
    return fit(expected.columns, rows)


def format_rows(table: Table, formats: Table) -> list[list[str]]:
    """Return a table's cells as text, in the formats of a table with the same columns."""
    specs = [formats.formats.get(column, "") for column in formats.columns]
    return [[format_cell(value, spec) for value, spec in zip(row, specs, strict=True)]
            for row in table.rows]  # fmt: skip


def format_cell(value: Cell, spec: str) -> str:
    """Return a cell in its column's format; integers and text as they are."""
    return format_float(value, spec) if isinstance(value, float) else to_line(str(value))


def fit(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return the table, split if it is too wide into several that repeat the first column."""
    max_width = min(get_terminal_size().columns, MAX_WIDTH) + GAP  # no gap follows the last column
    widths = [max([len(name) + HEADING_PADDING, *(len(row[index]) for row in rows)]) + GAP
              for index, name in enumerate(columns)]  # fmt: skip
    pieces = [[0]]
    for index in range(1, len(columns)):
        width = sum(widths[other] for other in [*pieces[-1], index])
        if width > max_width and len(pieces[-1]) > 1:
            pieces.append([0])
        pieces[-1].append(index)
    return "\n\n".join(render_columns(columns, rows, indices) for indices in pieces)


def render_columns(
    columns: Sequence[str], rows: Sequence[Sequence[str]], indices: Sequence[int]
) -> str:
    """Return some columns of a table; those of numbers are aligned right."""
    body = [[row[index] for index in indices] for row in rows]
    are_numbers = [all(is_number(row[index]) for row in rows if row[index]) for index in indices]
    return tabulate(body, headers=[columns[index] for index in indices], tablefmt="simple",
                    disable_numparse=True, colalign=["right" if numeric else "left"
                    for numeric in are_numbers] if body else None)  # fmt: skip


def is_number(text: str) -> bool:
    """Whether a cell looks like a number."""
    text = text.removeprefix(WRONG)
    return text.rstrip("%").lstrip("+-")[:1].isdigit() or text in ("nan", "inf", "-inf")
