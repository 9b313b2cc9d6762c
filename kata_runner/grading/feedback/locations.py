"""Descriptions of where two tables differ: rows, rows of an array, and the first position."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from kata_runner.grading.diagnosis.numeric import positions_by_name, split_index
from kata_runner.grading.feedback.cell_text import shorten_label
from kata_runner.model import Difference
from kata_runner.table import Table

BEFORE, AFTER = 1, 3  # lines that are shown around the first difference
MAX_NAMED_ROWS = 3  # rows whose names are texts
MAX_RANGES = 6  # of numbers
MAX_ARRAYS = 3


def location_prefix(table: Table, difference: Difference) -> str:
    """Return the place of a difference, with a colon; empty if it is obvious."""
    alone = difference.column == "value" or (has_row_names(table) and len(table.columns) == 2)
    column = "" if alone else difference.column
    if len(table.rows) > 1:
        column = f"{row_name(table, difference.row)}, {column}".removesuffix(", ")
    return f"{column}: " if column else ""


def row_name(table: Table, row: int) -> str:
    """Return the name of a row: ``step 3``, ``case 3`` if rows have no names, or its text if it has
    one.
    """
    name = table.rows[row][0] if has_row_names(table) else row + 1
    return shorten_label(name) if isinstance(name, str) else f"{numbered_by(table)} {name}"


def numbered_by(table: Table) -> str:
    """Return what the numbers of rows count."""
    return table.columns[0] if has_row_names(table) else "case"


def has_row_names(table: Table) -> bool:
    """Whether the first column names the rows: by texts or integers that all differ."""
    first = [row[0] for row in table.rows]
    names = all(isinstance(value, str | int) and not isinstance(value, bool) for value in first)
    return len(table.columns) > 1 and len(first) > 1 and names and len(set(first)) == len(first)


def describe_start(table: Table, differences: Sequence[Difference]) -> str:
    """Describe in which rows differences are, and where they start."""
    rows = rows_with(table, differences)
    if len(differences) == 1:
        return "the one that is shown"
    if rows and not rows.startswith("in "):
        return rows
    first = location_prefix(table, differences[0]).rstrip(": ")
    return f"{rows}{', ' if rows else ''}the first at {first}"


def rows_with(table: Table, differences: Sequence[Difference]) -> str:
    """Describe the rows with differences, or from which row on all have some; empty for one row."""
    rows = sorted({difference.row for difference in differences})
    if len(rows) < 2:
        return ""
    if len(rows) < len(table.rows) - rows[0]:
        return f"in {name_rows(table, rows)}"
    return f"from {row_name(table, rows[0])} on" if rows[0] else "some in every row"


def name_rows(table: Table, rows: Sequence[int]) -> str:
    """Name some rows of a table: ``step 2 and 5 to 7``, or the first few if names are texts."""
    names = [table.rows[row][0] if has_row_names(table) else row + 1 for row in rows]
    if not any(isinstance(name, str) for name in names):
        what = numbered_by(table) if has_row_names(table) else "cases"
        return f"{what} {join_ranges(rows, [str(name) for name in names])}"
    first = [shorten_label(str(name)) for name in names[:MAX_NAMED_ROWS]]
    more = ["…"] if len(names) > MAX_NAMED_ROWS else []
    return f"{len(rows)} of {len(table.rows)} rows ({'; '.join([*first, *more])})"


def array_rows(table: Table, differences: Sequence[Difference]) -> Iterator[str]:
    """Yield, for each array in the first row that differs, which of the array's own rows differ and
    where that starts.
    """
    row = differences[0].row
    by_array: dict[str, list[Difference]] = {}
    for difference in differences:
        if difference.row == row:
            by_array.setdefault(split_index(difference.column)[0], []).append(difference)
    several = len({difference.row for difference in differences}) > 1
    where = f"In {row_name(table, row)}, " if several else ""
    for name, some in list(by_array.items())[:MAX_ARRAYS]:
        if sentence := rows_of_array(table, name, some):
            yield f"{where}{sentence}" if several else f"{sentence[0].upper()}{sentence[1:]}"


def rows_of_array(table: Table, name: str, differences: Sequence[Difference]) -> str:
    """Describe which rows of an array, or places of a vector, differ; empty if the lines that are
    shown make it obvious.
    """
    indices = [index for index in positions_by_name(table.columns)[name] if index]
    rows = sorted({index[0] for d in differences if (index := split_index(d.column)[1])})
    if len(differences) < 2 or not rows:
        return ""
    axes, is_whole = len(indices[0]), len(rows) == len({index[0] for index in indices})
    if axes == 1 and (is_whole or rows[-1] <= rows[0] + AFTER):
        return ""
    noun = "row" if axes == 2 else "place"
    axis = " along the first axis" if axes > 2 else ""
    which = f"every {noun}" if is_whole else f"{noun}{'s' * (len(rows) > 1)} {join_ranges(rows)}"
    verb = "differ" if len(rows) > 1 and not is_whole else "differs"
    of_array = f" of {name}" if name else ""
    return f"{which}{axis}{of_array} {verb}, the first at {differences[0].column}."


def join_ranges(numbers: Sequence[int], names: Sequence[str] | None = None) -> str:
    """Describe ascending numbers, by other names if they have some.

    >>> join_ranges([1, 4, 5, 6, 9])
    '1, 4 to 6 and 9'
    """
    texts = list(map(str, numbers)) if names is None else names
    parts: list[str] = []
    for _, run in groupby(enumerate(numbers), lambda item: item[1] - item[0]):
        consecutive = [texts[place] for place, _ in run]
        is_range = len(consecutive) > 2
        parts += [f"{consecutive[0]} to {consecutive[-1]}"] if is_range else consecutive
    if len(parts) > MAX_RANGES:
        return f"{', '.join(parts[: MAX_RANGES - 1])} and others"
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))
