"""Comparing an attempt's table with the expected one, value by value."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from kata_runner.cells import Cell
from kata_runner.model import Difference
from kata_runner.table import Table, Tolerance

MAX_NAMED = 3  # keys in a sentence


def differences(expected: Table, actual: Table, tolerance: Tolerance) -> Iterator[Difference]:
    """Every place where the tables differ, row by row; the tables must have the same shape."""
    relative, absolute = tolerance.relative, tolerance.absolute
    for number, (wanted, came) in enumerate(zip(expected.rows, actual.rows, strict=True)):
        for column, want, got in zip(expected.columns, wanted, came, strict=True):
            if (
                type(want) is float and type(got) is float
            ):  # nearly all cells: what `same` would say, without calls
                bound = absolute + relative * abs(want)
                if abs(got - want) <= bound < math.inf:
                    continue
            if not same(want, got, tolerance):
                yield Difference(number, column, want, got)


def same(expected: Cell, actual: Cell, tolerance: Tolerance) -> bool:
    """Whether a cell will do.

    Text and truth values must be equal and of the same type. Whole numbers are counts, so they must
    be equal too, though a float may carry one. All other numbers may be off by the tolerance; nan
    never equals anything.
    """
    if isinstance(expected, bool | str) or isinstance(actual, bool | str):
        return type(expected) is type(actual) and expected == actual
    if isinstance(expected, int):
        return expected == actual
    return tolerance.allows(expected, actual)


def key_problem(expected: Sequence[str], actual: Sequence[str]) -> str:
    """A sentence about keys that a dictionary lacks or has too many, or nothing where other columns
    differ.
    """
    missing = [column for column in dict.fromkeys(expected) if column not in actual]
    extra = [column for column in dict.fromkeys(actual) if column not in expected]
    if not all(column.endswith(("']", '"]')) for column in [*missing, *extra]):
        return ""
    parts = (
        [f"{listing(missing)} {'is' if len(missing) == 1 else 'are'} missing"] if missing else []
    )
    parts += [f"{listing(extra)} {'is' if len(extra) == 1 else 'are'} not wanted"] if extra else []
    return f"{', and '.join(parts)}." if parts else ""


def listing(columns: Sequence[str]) -> str:
    """The first few columns, and how many more there are."""
    shown = ", ".join(columns[:MAX_NAMED])
    return f"{shown} and {len(columns) - MAX_NAMED} more" if len(columns) > MAX_NAMED else shown


def shape_problem(expected: Table, actual: Table) -> str:
    """A sentence about a table that has other columns or another number of rows, or nothing."""
    if expected.columns != actual.columns:
        if problem := key_problem(expected.columns, actual.columns):
            return problem
        wanted, came = len(expected.columns), len(actual.columns)
        return (
            f"{came} values a row came, {wanted} were wanted."
            if wanted != came
            else "Other columns came."
        )
    if len(expected.rows) != len(actual.rows):
        return f"{len(actual.rows)} rows came, {len(expected.rows)} were wanted."
    return ""
