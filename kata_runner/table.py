"""Tables: what experiments return, what crosses from the attempt's process to the grader's, and
what is compared.

This is all of the model that is imported in the attempt's process, where every millisecond delays a
verdict.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

Cell = bool | int | float | str
NUMBERS = frozenset({bool, int, float})
PLAIN = NUMBERS | {str}
MOST_TEXT = 10_000  # letters in a cell
MOST_CELLS = 1 << 15  # in a table that travels; a larger one is somebody's mistake
SEQUENCES = (list, tuple)
TIMES = frozenset("mM")  # the kinds of NumPy's timedelta64 and datetime64


@dataclass(frozen=True)
class Tolerance:
    """How far a number may be from the expected one: ``|actual - expected| <= absolute + relative *
    |expected|``.

    The default lets an attempt compute in float32 (2**-24, grown over fifty recurrent steps) and
    stays far below what any mistake changes. Whole numbers, text and truth values are compared
    exactly.
    """

    relative: float = 1e-4
    absolute: float = 1e-6

    def __post_init__(self) -> None:
        """Raise TypeError for a part that is no number, and ValueError for one that is negative,
        nan or infinite.
        """
        for name, part in (("relative", self.relative), ("absolute", self.absolute)):
            if type(part) not in (int, float):
                raise TypeError(
                    f"the {name} part of a tolerance is a number, {part!r:.40} is there"
                )
            if not 0 <= part < math.inf:
                raise ValueError(
                    f"the {name} part of a tolerance is a number from 0 on, {part!r:.40} is there"
                )

    def allows(self, expected: float, actual: float) -> bool:
        """Whether `actual` may stand for `expected`; nan stands for nothing and infinities only for
        themselves.
        """
        if not math.isfinite(expected) or not math.isfinite(actual):
            return expected == actual
        return abs(actual - expected) <= self.absolute + self.relative * abs(expected)


@dataclass(frozen=True, init=False)
class Table:
    """Rows of plain values under named columns: what an experiment returns.

    `formats` says how a column's numbers are shown (a format specification such as ``".4f"``);
    comparing never looks at it. `notes` are sentences under the table, shown and never graded.

    A dictionary has a row for each of its items, key before value, and a set one for each of its
    elements, in the order of `in_order`; a key, a value or an element that is a tuple fills several
    columns.

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
        """Take any iterables; NumPy scalars become Python's.

        Raises ValueError for a row that does not fit the columns, two columns of one name or a text
        that is too long, and TypeError for a value that is not plain.
        """
        refuse_columns(columns)
        if isinstance(rows, Mapping | Set):
            rows = rows_of(rows)
        plain = tuple(map(plain_row, rows))
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
        """A table of cells that are known to be plain already; raises ValueError for a row that
        does not fit.
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
        """One row that holds every component of the values, its columns named after them.

        A dictionary has a column for each of its keys, and a set one for each of its elements, in
        the order of
        `in_order`; they may stand in one another, and in lists.

        >>> Table.of(c=[0.5, -0.5], h=0.25)
        Table(columns=('c[0]', 'c[1]', 'h'), rows=((0.5, -0.5, 0.25),), formats={}, notes=())
        >>> Table.of(counts={"to": 2, "be": 1}, seen={"to", "be"}).columns
        ("counts['be']", "counts['to']", 'seen[0]', 'seen[1]')
        """
        columns: list[str] = []
        cells: list[object] = []
        for label, value in (*unnamed(values), *named.items()):
            own, parts = components(label, value)
            columns += own
            cells += parts
        refuse_columns(columns)
        return cls.of_plain(columns, [plain_row(cells)], {}, ())

    @classmethod
    def stack(cls, tables: Iterable[Table]) -> Table:
        """The rows of tables with equal columns, one table under the other.

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
    """Raise TypeError for what is no list of names, and ValueError where one name stands there
    twice.
    """
    if isinstance(columns, str) or not isinstance(columns, Sequence):
        raise TypeError(f"columns are a list of names, {columns!r:.40} is there")
    if {str}.issuperset(map(type, columns)) and len(set(columns)) == len(columns):
        return
    for place, name in enumerate(columns):
        if not isinstance(name, str):
            raise TypeError(f"columns are called by texts, {name!r:.40} is there")
        if name in columns[:place]:
            raise ValueError(f"two columns are called {name!r:.60}: rename one")


def plain_row(row: Iterable[Any]) -> tuple[Cell, ...]:
    """A row of plain values; raises TypeError for a value that has none."""
    values = tuple(row)
    return values if NUMBERS.issuperset(map(type, values)) else tuple(map(cell, values))


def cell(value: Any) -> Cell:
    """A plain value for anything that is a number, a truth value or text.

    Raises TypeError for all else and ValueError for a text of more than `MOST_TEXT` letters.
    """
    if type(value) is not str and hasattr(value, "tolist"):
        value = as_list(value)
    if type(value) in NUMBERS:
        return value  # type: ignore[no-any-return]  # it is one of the three
    if isinstance(value, str):
        return text(value)
    if isinstance(value, complex):
        raise TypeError(f"{value!r:.40} is a complex number")
    if isinstance(value, int):
        return int(value)
    if hasattr(value, "__float__"):
        return float(value)
    raise TypeError(f"a {type(value).__name__} is neither a number nor text")


