"""Tables: what experiments return, what the attempt's process sends, and what is compared.

This module and `cells` are all of the model that is imported in the attempt's process, where every
millisecond delays a verdict.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from kata_runner.cells import Cell, flatten, get_rows, label_positions, take, to_row


@dataclass(frozen=True)
class Tolerance:
    """How far a number may be from the expected one: ``|actual - expected| <= absolute + relative *
    |expected|``.

    The default lets an attempt compute in float32 (2**-24, accumulated over fifty recurrent steps)
    and is far smaller than the effect of any mistake. Integers, text and truth values are compared
    exactly.
    """

    relative: float = 1e-4
    absolute: float = 1e-6

    def __post_init__(self) -> None:
        """Raise TypeError for a part that is not a number, and ValueError for one that is negative,
        nan or infinite.
        """
        for name, part in (("relative", self.relative), ("absolute", self.absolute)):
            if type(part) not in (int, float):
                raise TypeError(f"tolerance: {name}: expected a number, got {part!r:.40}")
            if not 0 <= part < math.inf:
                raise ValueError(
                    f"tolerance: {name}: expected a number from 0 on, got {part!r:.40}"
                )

    def allows(self, expected: float, actual: float) -> bool:
        """Whether a number is close enough: nan never is, an infinity only to an equal one."""
        if not math.isfinite(expected) or not math.isfinite(actual):
            return expected == actual
        return abs(actual - expected) <= self.absolute + self.relative * abs(expected)


@dataclass(frozen=True, init=False)
class Table:
    """Rows of plain values under named columns: what an experiment returns.

    `formats` says how a column's numbers are shown (a format specification such as ``".4f"``);
    comparisons ignore it. `notes` are sentences under the table, shown and never graded.

    A dictionary becomes one row for each item, key before value, and a set one row for each
    element, in the order of `sort_keys`; a tuple as key, value or element fills several columns.

    >>> Table(["score", "probability"], zip([1, 2], [0.27, 0.73])).rows
    ((1, 0.27), (2, 0.73))
    >>> Table(["word", "next", "count"], {("the", "cat"): 2, ("a", "dog"): 1}).rows
    (('a', 'dog', 1), ('the', 'cat', 2))
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    formats: Mapping[str, str]
    notes: tuple[str, ...]

    def __init__(
        self,
        columns: Sequence[str],
        rows: Iterable[Any],
        formats: Mapping[str, str] | None = None,
        notes: Sequence[str] = (),
    ) -> None:
        """Make a table from any iterables; NumPy scalars become Python's.

        Raises ValueError for a row that does not fit the columns, two columns of one name or a text
        that is too long, and TypeError for a value that is not plain.
        """
        refuse_columns(columns)
        if isinstance(rows, Mapping | Set):
            rows = get_rows(rows)
        plain = tuple(map(to_row, take(rows)))
        for number, row in enumerate(plain):
            if len(row) != len(columns):
                raise ValueError(f"row {number} has {len(row)} values for {len(columns)} columns")
        vars(self).update(
            columns=tuple(columns), rows=plain, formats=dict(formats or {}), notes=tuple(notes)
        )

    @classmethod
    def of_plain(
        cls,
        columns: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        formats: Mapping[str, str],
        notes: Sequence[str],
    ) -> Table:
        """Make a table of cells that are known to be plain already.

        Raises ValueError for a row that does not fit the columns.
        """
        if set(map(len, rows)) - {len(columns)}:
            raise ValueError("a row does not fit the columns")
        table = object.__new__(cls)
        whole = tuple(map(tuple, rows))
        vars(table).update(
            columns=tuple(columns), rows=whole, formats=dict(formats), notes=tuple(notes)
        )
        return table

    @classmethod
    def of(cls, *values: object, **named: object) -> Table:
        """Make a table with one row that holds every component of the values, each in its own
        column.

        The columns are named after the values. A dictionary has a column for each key, and a set
        one for each element, in the order of `sort_keys`; both may be nested in each other and in
        lists.

        >>> Table.of(c=[0.5, -0.5], h=0.25)
        Table(columns=('c[0]', 'c[1]', 'h'), rows=((0.5, -0.5, 0.25),), formats={}, notes=())
        >>> Table.of(counts={"to": 2, "be": 1}, seen={"to", "be"}).columns
        ("counts['be']", "counts['to']", 'seen[0]', 'seen[1]')
        """
        columns: list[str] = []
        cells: list[object] = []
        for label, value in (*label_positions(values), *named.items()):
            own, parts = flatten(label, value)
            columns += own
            cells += parts
        refuse_columns(columns)
        return cls.of_plain(columns, [to_row(cells)], {}, ())

    @classmethod
    def stack(cls, tables: Iterable[Table]) -> Table:
        """Concatenate the rows of tables; raises ValueError if their columns differ.

        >>> Table.stack([Table.of(h=1.0), Table.of(h=2.0)]).rows
        ((1.0,), (2.0,))
        """
        parts = list(tables)
        for part in parts[1:]:
            if part.columns != parts[0].columns:
                raise ValueError(
                    f"columns {list(part.columns)} do not fit under {list(parts[0].columns)}"
                )
        return cls.of_plain(
            parts[0].columns, [row for part in parts for row in part.rows], parts[0].formats, ()
        )


def refuse_columns(columns: object) -> None:
    """Raise TypeError for anything but a list of names, and ValueError for a duplicate name."""
    if isinstance(columns, str) or not isinstance(columns, Sequence):
        raise TypeError(f"columns: expected a list of names, got {columns!r:.40}")
    if {str}.issuperset(map(type, columns)) and len(set(columns)) == len(columns):
        return
    for place, name in enumerate(columns):
        if not isinstance(name, str):
            raise TypeError(f"columns: expected names that are text, got {name!r:.40}")
        if name in columns[:place]:
            raise ValueError(f"two columns are called {name!r:.60}: rename one")
