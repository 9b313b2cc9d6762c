"""Cells: what a function of an attempt may return, as the plain values that a table holds.

Nested sequences and mappings become flat, each value under a label of its own: ``w[0, 1]``,
``counts['the']``. Like `table`, this is imported in the attempt's process.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache
from typing import Any

Cell = bool | int | float | str
NUMBERS = frozenset({bool, int, float})
PLAIN = NUMBERS | {str}
MAX_TEXT = 10_000  # letters in a cell
SEQUENCES = (list, tuple)
SHOWN_DIGITS = 15  # a float64 holds one or two more, which rounding may change on another machine
TIMES = frozenset("mM")  # the kinds of NumPy's timedelta64 and datetime64


def to_row(row: Iterable[Any]) -> tuple[Cell, ...]:
    """A row of plain values; raises TypeError for a value that has none."""
    values = tuple(row)
    return values if NUMBERS.issuperset(map(type, values)) else tuple(map(to_cell, values))


def to_cell(value: Any) -> Cell:
    """A plain value for anything that is a number, a truth value or text.

    Raises TypeError for all else and ValueError for a text of more than `MAX_TEXT` letters.
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
    """What an array's ``tolist`` gives; raises TypeError for times, of which it makes whole numbers
    in some units.
    """
    if getattr(getattr(value, "dtype", None), "kind", "") in TIMES:
        raise TypeError(
            f"{value.dtype.name:.40} is a time, and a cell holds numbers, text and truth values"
        )
    return value.tolist()


def to_text(value: str) -> str:
    """A text that is no longer than a cell's may be, as Python's own type; raises ValueError for a
    longer one.
    """
    if len(value) > MAX_TEXT:
        raise ValueError(
            f"got a text of {len(value):,} letters, and a cell holds at most {MAX_TEXT:,}"
        )
    return value if type(value) is str else str.__str__(value)


def label_positions(values: Sequence[object]) -> Iterable[tuple[str, object]]:
    """Values that have no name, each with a number where there are several."""
    return [
        (f"value {number}" if len(values) > 1 else "", value) for number, value in enumerate(values)
    ]


def flatten(label: str, value: Any) -> tuple[Sequence[str], Sequence[object]]:
    """The components of a nested sequence, each labelled with its index, ``w[0, 1]``; a scalar
    under its own label.
    """
    if hasattr(value, "tolist"):
        value = to_plain_list(value)
    if not isinstance(value, SEQUENCES):
        if isinstance(value, Mapping):
            return flatten_mapping(label, value)
        if not is_sequence(value):
            return [label or "value"], [value]
        value = to_list(value)
    if NUMBERS.issuperset(map(type, value)):
        return get_labels(label, len(value)), value
    parts = flatten_indexed(value)
    return [f"{label}[{index}" for index, _ in parts], [part for _, part in parts]


def flatten_mapping(label: str, mapping: Mapping[Any, object]) -> tuple[list[str], list[object]]:
    """The components of a dictionary, each labelled with its key: ``counts['the']``,
    ``counts['the', 'cat'][0]``.
    """
    columns: list[str] = []
    cells: list[object] = []
    for key in sort_keys(mapping):
        own, parts = flatten(f"{label}[{key_label(key)}]", mapping[key])
        columns += own
        cells += parts
    return columns, cells


def key_label(key: Any) -> str:
    """A key in brackets: a tuple as its parts, all else as Python shows plain values."""
    return ", ".join(map(key_label, key)) if isinstance(key, tuple) else repr(to_cell(key))


def get_rows(content: Mapping[Any, object] | Set[Any]) -> list[list[object]]:
    """A row for each item of a dictionary, or element of a set, in their order."""
    if isinstance(content, Mapping):
        return [[*fill_columns(key), *fill_columns(content[key])] for key in sort_keys(content)]
    return [list(fill_columns(element)) for element in sort_keys(content)]


def fill_columns(value: object) -> tuple[object, ...]:
    """What fills columns of its own."""
    return value if isinstance(value, tuple) else (value,)


def sort_keys(values: Iterable[Any]) -> list[Any]:
    """Keys or elements in an order that depends on nothing but themselves.

    Numbers come first, the smaller before the larger and nan at their end, then texts by the codes
    of their letters, then tuples by their parts; raises TypeError for anything else, which has no
    such order.

    >>> sort_keys({"b", 10, 2.5, "B", (1, "x"), True})
    [True, 2.5, 10, 'B', 'b', (1, 'x')]
    """
    return sorted(values, key=get_sort_key)


def get_sort_key(value: Any) -> tuple[Any, ...]:
    """What puts a key or an element in its place."""
    if isinstance(value, tuple):
        return (2, *map(get_sort_key, value))
    plain = to_cell(value)
    return (1, plain) if isinstance(plain, str) else (0, plain != plain, plain)  # noqa: PLR0124  # nan is not itself


def to_list(value: Any) -> list[Any]:
    """What holds others as a list: a set in its order, all else in its own."""
    return sort_keys(value) if isinstance(value, Set) else list(value)


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
def get_labels(label: str, count: int) -> tuple[str, ...]:
    """The labels of so many components in a row, which experiments ask for again and again."""
    return tuple(f"{label}[{number}]" for number in range(count))


def flatten_indexed(sequence: Iterable[object]) -> list[tuple[str, object]]:
    """The components of a sequence and of what is in it, each with its index as text, the bracket
    closed.
    """
    parts: list[tuple[str, object]] = []
    for number, part in enumerate(sequence):
        if hasattr(part, "tolist"):
            part = to_plain_list(part)  # noqa: PLW2901  # arrays in a list are taken apart as lists in one are
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
    return parts


def format_float(value: float, spec: str = "") -> str:
    """Return a number as tables and figures show it; without a format it has six digits.

    Processors differ in the last bits of a result. These do not decide which way a value half way
    between two others is rounded.

    >>> format_float(0.03125000000000001, ".2e"), format_float(0.03125, ".2e")
    ('3.12e-02', '3.12e-02')
    """
    return format(float(f"{value:.{SHOWN_DIGITS}g}"), spec or ".6g")
