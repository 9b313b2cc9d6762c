"""Feedback about two tables that differ: expected beside actual around the first difference, and
how far off the values are.

Lines of a table begin with two blanks, so that reports leave them as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kata_runner.cells import Cell
from kata_runner.grading.feedback.arrays import View, array_at, window
from kata_runner.grading.feedback.cell_text import (
    display_width,
    format_pair,
    pad_left,
    pad_right,
    shorten_label,
)
from kata_runner.grading.feedback.locations import (
    AFTER,
    BEFORE,
    has_row_names,
    location_prefix,
)
from kata_runner.grading.feedback.measure import beginning_of_texts, describe_size
from kata_runner.model import Difference
from kata_runner.table import Table

Places = frozenset[tuple[int, str]]
MAX_LINES = 200


def format_diff(expected: Table, actual: Table, mismatches: Sequence[Difference]) -> str:
    """Describe the first difference of tables of one shape: the two values, with those around them
    if the tables hold more than one value.
    """
    first = mismatches[0]
    if isinstance(first.expected, str) != isinstance(first.actual, str):
        return (
            f"{location_prefix(expected, first)}expected {type_name(first.expected)}, "
            f"got {type_name(first.actual)}."
        )
    total = count_values(expected, mismatches)
    if total == 1:
        actual_value, expected_value = format_pair(first.actual, first.expected)
        return (
            f"{location_prefix(expected, first)}expected {expected_value}, got {actual_value}."
            f"{beginning_of_texts(mismatches)}"
        )
    return "\n".join(context_lines(expected, actual, mismatches))


def measure(expected: Table, mismatches: Sequence[Difference]) -> str:
    """Describe how many of several values differ, and by how much."""
    first, total = mismatches[0], count_values(expected, mismatches)
    is_said = total == 1 or isinstance(first.expected, str) != isinstance(first.actual, str)
    return "" if is_said else describe_size(expected, mismatches, total)


def format_full_diff(expected: Table, actual: Table, mismatches: Sequence[Difference]) -> str:
    """Return all values, expected beside actual, up to `MAX_LINES` lines."""
    wrong = mismatch_positions(mismatches)
    if has_row_names(expected):
        blocks = [
            column_lines(expected, actual, number, wrong)
            for number in range(1, len(expected.columns))
        ]
    else:
        blocks = [
            row_lines(expected, actual, number, wrong) for number in range(len(expected.rows))
        ]
    table = [line for block in blocks for line in block]
    more = [f"  … {len(table) - MAX_LINES} more lines"] if len(table) > MAX_LINES else []
    return "\n".join([*table[:MAX_LINES], *more])


# --- Expected beside actual


def context_lines(expected: Table, actual: Table, mismatches: Sequence[Difference]) -> list[str]:
    """Return the table's lines around the first difference: rows of its array if there is one, its
    column if rows have names, else its row.
    """
    first, wrong = mismatches[0], mismatch_positions(mismatches)
    column = expected.columns.index(first.column)
    if array := array_at(expected, first.column):
        return format_lines(*window(View(expected, actual, first, wrong), array))
    if has_row_names(expected) and column > 0:
        return column_lines(expected, actual, column, wrong, around(first.row, len(expected.rows)))
    return row_lines(expected, actual, first.row, wrong, around(column, len(expected.columns)))


def column_lines(
    expected: Table, actual: Table, column: int, wrong: Places, rows: Iterable[int] | None = None
) -> list[str]:
    """Return one column of all or some rows, labelled with the rows' names."""
    name, head = expected.columns[column], expected.columns[0]
    return format_lines(
        f"{head}: {name}" if len(expected.columns) > 2 else head,
        [
            (
                "✗" if (row, name) in wrong else " ",
                str(expected.rows[row][0]),
                *format_pair(expected.rows[row][column], actual.rows[row][column]),
            )
            for row in (range(len(expected.rows)) if rows is None else rows)
        ],
    )


def row_lines(
    expected: Table, actual: Table, row: int, wrong: Places, columns: Iterable[int] | None = None
) -> list[str]:
    """Return all or some columns of one row."""
    names = expected.columns
    return format_lines(
        f"case {row + 1}" if len(expected.rows) > 1 else "value",
        [
            (
                "✗" if (row, names[column]) in wrong else " ",
                names[column],
                *format_pair(expected.rows[row][column], actual.rows[row][column]),
            )
            for column in (range(len(names)) if columns is None else columns)
        ],
    )


def mismatch_positions(mismatches: Sequence[Difference]) -> Places:
    """Return the row and column of each difference."""
    return frozenset((difference.row, difference.column) for difference in mismatches)


def around(first: int, count: int) -> range:
    """Return the few places around one of them."""
    return range(max(0, first - BEFORE), min(count, first + AFTER + 1))


def format_lines(head: str, rows: Sequence[tuple[str, str, str, str]]) -> list[str]:
    """Align mark, label, expected and actual value in columns below a heading, numbers to the
    right, texts to the left.
    """
    table = [
        (" ", shorten_label(head), "expected", "actual"),
        *((mark, shorten_label(label), *pair) for mark, label, *pair in rows),
    ]
    texts = all(is_quoted(value) for _, _, *pair in rows for value in pair)
    pads = (pad_right, *[pad_right if texts else pad_left] * 2)
    widths = [max(display_width(row[number]) for row in table) for number in range(1, 4)]
    lines = []
    for mark, *cells in table:
        padded = [pad(cell, width) for pad, cell, width in zip(pads, cells, widths, strict=True)]
        lines.append(f"  {mark} {'  '.join(padded)}".rstrip())
    return lines


def is_quoted(value: str) -> bool:
    """Whether a formatted cell is a text, whole or in part."""
    return value.lstrip("…").startswith(("'", '"'))


# --- Words


def count_values(table: Table, mismatches: Sequence[Difference]) -> int:
    """Return how many values a table holds; row names only count if one of them differs."""
    names = (
        len(table.rows)
        if has_row_names(table) and all(one.column != table.columns[0] for one in mismatches)
        else 0
    )
    return len(table.rows) * len(table.columns) - names


def type_name(value: Cell) -> str:
    """Return the name of a cell's type."""
    return (
        "text"
        if isinstance(value, str)
        else "a truth value"
        if isinstance(value, bool)
        else "a number"
    )
