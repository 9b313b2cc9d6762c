"""Cells: conversion of what an attempt's functions return to the plain values of a table.

Nested sequences and mappings are flattened, and each value gets its own label: ``w[0, 1]``,
``counts['the']``. Like `table`, this module is imported in the attempt's process.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache
from itertools import islice
from typing import Any

Cell = bool | int | float | str
NUMBERS = frozenset({bool, int, float})
PLAIN = NUMBERS | {str}
MAX_TEXT = 10_000  # characters in a cell
MAX_CELLS = 1 << 15  # in a table that is sent; a larger one is a mistake
SEQUENCES = (list, tuple)
SHOWN_DIGITS = 15  # a float64 holds one or two more, which rounding may change on another machine
TIMES = frozenset("mM")  # the kinds of NumPy's timedelta64 and datetime64


def to_row(row: Iterable[Any]) -> tuple[Cell, ...]:
    """Convert the values of a row to cells; raises what `to_cell` raises."""
    values = tuple(row) if type(row) in SEQUENCES else tuple(take(row))
    return values if NUMBERS.issuperset(map(type, values)) else tuple(map(to_cell, values))


def to_cell(value: Any) -> Cell:
    """Convert a number, a truth value or text to a plain value.

    Raises TypeError for anything else, and ValueError for text of more than `MAX_TEXT` characters.
    """
    if type(value) is not str and hasattr(value, "tolist"):
        value = to_plain_list(value)
    if type(value) in NUMBERS:
        return value  # type: ignore[no-any-return]  # it is one of the three
    if isinstance(value, str):
        return to_text(value)
    if isinstance(value, complex):
        raise TypeError(f"{value!r:.40} is a complex number")
    if isinstance(value, int):
        return int(value)
    if hasattr(value, "__float__"):
        return float(value)
    raise TypeError(f"a {type(value).__name__} is neither a number nor text")


def to_plain_list(value: Any) -> Any:
    """Return the result of an array's ``tolist``.

    Raises TypeError for times, which ``tolist`` converts to integers if they have certain units.
    """
    if getattr(getattr(value, "dtype", None), "kind", "") in TIMES:
        raise TypeError(
            f"{value.dtype.name:.40} is a time, and a cell holds numbers, text and truth values"
        )
    return value.tolist()


def to_text(value: str) -> str:
    """Return text as a plain `str`; raises ValueError if it is longer than `MAX_TEXT`."""
    if len(value) > MAX_TEXT:
        raise ValueError(
            f"got a text of {len(value):,} letters, and a cell holds at most {MAX_TEXT:,}"
        )
    return value if type(value) is str else str.__str__(value)


def label_positions(values: Sequence[object]) -> Iterable[tuple[str, object]]:
    """Pair unnamed values with labels: ``value 0``, or an empty one for a single value."""
    return [
        (f"value {number}" if len(values) > 1 else "", value) for number, value in enumerate(values)
    ]


def flatten(label: str, value: Any) -> tuple[Sequence[str], Sequence[object]]:
    """Return the labels and the components of a nested sequence.

    Each component is labelled with its index, ``w[0, 1]``; a scalar keeps the label it is given.
    Raises ValueError for more components than a table holds.
    """
    if hasattr(value, "tolist"):
        value = to_plain_list(value)
    if type(value) not in SEQUENCES:
        if isinstance(value, Mapping):
            return flatten_mapping(label, value)
        if not is_sequence(value):
            return [label or "value"], [value]
        value = to_list(value)
    refuse_size(len(value))
    if NUMBERS.issuperset(map(type, value)):
        return get_labels(label, len(value)), value
    parts = flatten_indexed(value)
    return [f"{label}[{index}" for index, _ in parts], [part for _, part in parts]


def flatten_mapping(label: str, mapping: Mapping[Any, object]) -> tuple[list[str], list[object]]:
    """Return the labels and the components of a dictionary.

    Each component is labelled with its key: ``counts['the']``, ``counts['the', 'cat'][0]``.
    """
    columns: list[str] = []
    cells: list[object] = []
    for key in sort_keys(mapping):
        own, parts = flatten(f"{label}[{key_label(key)}]", mapping[key])
        columns += own
        cells += parts
        refuse_size(len(cells))
    return columns, cells


def key_label(key: Any) -> str:
    """Format a key for use in brackets: a tuple as its items, any other key as its `repr`."""
    return ", ".join(map(key_label, key)) if isinstance(key, tuple) else repr(to_cell(key))


def get_rows(content: Mapping[Any, object] | Set[Any]) -> list[list[object]]:
    """Return a row for each item of a dictionary or element of a set, sorted by `sort_keys`."""
    if isinstance(content, Mapping):
        return [[*fill_columns(key), *fill_columns(content[key])] for key in sort_keys(content)]
    return [list(fill_columns(element)) for element in sort_keys(content)]


def fill_columns(value: object) -> tuple[object, ...]:
    """Return the values for columns: the items of a tuple, or the value alone."""
    return value if isinstance(value, tuple) else (value,)


def sort_keys(values: Iterable[Any]) -> list[Any]:
    """Sort keys or elements in an order that depends only on their values.

    Numbers come first in ascending order, nan last among them, then texts by the code points of
    their characters, then tuples by their items. Raises TypeError for anything else, which has no
    such order, and ValueError for more than a table holds.

    >>> sort_keys({"b", 10, 2.5, "B", (1, "x"), True})
    [True, 2.5, 10, 'B', 'b', (1, 'x')]
    """
    return sorted(take(values), key=get_sort_key)


def get_sort_key(value: Any) -> tuple[Any, ...]:
    """Return the sort key of a key or an element; nan, which differs from itself, is last."""
    if isinstance(value, tuple):
        return (2, *map(get_sort_key, value))
    plain = to_cell(value)
    return (1, plain) if isinstance(plain, str) else (0, plain != plain, plain)  # noqa: PLR0124


def to_list(value: Any) -> list[Any]:
    """Return a container as a list: a set sorted by `sort_keys`, others in their own order; raises
    ValueError for more items than a table holds.
    """
    return sort_keys(value) if isinstance(value, Set) else take(value)


def take(values: Iterable[Any]) -> list[Any]:
    """Return the items of an iterable as a list; raises ValueError for more than a table holds,
    long before one without an end has used up the time.
    """
    items = list(islice(values, MAX_CELLS + 1))
    if len(items) > MAX_CELLS:
        raise ValueError(f"a table holds {MAX_CELLS:,} values at most, got more")
    return items


def refuse_size(count: int) -> None:
    """Raise ValueError if there are more values than a table holds."""
    if count > MAX_CELLS:
        raise ValueError(f"a table holds {MAX_CELLS:,} values at most, got {count:,}")


def is_sequence(value: Any) -> bool:
    """Whether a value is a container that can be iterated again: a deque, a set, or an instance of
    a class of the attempt.

    Excluded are text, which is one value, dictionaries, which have keys, and iterators, which are
    empty after one iteration.
    """
    if isinstance(value, (str, bytes, bytearray, Mapping)):
        return False
    kind = type(value)
    return hasattr(kind, "__len__") and (hasattr(kind, "__getitem__") or hasattr(kind, "__iter__"))


@lru_cache(maxsize=256)
def get_labels(label: str, count: int) -> tuple[str, ...]:
    """Return the labels of `count` components; cached, as experiments need them repeatedly."""
    return tuple(f"{label}[{number}]" for number in range(count))


def flatten_indexed(sequence: Iterable[object]) -> list[tuple[str, object]]:
    """Return the components of a nested sequence, each with the rest of its label after the opening
    bracket: ``0, 1]``.
    """
    parts: list[tuple[str, object]] = []
    for number, part in enumerate(sequence):
        if hasattr(part, "tolist"):
            part = to_plain_list(part)  # noqa: PLW2901  # arrays in a list count as lists
        if isinstance(part, Mapping):
            parts += [
                (f"{number}]{key}", component)
                for key, component in zip(*flatten_mapping("", part), strict=True)
            ]
        elif isinstance(part, SEQUENCES) or is_sequence(part):
            parts += [
                (f"{number}, {index}", component)
                for index, component in flatten_indexed(to_list(part))
            ]
        else:
            parts.append((f"{number}]", part))
        refuse_size(len(parts))
    return parts


def format_float(value: float, spec: str = "") -> str:
    """Return a number as tables and figures show it; without a format it has six digits.

    Processors differ in the last bits of a result. These do not decide which way a value half way
    between two others is rounded.

    >>> format_float(0.03125000000000001, ".2e"), format_float(0.03125, ".2e")
    ('3.12e-02', '3.12e-02')
    """
    return format(float(f"{value:.{SHOWN_DIGITS}g}"), spec or ".6g")
