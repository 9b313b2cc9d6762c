"""Two tables of the same shape as numbers: by value, by component, by row."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from operator import attrgetter, ne

from kata_runner.cells import Cell
from kata_runner.table import Table

Numbers = tuple[float, ...]
Index = tuple[int, ...]
# wide enough for an attempt in float32, too narrow for a relation that holds by chance
RELATIVE = 1e-5
ATOL_SCALE = 1e-9  # relative to the largest value: smaller differences are rounding
MIN_DISTINCT = 3  # this many clearly different values make a relation certain
# A factor closer to one, or an offset that is smaller, relative to the values, may be rounding.
MIN_EFFECT = 1e-3
DISTINCT_RTOL = 1e-3  # two values that differ by less, relatively, count once as evidence


@dataclass(frozen=True, eq=False)
class VectorPair:
    """Expected and actual components of one value in one row: ``h[0]``, ``h[1]``, … of row 2."""

    row: int
    name: str
    indices: tuple[Index, ...]
    expected: Numbers
    actual: Numbers


@dataclass(frozen=True, eq=False)
class NumericTables:
    """The numbers of two tables of the same shape, all of them finite.

    `labels` are the whole numbers in the first column, if it has nothing else.
    """

    blocks: tuple[VectorPair, ...]
    labels: tuple[int, ...]

    @cached_property
    def mismatched_names(self) -> tuple[str, ...]:
        """The names of the values that are wrong in at least one row."""
        wrong = [one for one in self.blocks if not is_close(one.actual, one.expected)]
        return tuple(dict.fromkeys(block.name for block in wrong))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of all values."""
        return tuple(dict.fromkeys(block.name for block in self.blocks))

    @cached_property
    def mismatched(self) -> tuple[VectorPair, ...]:
        """The blocks of the values that are wrong in at least one row, right rows included."""
        return tuple(block for block in self.blocks if block.name in self.mismatched_names)

    @cached_property
    def expected(self) -> Numbers:
        """The expected numbers of `mismatched`, one after the other."""
        return tuple(number for block in self.mismatched for number in block.expected)

    @cached_property
    def actual(self) -> Numbers:
        """The actual numbers of `mismatched`, one after the other."""
        return tuple(number for block in self.mismatched for number in block.actual)

    @cached_property
    def pairs(self) -> list[tuple[float, float]]:
        """Each expected number of `mismatched` with the actual one."""
        return list(zip(self.expected, self.actual, strict=True))

    @cached_property
    def has_distinct_sizes(self) -> bool:
        """Whether enough of the expected numbers differ in size to make a relation certain."""
        return count_distinct([abs(number) for number in self.expected]) >= MIN_DISTINCT

    def series(self, name: str) -> list[VectorPair]:
        """Return the blocks of one value, row after row."""
        return [block for block in self.blocks if block.name == name]


def to_numeric(expected: Table, actual: Table) -> NumericTables | None:
    """Return the numbers of two tables, or None if a wrong value is a text in any row, or has a
    cell that is no finite number in a row where it is wrong.

    The numbers in a value that has texts are not related to the right ones, even if they seem to
    be: ``"12"`` is not half of ``"24"``.
    """
    blocks: list[VectorPair] = []
    for name, places in positions_by_name(expected.columns).items():
        rows = [
            ([expected_row[place] for place in places.values()],
             [actual_row[place] for place in places.values()])
            for expected_row, actual_row in zip(expected.rows, actual.rows, strict=True)
        ]  # fmt: skip
        has_text = any(isinstance(cell, str) for pair in rows for cell in chain(*pair))
        for row, (right, given) in enumerate(rows):
            is_wrong = any(map(ne, right, given))
            if all(map(is_number, chain(right, given))) and not (has_text and is_wrong):
                numbers = tuple(map(float, right)), tuple(map(float, given))
                blocks.append(VectorPair(row, name, tuple(places), *numbers))
            elif is_wrong:
                return None
    return NumericTables(tuple(sorted(blocks, key=attrgetter("row"))), labels(expected))


def positions_by_name(columns: Sequence[str]) -> dict[str, dict[Index, int]]:
    """Return for each value the column of each of its components: ``{"h": {(0,): 3, (1,): 4}}``."""
    positions: dict[str, dict[Index, int]] = {}
    for position, column in enumerate(columns):
        name, index = split_index(column)
        positions.setdefault(name, {})[index] = position
    return positions


def split_index(column: str) -> tuple[str, Index]:
    """Return the value that a column belongs to, and the index of its component.

    >>> split_index("h[2, 3]"), split_index("norm")
    (('h', (2, 3)), ('norm', ()))
    """
    match = re.fullmatch(r"(.*)\[(\d+(?:, \d+)*)\]", column, re.DOTALL)
    return (match[1], tuple(map(int, match[2].split(",")))) if match else (column, ())


def labels(table: Table) -> tuple[int, ...]:
    """Return the whole numbers of the first column, nothing if it has anything else."""
    first = [row[0] for row in table.rows]
    numbers = tuple(
        value for value in first if isinstance(value, int) and not isinstance(value, bool)
    )
    return numbers if len(numbers) == len(first) else ()


def is_number(value: Cell) -> bool:
    """Whether a cell is a finite number."""
    return not isinstance(value, bool | str) and math.isfinite(value)


def is_close(actual: Sequence[float], expected: Sequence[float], scale: float = 0.0) -> bool:
    """Whether numbers are equal up to rounding; the error that is allowed for small ones grows with
    `scale` and with the largest expected number.
    """
    floor = ATOL_SCALE * max([scale, *map(abs, expected)], default=0.0)
    return len(actual) == len(expected) and all(
        abs(actual_value - expected_value) <= RELATIVE * abs(expected_value) + floor
        for actual_value, expected_value in zip(actual, expected, strict=True)
    )


def count_distinct(numbers: Sequence[float], apart: float = 0.0) -> int:
    """Return how many numbers are clearly different and not zero; with `apart`, at least that far
    from each other.
    """
    scale = max(map(abs, numbers), default=0.0)
    count, last = 0, -math.inf
    for number in sorted(numbers):
        step = max(DISTINCT_RTOL * abs(number), apart)
        if abs(number) > DISTINCT_RTOL * scale and number - last > step:
            count, last = count + 1, number
    return count
