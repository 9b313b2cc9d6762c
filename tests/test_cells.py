"""What a function may return, as the plain values of a table."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from kata_runner.cells import (
    MAX_CELLS,
    MAX_TEXT,
    flatten,
    format_float,
    get_rows,
    is_sequence,
    label_positions,
    sort_keys,
    take,
    to_cell,
    to_row,
)


class Text(str):
    """A text that says something else of itself."""

    def __str__(self) -> str:
        return "another"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (True, True),
        (np.bool_(False), False),
        (np.int64(3), 3),
        (np.float32(0.5), 0.5),
        (np.array(2.5), 2.5),
        (Fraction(1, 4), 0.25),
        (Text("own"), "own"),
        (10**30, 10**30),
    ],
    ids=repr,
)
def test_a_cell_is_a_plain_value(value: object, cell: object) -> None:
    assert to_cell(value) == cell
    assert type(to_cell(value)) is type(cell)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1j, "is a complex number"),
        (None, "a NoneType is neither a number nor text"),
        ([1], "a list is neither a number nor text"),
        (np.datetime64("2024-01-01"), "is a time"),
    ],
    ids=repr,
)
def test_what_has_no_plain_value_is_named(value: object, words: str) -> None:
    with pytest.raises(TypeError, match=words):
        to_row([1, value])


def test_a_text_has_an_end() -> None:
    assert to_cell("x" * MAX_TEXT) == "x" * MAX_TEXT
    with pytest.raises(ValueError, match="a text of 10,001 letters"):
        to_cell("x" * (MAX_TEXT + 1))


@pytest.mark.parametrize(
    ("value", "labels", "parts"),
    [
        (2.0, ["w"], [2.0]),
        ([1, 2], ["w[0]", "w[1]"], [1, 2]),
        (np.eye(2), ["w[0, 0]", "w[0, 1]", "w[1, 0]", "w[1, 1]"], [1, 0, 0, 1]),
        ({"b": 1, "a": [2, 3]}, ["w['a'][0]", "w['a'][1]", "w['b']"], [2, 3, 1]),
        ([{"a": 1}, 5], ["w[0]['a']", "w[1]"], [1, 5]),
        ({(1, "x"): 2}, ["w[1, 'x']"], [2]),
        (deque([1, (2,)]), ["w[0]", "w[1, 0]"], [1, 2]),
        ({3, 1}, ["w[0]", "w[1]"], [1, 3]),
        ("ab", ["w"], ["ab"]),
        ([], [], []),
    ],
    ids=repr,
)
def test_what_is_nested_becomes_flat_under_labels(
    value: object, labels: list[str], parts: list[object]
) -> None:
    found, cells = flatten("w", value)
    assert (list(found), list(cells)) == (labels, parts)


def test_a_value_without_a_name_is_a_value() -> None:
    assert flatten("", 2.0) == (["value"], [2.0])
    assert label_positions([7]) == [("", 7)]
    assert label_positions([7, 8]) == [("value 0", 7), ("value 1", 8)]


def test_keys_have_an_order_of_their_own() -> None:
    assert sort_keys(["b", (2, "a"), 10, True, "B", (1, "x"), 2.5]) == [
        True, 2.5, 10, "B", "b", (1, "x"), (2, "a"),
    ]  # fmt: skip
    assert math.isnan(sort_keys([math.nan, 3, -math.inf])[-1])
    with pytest.raises(TypeError):
        sort_keys([object()])


def test_rows_of_dictionaries_and_sets() -> None:
    assert get_rows({"b": (1, 2), ("a", 0): 3}) == [["b", 1, 2], ["a", 0, 3]]
    assert get_rows({2, 1}) == [[1], [2]]


def test_text_a_dictionary_and_an_iterator_are_no_sequences() -> None:
    class Own:
        def __len__(self) -> int:
            return 1

        def __iter__(self) -> Iterator[int]:
            return iter([1])

    values: list[Any] = ["a", b"a", {}, iter([1]), Own(), deque(), {1}]
    assert [is_sequence(value) for value in values] == [False] * 4 + [True] * 3


@pytest.mark.parametrize(
    ("value", "spec", "text"),
    [
        (0.03125, ".2e", "3.12e-02"),
        (2.5, ".0f", "2"),
        (0.125, ".2f", "0.12"),
        (1 / 3, "", "0.333333"),
    ],
)
def test_the_last_bits_of_a_number_do_not_decide_how_it_is_rounded(
    value: float, spec: str, text: str
) -> None:
    below, above = math.nextafter(value, -math.inf), math.nextafter(value, math.inf)
    assert [format_float(near, spec) for near in (below, value, above)] == [text] * 3


def test_a_number_is_shown_with_all_digits_that_its_format_asks_for() -> None:
    assert format_float(123456.789012345, ".6f") == "123456.789012"
    assert [format_float(odd) for odd in (math.nan, math.inf, -0.0)] == ["nan", "inf", "-0"]


class Endless:
    """Says that it has three items, and never ends."""

    def __len__(self) -> int:
        return 3

    def __getitem__(self, _: int) -> float:
        return 1.0


class EndlessList(list[float]):
    """A list whose items never end."""

    def __iter__(self) -> Iterator[float]:
        while True:
            yield 1.0


class EndlessKeys(dict[int, float]):
    """A dictionary whose keys never end."""

    def __iter__(self) -> Iterator[int]:
        while True:
            yield 1


@pytest.mark.parametrize(
    "read",
    [
        lambda: flatten("w", Endless()),
        lambda: flatten("w", [Endless(), Endless()]),
        lambda: flatten("w", EndlessList()),
        lambda: flatten("w", EndlessKeys()),
        lambda: get_rows(EndlessKeys()),
        lambda: to_row(EndlessList()),
        lambda: take(EndlessList()),
    ],
    ids=["sequence", "nested", "list", "dictionary", "rows", "row", "items"],
)
def test_values_without_end_are_refused_at_once(read: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match="a table holds 32,768 values at most, got more"):
        read()


def test_values_are_counted_at_every_depth() -> None:
    half = [0.5] * (MAX_CELLS // 2)
    assert len(flatten("w", [half, half])[1]) == MAX_CELLS
    for many in ([half, half, [1]], [[0.5]] * (MAX_CELLS + 1), {"a": half, "b": half, "c": half}):
        with pytest.raises(ValueError, match="a table holds 32,768 values at most, got "):
            flatten("w", many)
