"""A call cut down to what one computes on paper, where that still fails."""

from __future__ import annotations

import ast
from collections import Counter
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kata_runner.grading.feedback._injected import (
    is_short,
    shrink_arguments,
    write_call,
    write_literal,
)
from kata_runner.grading.feedback.shrink import is_asked, read_calls
from kata_runner.grading.feedback.worked_example import Output

NUMBERS = st.floats(-1e6, 1e6) | st.integers(-1000, 1000)
VALUES = st.recursive(
    NUMBERS | st.text(max_size=5) | st.booleans() | st.none(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=12,
)


def line(part: str, rank: int, code: str) -> str:
    """A line in which the reference tells of a call."""
    return f"{part} {rank} {code.encode().hex()}"


def test_axes_become_one_then_two_and_a_sum_of_two_lengths_their_sum() -> None:
    state, x, weights = np.zeros(3), np.zeros(2), np.zeros((3, 5))
    calls = list(shrink_arguments({"state": state, "x": x, "weights": weights}))
    shapes = [(rank, *(value.shape for value in call.values())) for rank, call in calls]
    assert (0, (1,), (1,), (1, 2)) in shapes
    assert (0, (1,), (1,), (1, 1)) in shapes, "or it is no sum"
    assert (1, (2,), (2,), (2, 4)) in shapes
    assert [rank for rank, _ in calls] == sorted(rank for rank, _ in calls)


def test_a_number_that_is_a_length_goes_with_it_or_stays() -> None:
    calls = [call for _, call in shrink_arguments({"items": [5, 6, 7], "count": 3})]
    assert {"items": [5], "count": 1} in calls
    assert {"items": [5], "count": 3} in calls


def test_an_integer_that_is_no_length_is_small_before_it_is_what_it_was() -> None:
    calls = list(shrink_arguments({"length": 6}))
    assert calls == sorted(calls, key=lambda call: call[0])
    assert list(dict.fromkeys(call["length"] for _, call in calls)) == [1, 2, 6, 3]
    of_both = [call for _, call in shrink_arguments({"items": [5, 6, 7], "count": 3, "n": 9})]
    assert of_both[0] == {"items": [5], "count": 1, "n": 1}
    assert {"items": [5], "count": 1, "n": 9} in of_both
    assert {call["n"] for _, call in shrink_arguments({"n": -4})} == {-4}
    assert {call["n"] for _, call in shrink_arguments({"n": True})} == {True}


@pytest.mark.parametrize(
    ("value", "rounded"),
    [(0.5432, 0.5), (-0.004, -0.1), (0.0, 0.0), (123.456, 120.0), (-9.96, -10.0)],
)
def test_numbers_have_two_digits_and_none_but_zero_becomes_zero(
    value: float, rounded: float
) -> None:
    assert next(shrink_arguments({"value": value}))[1] == {"value": rounded}


def test_of_a_dict_those_keys_stay_that_are_arguments_or_begin_with_one() -> None:
    counts = {("a", "b"): 1, ("c", "d"): 2, ("c", "e"): 3}
    calls = [call for _, call in shrink_arguments({"counts": counts, "context": ("c",)})]
    assert {"counts": {("c", "d"): 2}, "context": ("c",)} in calls
    assert {"counts": {("c", "d"): 2, ("c", "e"): 3}, "context": ("c",)} in calls
    [_, call] = next(shrink_arguments({"table": {"x": 5, "y": 7}, "key": "y"}))
    assert call["table"] == {"y": 7}


def test_a_tuple_that_holds_an_array_or_a_list_becomes_smaller_too() -> None:
    state, counts = (np.zeros(4), [1, 2, 3, 4]), {("a",): 1}
    [_, call] = next(shrink_arguments({"state": state, "counts": counts, "key": ("a",)}))
    assert write_call("step", call).startswith("state = (np.array([0.0]), [1])\n")


@given(VALUES)
def test_what_is_written_makes_the_same_value(value: Any) -> None:
    assert ast.literal_eval(write_literal(value)) == value


def test_arrays_and_objects_that_hold_others_are_written_too() -> None:
    holder = SimpleNamespace(w=np.array([[0.5]]), b=np.float64(1.5))
    assert write_literal(holder) == "SimpleNamespace(\n    w=np.array([[0.5]]),\n    b=1.5,\n)"
    assert write_literal(np.random.RandomState(7)) == "np.random.RandomState(7)"


@pytest.mark.parametrize("value", [object(), b"x", [object()], {"a": object()}, Counter("ab")])
def test_what_has_no_plain_form_makes_no_call(value: Any) -> None:
    assert write_call("f", {"value": value}) == ""


def test_neither_does_what_fits_no_line() -> None:
    assert not is_short(write_call("f", {"value": "x" * 80}))
    short = write_call("f", {"x": 0.5, "y": 2})
    assert short == "x = 0.5\ny = 2\nf(x, y)" and is_short(short)


@pytest.mark.parametrize(
    "value",
    [
        {1, 2}, set(), frozenset({"b", "a"}), [float("nan"), float("-inf")], float("inf"),
        np.zeros((0, 3)), np.array([1, 2], dtype=np.uint8), np.array([0.5], dtype=np.float32),
        np.array([[True, False]]), np.array([np.nan, 0.5]), np.array(["a", "bc"]),
        np.array([[]], dtype=int),
    ],
)  # fmt: skip
def test_what_is_written_has_the_type_and_the_shape_too(value: Any) -> None:
    again = eval(write_literal(value), {"np": np})
    assert repr(again) == repr(value) or (again == value and type(again) is type(value))


@given(st.integers(0, 2**32 - 1))
def test_a_stream_is_written_as_one_that_begins_alike(seed: int) -> None:
    stream = np.random.RandomState(seed)
    written = eval(write_literal(stream), {"np": np})
    assert written.random_sample() == pytest.approx(stream.random_sample(), abs=0.02)


def test_calls_are_read_smallest_first_with_the_imports_that_they_need() -> None:
    told = [
        line("f", 1, "x = np.array([0.5, 0.1])\nf(x)"),
        "f is not told so",
        line("f", 0, "w = SimpleNamespace(\n    b=1,\n)\nf(w)"),
    ]
    small, large = read_calls(told)
    assert small.before == (
        "from types import SimpleNamespace",
        "w = SimpleNamespace(\n    b=1,\n)",
    )
    assert (small.statement, small.parts) == ("f(w)", frozenset({"f"}))
    assert large.before == ("import numpy as np", "x = np.array([0.5, 0.1])")


def test_an_argument_whose_name_has_the_letters_of_an_import_needs_none() -> None:
    [call] = read_calls([line("f", 0, "inputs = ['np', 'SimpleNamespace']\nf(inputs)")])
    assert call.before == ("inputs = ['np', 'SimpleNamespace']",)


@pytest.mark.parametrize(
    ("values", "has_warned", "asked", "is_one"),
    [
        ([1.0, "a"], False, set(), True),
        ([1.0], True, set(), False),
        ([1.0, float("nan")], False, set(), False),
        ([float("-inf")], False, set(), False),
        ([float("-inf")], True, {"infinite"}, True),
        ([float("nan")], False, {"infinite"}, False),
        ([float("nan"), float("inf")], False, {"nan", "infinite"}, True),
    ],
)
def test_a_call_for_which_the_reference_gives_what_is_graded_nowhere_is_no_example(
    values: list[object], has_warned: bool, asked: set[str], is_one: bool
) -> None:
    assert is_asked(Output("", values, has_warned=has_warned), asked) == is_one
