"""What kind of thing a value is, said without its numbers, whatever the value does when it is
looked at.
"""

from __future__ import annotations

import re
from array import array
from collections import deque, namedtuple
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import count
from typing import Any

import numpy as np
import pytest

from kata_runner.engine.inside.value_schema import MAX_NESTED, MAX_PARTS, get_cheap_key, get_schema

Pair = namedtuple("Pair", "h c")


class Moody:
    """Raises whatever it is asked."""

    def __getattribute__(self, name: str) -> Any:
        raise RuntimeError(name)


def nested(depth: int) -> list[Any]:
    """A list of a number and a list of a number and a list …"""
    value: list[Any] = [1, "x"]
    for _ in range(depth - 1):
        value = [1, value]
    return value


@pytest.mark.parametrize(
    ("value", "form"),
    [
        (1, ["numbers", [], "scalar"]),
        (1.5, ["numbers", [], "scalar"]),
        (np.float32(1), ["numbers", [], "scalar"]),
        (Fraction(1, 3), ["numbers", [], "scalar"]),
        (Decimal("0.1"), ["numbers", [], "scalar"]),
        (float("nan"), ["numbers", [], "scalar"]),
        (True, ["truths", [], "scalar"]),
        (np.bool_(True), ["truths", [], "scalar"]),
        ("words", ["texts", [], "scalar"]),
        ([], ["numbers", [0], "list"]),
        ([1, 2.5], ["numbers", [2], "list"]),
        (((1, 2), (3, 4)), ["numbers", [2, 2], "tuple"]),
        ([[1, 2], (3, 4)], ["numbers", [2, 2], "list"]),
        (["a", "b"], ["texts", [2], "list"]),
        (np.zeros((2, 3)), ["numbers", [2, 3], "array"]),
        (np.zeros(0), ["numbers", [0], "array"]),
        (np.array(5), ["numbers", [], "scalar"]),
        (np.array(["a"]), ["texts", [1], "array"]),
        ((np.zeros(3), np.zeros(3)), ["numbers", [2, 3], "tuple"]),
        (
            (np.zeros(3), np.zeros(2)),
            ["parts", [["numbers", [3], "array"], ["numbers", [2], "array"]]],
        ),
        (Pair(1, "c"), ["parts", [["numbers", [], "scalar"], ["texts", [], "scalar"]]]),
        ([1, True], ["parts", [["numbers", [], "scalar"], ["truths", [], "scalar"]]]),
        ({"a": 1}, ["mapping"]),
        (None, ["odd", "None"]),
        (1j, ["odd", "a complex number"]),
        (len, ["odd", "an object of type builtin_function_or_method"]),
        ((number for number in range(3)), ["odd", "an object of type generator"]),
        (np.array([None]), ["odd", "a list that holds None"]),
        (array("d", [1.0]), ["numbers", [1], "list"]),
        ([1, None], ["odd", "a list that holds None"]),
        ((None, 1), ["odd", "a tuple that holds None"]),
        (Moody(), ["odd", "an object that raises RuntimeError when looked at"]),
    ],
    ids=lambda value: (
        "moody" if isinstance(value, Moody) else re.sub(r" at 0x.*", "", repr(value))[:40]
    ),
)
def test_a_value_has_its_form(value: object, form: list[Any]) -> None:
    assert get_schema(value) == form


def test_a_list_that_holds_itself_has_a_form() -> None:
    endless: list[Any] = []
    endless.append(endless)
    assert get_schema(endless) == ["odd", "an object that raises RecursionError when looked at"]


def test_a_long_mixture_is_cut() -> None:
    kind, parts = get_schema([1, "x"] * 1000)
    assert (kind, len(parts)) == ("parts", MAX_PARTS)


def test_a_deep_mixture_is_called_one() -> None:
    assert get_schema(nested(MAX_NESTED))[0] == "parts"
    assert get_schema(nested(MAX_NESTED + 1)) == ["odd", "a deeply nested list"]


def test_the_name_of_a_type_is_cut() -> None:
    assert get_schema(type("N" * 500, (), {})()) == ["odd", f"an object of type {'N' * 60}"]


def test_a_container_without_end_has_a_form() -> None:
    class Endless(deque[int]):
        def __iter__(self) -> Iterator[int]:
            return count()

    class EndlessList(list[int]):
        def __iter__(self) -> Iterator[int]:
            return count()

    form = ["odd", "an object of more than 32,768 items"]
    assert get_schema(Endless()) == get_schema(EndlessList()) == form
    assert get_schema((Endless(), 1)) == ["odd", f"a tuple that holds {form[1]}"]


VALUES = [
    1,
    1.0,
    (),
    (1,),
    (1.0, 2),
    np.zeros(2),
    np.zeros(3),
    np.zeros(2, dtype=np.float32),
    (np.zeros(2),),
    (np.zeros(2), np.zeros(2)),
    (np.zeros(2), 1.0),
    ((np.zeros(2),),),
    None,
    [1.0],
    np.float64(1),
    True,
]


def test_results_of_equal_keys_are_described_alike() -> None:
    keyed = [(get_cheap_key(value), get_schema(value)) for value in VALUES]
    for key, schema in keyed:
        for other, another in keyed:
            assert key is None or key != other or schema == another
    assert sum(key is None for key, _ in keyed) == 5
