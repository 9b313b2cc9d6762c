"""Expected beside actual around the first difference of two tables; of an array of two or more axes
a few of its rows.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from kata_runner.grading.diagnosis.numeric import Index, positions_by_name, split_index
from kata_runner.grading.feedback.cell_text import display_width, format_pair, pad
from kata_runner.grading.feedback.locations import row_name
from kata_runner.model import Difference
from kata_runner.table import Table

MAX_SHOWN = 3  # places along each of the last two axes
MAX_WIDTH = 68  # characters of a line, without the blanks between its columns
Line = tuple[str, str, str, str]  # mark, label, expected, actual


@dataclass(frozen=True, eq=False)
class View:
    """Two tables of one shape, and all their differences."""

    expected: Table
    actual: Table
    differences: Sequence[Difference]

    @cached_property
    def wrong(self) -> frozenset[tuple[int, str]]:
        """The row and the column of each difference."""
        return frozenset((difference.row, difference.column) for difference in self.differences)

    def mark(self, row: int, columns: Iterable[int]) -> str:
        """Return a cross if a row differs in any of some columns, else a blank."""
        names = self.expected.columns
        return "✗" if any((row, names[column]) in self.wrong for column in columns) else " "

    def pair(self, row: int, column: int) -> tuple[str, str]:
        """Return the expected and the actual value of a cell as text."""
        return format_pair(self.expected.rows[row][column], self.actual.rows[row][column])

    def line(self, label: str, row: int, column: int) -> Line:
        """Return the line of one cell."""
        return self.mark(row, [column]), label, *self.pair(row, column)


@dataclass(frozen=True)
class Array:
    """One array in a row of a table: the columns of its components."""

    name: str
    columns: dict[Index, int]

    @property
    def shape(self) -> tuple[int, ...]:
        """The length of each axis."""
        return tuple(1 + max(places) for places in zip(*self.columns, strict=True))


def array_at(table: Table, column: str) -> Array | None:
    """Return the array of a column; None if it has fewer than two axes or uneven rows."""
    name, index = split_index(column)
    columns = positions_by_name(table.columns)[name]
    if len(index) < 2 or {len(other) for other in columns} != {len(index)}:
        return None
    array = Array(name, columns)
    return array if math.prod(array.shape) == len(columns) else None


def window(view: View, array: Array) -> tuple[str, list[Line]]:
    """Return a heading, and a line for each row of the array around the first difference.

    Of an array of three axes only the part at the difference's first index is shown: ``w[1, 0,
    2:5]``.
    """
    row = view.differences[0].row
    case = f"{row_name(view.expected, row)}, " if len(view.expected.rows) > 1 else ""
    head = f"{case}{array.name or 'array'} of shape {array.shape}"
    for count in range(MAX_SHOWN, 0, -1):
        lines = lines_of(view, array, count)
        if width_of(head, lines) <= MAX_WIDTH:
            break
    return head, lines


def width_of(head: str, lines: Sequence[Line]) -> int:
    """Return the width of lines below their heading, which is above their labels."""
    columns = zip(("", head, "", ""), *lines, strict=True)
    return sum(max(map(display_width, column)) for column in columns)


def lines_of(view: View, array: Array, count: int) -> list[Line]:
    """Return the lines, each with `count` values."""
    first = view.differences[0]
    *prefix, row, column = split_index(first.column)[1]
    columns = around(column, array.shape[-1], count)
    lines = []
    for shown in around(row, array.shape[-2], MAX_SHOWN):
        places = [array.columns[*prefix, shown, each] for each in columns]
        where = ", ".join([*map(str, prefix), str(shown), f"{columns[0]}:{columns[-1] + 1}"])
        pairs = [view.pair(first.row, place) for place in places]
        lines.append((view.mark(first.row, places), f"{array.name}[{where}]", pairs))
    return align(lines)


def around(place: int, length: int, count: int) -> range:
    """Return `count` places around one of them, all within the axis."""
    start = max(0, min(place - 1, length - count))
    return range(start, min(start + count, length))


def align(lines: Sequence[tuple[str, str, list[tuple[str, str]]]]) -> list[Line]:
    """Return the lines with their values aligned in columns."""
    width = max(display_width(value) for _, _, pairs in lines for pair in pairs for value in pair)

    def join(values: Iterable[str]) -> str:
        return " ".join(pad(value, width, ">") for value in values)

    return [(mark, label, join(pair[0] for pair in pairs), join(pair[1] for pair in pairs))
            for mark, label, pairs in lines]  # fmt: skip
