"""Comparing an attempt's table with the expected one, value by value."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from kata_runner.cells import Cell
from kata_runner.model import Difference
from kata_runner.table import Table, Tolerance

MAX_NAMED = 3  # keys in a sentence


def differences(expected: Table, actual: Table, tolerance: Tolerance) -> Iterator[Difference]:
    """Yield every difference of two tables of the same shape, row by row."""
    relative, absolute = tolerance.relative, tolerance.absolute
    for number, (expected_row, actual_row) in enumerate(
        zip(expected.rows, actual.rows, strict=True)
    ):
        for column, expected_cell, actual_cell in zip(
            expected.columns, expected_row, actual_row, strict=True
        ):
            # nearly all cells: the result of `cells_match`, without calls
            if type(expected_cell) is float and type(actual_cell) is float:
                bound = absolute + relative * abs(expected_cell)
                if abs(actual_cell - expected_cell) <= bound < math.inf:
                    continue
            if not cells_match(expected_cell, actual_cell, tolerance):
                yield Difference(number, column, expected_cell, actual_cell)


def cells_match(expected: Cell, actual: Cell, tolerance: Tolerance) -> bool:
    """Whether a cell is accepted.

    Text and truth values must be equal and of the same type. Integers are counts, so they must be
    equal too, but a float with that value is accepted. All other numbers may be off by the
    tolerance; nan never equals anything.
    """
    if isinstance(expected, bool | str) or isinstance(actual, bool | str):
        return type(expected) is type(actual) and expected == actual
    if isinstance(expected, int):
        return expected == actual
    return tolerance.allows(expected, actual)


def key_problem(expected: Sequence[str], actual: Sequence[str]) -> str:
    """Describe missing and unexpected keys of a dictionary in a sentence; empty if the columns that
    differ are not keys.
    """
    missing = [column for column in dict.fromkeys(expected) if column not in actual]
    extra = [column for column in dict.fromkeys(actual) if column not in expected]
    if not all(column.endswith(("']", '"]')) for column in [*missing, *extra]):
        return ""
    clauses = [
        f"{format_columns(columns)} {'is' if len(columns) == 1 else 'are'} {what}"
        for columns, what in ((missing, "missing"), (extra, "not expected"))
        if columns
    ]
    return f"{', and '.join(clauses)}." if clauses else ""


def format_columns(columns: Sequence[str]) -> str:
    """Return the first few columns, and how many more there are."""
    shown = ", ".join(columns[:MAX_NAMED])
    return f"{shown} and {len(columns) - MAX_NAMED} more" if len(columns) > MAX_NAMED else shown


def shape_problem(expected: Table, actual: Table) -> str:
    """Describe in a sentence other columns or another number of rows; empty if there are none."""
    if expected.columns != actual.columns:
        if problem := key_problem(expected.columns, actual.columns):
            return problem
        if len(expected.columns) == len(actual.columns):
            return "The columns are not the expected ones."
        return f"Values in a row: expected {len(expected.columns)}, got {len(actual.columns)}."
    if len(expected.rows) != len(actual.rows):
        return f"Rows: expected {len(expected.rows)}, got {len(actual.rows)}."
    return ""