def as_list(value: Any) -> Any:
    """What an array's ``tolist`` gives; raises TypeError for times, of which it makes whole numbers
    in some units.
    """
    if getattr(getattr(value, "dtype", None), "kind", "") in TIMES:
        raise TypeError(
            f"{value.dtype.name:.40} is a time, and a cell holds numbers, text and truth values"
        )
    return value.tolist()


def text(value: str) -> str:
    """A text that is no longer than a cell's may be, as Python's own type; raises ValueError for a
    longer one.
    """
    if len(value) > MOST_TEXT:
        raise ValueError(
            f"a text of {len(value):,} letters came, and a cell holds {MOST_TEXT:,} at most"
        )
    return value if type(value) is str else str.__str__(value)


def unnamed(values: Sequence[object]) -> Iterable[tuple[str, object]]:
    """Values that have no name, each with a number where there are several."""
    return [
        (f"value {number}" if len(values) > 1 else "", value) for number, value in enumerate(values)
    ]


def components(label: str, value: Any) -> tuple[Sequence[str], Sequence[object]]:
    """The components of a nested sequence, each labelled with its index, ``w[0, 1]``; a scalar
    under its own label.
    """
    if hasattr(value, "tolist"):
        value = as_list(value)
    if not isinstance(value, SEQUENCES):
        if isinstance(value, Mapping):
            return keyed(label, value)
        if not is_sequence(value):
            return [label or "value"], [value]
        value = listed(value)
    if NUMBERS.issuperset(map(type, value)):
        return labels(label, len(value)), value
    parts = indexed(value)
    return [f"{label}[{index}" for index, _ in parts], [part for _, part in parts]


def keyed(label: str, mapping: Mapping[Any, object]) -> tuple[list[str], list[object]]:
    """The components of a dictionary, each labelled with its key: ``counts['the']``,
    ``counts['the', 'cat'][0]``.
    """
    columns: list[str] = []
    cells: list[object] = []
    for key in in_order(mapping):
        own, parts = components(f"{label}[{key_label(key)}]", mapping[key])
        columns += own
        cells += parts
    return columns, cells


def key_label(key: Any) -> str:
    """A key in brackets: a tuple as its parts, all else as Python shows plain values."""
    return ", ".join(map(key_label, key)) if isinstance(key, tuple) else repr(cell(key))


def rows_of(content: Mapping[Any, object] | Set[Any]) -> list[list[object]]:
    """A row for each item of a dictionary, or element of a set, in their order."""
    if isinstance(content, Mapping):
        return [[*spread(key), *spread(content[key])] for key in in_order(content)]
    return [list(spread(element)) for element in in_order(content)]


def spread(value: object) -> tuple[object, ...]:
    """What fills columns of its own."""
    return value if isinstance(value, tuple) else (value,)


def in_order(values: Iterable[Any]) -> list[Any]:
    """Keys or elements in an order that depends on nothing but themselves.

    Numbers come first, the smaller before the larger and nan at their end, then texts by the codes
    of their letters, then tuples by their parts; raises TypeError for anything else, which has no
    such order.

    >>> in_order({"b", 10, 2.5, "B", (1, "x"), True})
    [True, 2.5, 10, 'B', 'b', (1, 'x')]
    """
    return sorted(values, key=place_in_order)


def place_in_order(value: Any) -> tuple[Any, ...]:
    """What puts a key or an element in its place."""
    if isinstance(value, tuple):
        return (2, *map(place_in_order, value))
    plain = cell(value)
    return (1, plain) if isinstance(plain, str) else (0, plain != plain, plain)  # noqa: PLR0124  # nan is not itself


def listed(value: Any) -> list[Any]:
    """What holds others as a list: a set in its order, all else in its own."""
    return in_order(value) if isinstance(value, Set) else list(value)


def is_sequence(value: Any) -> bool:
    """Whether a value holds others and can be gone through again: a deque, say, a set, or a
    class's.

    Text is one value, a dictionary has keys, and an iterator is empty once it was looked at.
    """
    if isinstance(value, (str, bytes, bytearray, Mapping)):
        return False
    kind = type(value)
    return hasattr(kind, "__len__") and (hasattr(kind, "__getitem__") or hasattr(kind, "__iter__"))


@lru_cache(maxsize=256)
def labels(label: str, count: int) -> tuple[str, ...]:
    """The labels of so many components in a row, which experiments ask for again and again."""
    return tuple(f"{label}[{number}]" for number in range(count))


def indexed(sequence: Iterable[object]) -> list[tuple[str, object]]:
    """The components of a sequence and of what is in it, each with its index as text, the bracket
    closed.
    """
    parts: list[tuple[str, object]] = []
    for number, part in enumerate(sequence):
        if hasattr(part, "tolist"):
            part = as_list(part)  # noqa: PLW2901  # arrays in a list are taken apart as lists in one are
        if isinstance(part, Mapping):
            parts += [
                (f"{number}]{key}", component)
                for key, component in zip(*keyed("", part), strict=True)
            ]
        elif isinstance(part, SEQUENCES) or is_sequence(part):
            parts += [
                (f"{number}, {index}", component) for index, component in indexed(listed(part))
            ]
        else:
            parts.append((f"{number}]", part))
    return parts
