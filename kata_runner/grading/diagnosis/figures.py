"""Two tables of one shape as numbers to compute with: by value, by component, by row."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kata_runner.cells import Cell
from kata_runner.table import Table

Numbers = tuple[float, ...]
Index = tuple[int, ...]
# an attempt may compute in float32, and a relation must hold far better than chance would have it
RELATIVE = 1e-5
OF_SCALE = 1e-9  # what is so much smaller than the largest value is rounding
ENOUGH = 3  # so many clearly different values make a relation certain
APART = 1e-3  # two values that differ by less, relatively, count once as evidence


@dataclass(frozen=True, eq=False)
class Block:
    """The components of one value in one row: ``h[0]``, ``h[1]``, … of row 2."""

    row: int
    name: str
    indices: tuple[Index, ...]
    expected: Numbers
    actual: Numbers


@dataclass(frozen=True, eq=False)
class Figures:
    """The numbers of two tables of one shape; the expected ones are finite.

    `labels` are the whole numbers in front of the rows, where there are any.
    """

    blocks: tuple[Block, ...]
    labels: tuple[int, ...]

    @cached_property
    def wrong_names(self) -> tuple[str, ...]:
        """The values that are not right in every row."""
        return tuple(
            dict.fromkeys(
                block.name for block in self.blocks if not alike(block.actual, block.expected)
            )
        )

    @cached_property
    def names(self) -> tuple[str, ...]:
        """All the values."""
        return tuple(dict.fromkeys(block.name for block in self.blocks))

    @cached_property
    def wrong(self) -> tuple[Block, ...]:
        """Every row of the values that are not right in every row."""
        return tuple(block for block in self.blocks if block.name in self.wrong_names)

    @cached_property
    def expected(self) -> Numbers:
        """What was wanted in `wrong`, one number after the other."""
        return tuple(number for block in self.wrong for number in block.expected)

    @cached_property
    def actual(self) -> Numbers:
        """What came in `wrong`."""
        return tuple(number for block in self.wrong for number in block.actual)

    def series(self, name: str) -> list[Block]:
        """The blocks of one value, row after row."""
        return [block for block in self.blocks if block.name == name]


def figures(expected: Table, actual: Table) -> Figures | None:
    """The tables' numbers, or nothing where a wrong cell is no finite number, or belongs to a value
    that is a text.
    """
    blocks: list[Block] = []
    if has_wrong_text(expected, actual):
        return None
    for row, (wanted, came) in enumerate(zip(expected.rows, actual.rows, strict=True)):
        for name, places in places_by_name(expected.columns).items():
            cells = [(index, wanted[place], came[place]) for index, place in places]
            if all(is_number(want) and is_number(got) for _, want, got in cells):
                indices, wants, gots = zip(*cells, strict=True)
                blocks.append(
                    Block(row, name, indices, tuple(map(float, wants)), tuple(map(float, gots)))
                )
            elif any(want != got for _, want, got in cells):
                return None
    return Figures(tuple(blocks), labels(expected))


def has_wrong_text(expected: Table, actual: Table) -> bool:
    """Whether a value that is a text in any row of either table is wrong in any row.

    Its numbers are not related to the right ones, though they look like it: ``"12"`` is not the
    half of ``"24"``.
    """
    for places in places_by_name(expected.columns).values():
        pairs = [(want[place], got[place]) for want, got in zip(expected.rows, actual.rows, strict=True)
                 for _, place in places]  # fmt: skip
        if any(isinstance(cell, str) for pair in pairs for cell in pair) and any(
            want != got for want, got in pairs
        ):
            return True
    return False


def places_by_name(columns: Sequence[str]) -> dict[str, list[tuple[Index, int]]]:
    """For each value the indices of its components and their columns: ``{"h": [((0,), 3), ((1,),
    4)]}``.
    """
    found: dict[str, list[tuple[Index, int]]] = {}
    for place, column in enumerate(columns):
        name, index = split_index(column)
        found.setdefault(name, []).append((index, place))
    return found


def split_index(column: str) -> tuple[str, Index]:
    """The value that a column belongs to and which of its components it is.

    >>> split_index("h[2, 3]"), split_index("norm")
    (('h', (2, 3)), ('norm', ()))
    """
    match = re.fullmatch(r"(.*)\[(\d+(?:, \d+)*)\]", column, re.DOTALL)
    return (match[1], tuple(map(int, match[2].split(",")))) if match else (column, ())


def labels(table: Table) -> tuple[int, ...]:
    """The whole numbers of the first column, where it holds nothing else."""
    first = [row[0] for row in table.rows]
    numbers = tuple(
        value for value in first if isinstance(value, int) and not isinstance(value, bool)
    )
    return numbers if len(numbers) == len(first) else ()


def is_number(value: Cell) -> bool:
    """Whether a cell is a finite number."""
    return not isinstance(value, bool | str) and math.isfinite(value)


def alike(actual: Sequence[float], wanted: Sequence[float], scale: float = 0.0) -> bool:
    """Whether numbers are the same but for rounding; next to the `scale`, small ones may be off by
    more.
    """
    floor = OF_SCALE * max([scale, *map(abs, wanted)], default=0.0)
    return len(actual) == len(wanted) and all(
        abs(got - want) <= RELATIVE * abs(want) + floor
        for got, want in zip(actual, wanted, strict=True)
    )


def distinct(numbers: Sequence[float], apart: float = 0.0) -> int:
    """How many numbers are clearly different, none of them zero, and `apart` by so much where that
    is said.
    """
    return sum(1 for _ in clearly_different(numbers, apart))


def clearly_different(numbers: Sequence[float], apart: float) -> Iterator[float]:
    """One of each bunch of numbers that are next to the same."""
    scale = max(map(abs, numbers), default=0.0)
    last = -math.inf
    for number in sorted(numbers):
        if abs(number) > APART * scale and number - last > max(APART * abs(number), apart):
            yield number
            last = number
