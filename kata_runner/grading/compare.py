"""Comparing an attempt's table with the expected one, value by value."""

from __future__ import annotations

import math
from collections.abc import Iterator

from kata_runner.model import Difference
from kata_runner.table import Cell, Table, Tolerance


def differences(expected: Table, actual: Table, tolerance: Tolerance) -> Iterator[Difference]:
    """Every place where the tables differ, row by row; the tables must have the same shape."""
    relative, absolute = tolerance.relative, tolerance.absolute
    for number, (wanted, came) in enumerate(zip(expected.rows, actual.rows, strict=True)):
        for column, want, got in zip(expected.columns, wanted, came, strict=True):
            if type(want) is float and type(got) is float:  # nearly all cells: what `same` would say, without calls
                bound = absolute + relative * abs(want)
                if abs(got - want) <= bound < math.inf:
                    continue
            if not same(want, got, tolerance):
                yield Difference(number, column, want, got)


def same(expected: Cell, actual: Cell, tolerance: Tolerance) -> bool:
    """Whether a cell will do.

    Text and truth values must be equal and of the same type. Whole numbers are counts, so they must be equal too,
    though a float may carry one. All other numbers may be off by the tolerance; nan never equals anything.
    """
    if isinstance(expected, bool | str) or isinstance(actual, bool | str):
        return type(expected) is type(actual) and expected == actual
    if isinstance(expected, int):
        return expected == actual
    return tolerance.allows(expected, actual)


def shape_problem(expected: Table, actual: Table) -> str:
    """A sentence about a table that has other columns or another number of rows, or nothing."""
    if expected.columns != actual.columns:
        wanted, came = len(expected.columns), len(actual.columns)
        return f"{came} values a row came, {wanted} were wanted." if wanted != came else "Other columns came."
    if len(expected.rows) != len(actual.rows):
        return f"{len(actual.rows)} rows came, {len(expected.rows)} were wanted."
    return ""


def in_words(expected: Table, found: list[Difference]) -> str:
    """A sentence or two about where and by how much tables differ."""
    first = found[0]
    labels = sum(isinstance(value, str) for row in expected.rows for value in row)
    total = len(expected.rows) * len(expected.columns) - labels
    where = place(expected, first)
    got, want = shown(first.actual), shown(first.expected)
    if isinstance(first.expected, str) != isinstance(first.actual, str):
        return f"{where}{kind(first.actual)} came where {kind(first.expected)} was wanted."
    count = f" {len(found)} of {total} values differ." if total > 1 else ""
    return f"{where}{got} came, {want} was wanted.{count}{invalid(found)}"


def place(table: Table, difference: Difference) -> str:
    """Where a difference is, as a reader of the table would point to it."""
    column = "" if difference.column == "value" else f"{difference.column}: "
    if len(table.rows) == 1:
        return column
    first, *_ = table.rows[difference.row]
    label = table.columns[0]
    if difference.column != label and (isinstance(first, int | str) and not isinstance(first, bool)):
        return f"{label} {first}, {column}"
    return f"case {difference.row + 1}, {column}"


def invalid(found: list[Difference]) -> str:
    """A remark on nan and infinities, which have causes of their own."""
    names = {"nan": math.isnan, "infinite": math.isinf}
    for name, test in names.items():
        count = sum(isinstance(d.actual, float) and test(d.actual) for d in found)
        if count:
            return f" {count} of them {'is' if count == 1 else 'are'} {name}."
    return ""


def kind(value: Cell) -> str:
    """What sort of cell it is."""
    return "text" if isinstance(value, str) else "a truth value" if isinstance(value, bool) else "a number"


def shown(value: Cell) -> str:
    """A cell in a sentence: enough digits to see a difference, not more."""
    return f"{value:.6g}" if isinstance(value, float) else f"{value!r:.60}"
