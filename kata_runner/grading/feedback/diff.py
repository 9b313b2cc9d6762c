"""Feedback about two tables that differ: expected beside actual around the first difference, and
how far off the values are.

Lines of a table begin with two blanks, so that reports leave them as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kata_runner.cells import Cell
from kata_runner.grading.feedback.arrays import Line, View, array_at, window
from kata_runner.grading.feedback.cell_text import (
    display_width,
    format_pair,
    pad,
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

MAX_LINES = 200


def format_diff(expected: Table, actual: Table, mismatches: Sequence[Difference]) -> str:
    """Describe the first difference of tables of one shape: the two values, with those around them
    if the tables hold more than one value.
    """
    first = mismatches[0]
    where = location_prefix(expected, first)
    if has_other_type(first):
        return f"{where}expected {type_name(first.expected)}, got {type_name(first.actual)}."
    if count_values(expected, mismatches) == 1:
        expected_text, actual_text = format_pair(first.expected, first.actual)
        sentence = f"{where}expected {expected_text}, got {actual_text}."
        return f"{sentence} {beginning_of_texts(mismatches)}".rstrip()
    return "\n".join(context_lines(View(expected, actual, mismatches)))


def measure(expected: Table, mismatches: Sequence[Difference]) -> str:
    """Describe how many of several values differ, and by how much."""
    total = count_values(expected, mismatches)
    is_said = total == 1 or has_other_type(mismatches[0])
    return "" if is_said else describe_size(expected, mismatches, total)


def has_other_type(difference: Difference) -> bool:
    """Whether one value is a text and the other is not."""
    return isinstance(difference.expected, str) != isinstance(difference.actual, str)


def format_full_diff(expected: Table, actual: Table, mismatches: Sequence[Difference]) -> str:
    """Return all values, expected beside actual, up to `MAX_LINES` lines."""
    view = View(expected, actual, mismatches)
    rows, columns = range(len(expected.rows)), range(len(expected.columns))
    if has_row_names(expected):
        shown = columns if has_wrong_names(expected, mismatches) else columns[1:]
        blocks = [column_lines(view, column, rows) for column in shown]
    else:
        blocks = [row_lines(view, row, columns) for row in rows]
    table = [line for block in blocks for line in block]
    more = [f"  … {len(table) - MAX_LINES} more lines"] if len(table) > MAX_LINES else []
    return "\n".join([*table[:MAX_LINES], *more])


# --- Expected beside actual


def context_lines(view: View) -> list[str]:
    """Return the table's lines around the first difference: rows of its array if there is one, its
    column if rows have names, else its row.
    """
    table, first = view.expected, view.differences[0]
    column = table.columns.index(first.column)
    if array := array_at(table, first.column):
        return format_lines(*window(view, array))
    if has_row_names(table) and column > 0:
        return column_lines(view, column, around(first.row, len(table.rows)))
    return row_lines(view, first.row, around(column, len(table.columns)))


def column_lines(view: View, column: int, rows: Iterable[int]) -> list[str]:
    """Return one column of some rows, labelled with the rows' names."""
    table = view.expected
    head, name = table.columns[0], table.columns[column]
    lines = [view.line(str(table.rows[row][0]), row, column) for row in rows]
    is_clear = name == head or len(table.columns) == 2
    return format_lines(head if is_clear else f"{head}: {name}", lines)


def row_lines(view: View, row: int, columns: Iterable[int]) -> list[str]:
    """Return some columns of one row."""
    table = view.expected
    lines = [view.line(table.columns[column], row, column) for column in columns]
    return format_lines(f"case {row + 1}" if len(table.rows) > 1 else "value", lines)


def around(first: int, count: int) -> range:
    """Return the few places around one of them."""
    return range(max(0, first - BEFORE), min(count, first + AFTER + 1))


def format_lines(head: str, rows: Sequence[Line]) -> list[str]:
    """Align mark, label, expected and actual value in columns below a heading, numbers to the
    right, texts to the left.
    """
    table = [
        (" ", shorten_label(head), "expected", "actual"),
        *((mark, shorten_label(label), *pair) for mark, label, *pair in rows),
    ]
    texts = all(is_quoted(value) for _, _, *pair in rows for value in pair)
    sides = ("<", "<", "<") if texts else ("<", ">", ">")
    widths = [max(display_width(row[number]) for row in table) for number in range(1, 4)]
    lines = []
    for mark, *cells in table:
        padded = map(pad, cells, widths, sides)
        lines.append(f"  {mark} {'  '.join(padded)}".rstrip())
    return lines


def is_quoted(value: str) -> bool:
    """Whether a formatted cell is a text, whole or in part."""
    return value.lstrip("…").startswith(("'", '"'))


# --- Words


def count_values(table: Table, mismatches: Sequence[Difference]) -> int:
    """Return how many values a table holds; row names only count if one of them differs."""
    columns = len(table.columns)
    if has_row_names(table) and not has_wrong_names(table, mismatches):
        columns -= 1
    return len(table.rows) * columns


def has_wrong_names(table: Table, mismatches: Sequence[Difference]) -> bool:
    """Whether a name of a row, in the first column, differs."""
    return any(difference.column == table.columns[0] for difference in mismatches)


def type_name(value: Cell) -> str:
    """Return the name of a cell's type."""
    if isinstance(value, str):
        return "text"
    return "a truth value" if isinstance(value, bool) else "a number"
