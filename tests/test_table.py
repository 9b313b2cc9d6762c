"""Tables take what an attempt may well return, and refuse what no table holds."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from itertools import count
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from kata_runner import Table, Tolerance
from kata_runner.cells import MAX_TEXT, flatten, to_cell
from tests.helpers.thorough import examples

steady = settings(derandomize=True, database=None, deadline=None, max_examples=examples(100))
PLAIN = st.one_of(st.booleans(), st.integers(), st.floats(allow_nan=False), st.text())


@steady
@given(PLAIN)
def test_a_plain_value_stays_what_it_is(value: Any) -> None:
    assert to_cell(value) == value and type(to_cell(value)) is type(value)


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (np.float64(0.5), 0.5),
        (np.float32(0.5), 0.5),
        (np.int64(7), 7),
        (np.uint8(7), 7),
        (np.True_, True),
        (np.array(0.5), 0.5),
        (np.str_("up"), "up"),
        (Fraction(1, 4), 0.25),
        (Decimal("0.25"), 0.25),
        (np.array(3), 3),
    ],
)
def test_scalars_of_all_kinds_become_pythons_own(value: Any, plain: Any) -> None:
    assert to_cell(value) == plain and type(to_cell(value)) is type(plain)


@pytest.mark.parametrize(
    "value", [None, [1.0], (1.0,), {}, {1.0}, object(), b"1", np.ones(2), lambda: 1.0]
)
def test_what_is_neither_number_nor_text_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="neither a number nor text"):
        to_cell(value)


@pytest.mark.parametrize("value", [1j, np.complex128(1), np.array(1j)])
def test_complex_numbers_are_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="complex"):
        to_cell(value)


def test_a_text_of_many_pages_is_no_cell() -> None:
    assert Table(["text"], [["x" * MAX_TEXT]])
    with pytest.raises(
        ValueError, match="got a text of 10,001 letters, and a cell holds at most 10,000"
    ):
        Table(["text"], [["x" * (MAX_TEXT + 1)]])


def test_any_iterables_make_rows() -> None:
    table = Table(["a", "b"], zip([1, 2], np.array([0.5, 0.25]), strict=True))
    assert table.rows == ((1, 0.5), (2, 0.25))
    assert Table(("a",), ([n] for n in range(2))).rows == ((0,), (1,))
    assert Table(["a"], np.ones((2, 1))).rows == ((1.0,), (1.0,))


def test_a_row_must_fit_the_columns() -> None:
    with pytest.raises(ValueError, match="row 1 has 1 values for 2 columns"):
        Table(["a", "b"], [[1, 2], [3]])


def test_a_table_cannot_be_changed() -> None:
    table = Table(["a"], [[1]])
    with pytest.raises(AttributeError):
        table.rows = ()  # type: ignore[misc]  # this is the point


def test_of_names_the_components() -> None:
    table = Table.of(c=np.array([0.5, -0.5]), w=[[1, 2], [3, 4]], h=0.25)
    assert table.columns == ("c[0]", "c[1]", "w[0, 0]", "w[0, 1]", "w[1, 0]", "w[1, 1]", "h")
    assert table.rows == ((0.5, -0.5, 1, 2, 3, 4, 0.25),)


def test_of_names_what_has_no_name() -> None:
    assert Table.of(1.5).columns == ("value",)
    assert Table.of([1.5, 2.5]).columns == ("[0]", "[1]")
    assert Table.of(1.5, [2.5]).columns == ("value 0", "value 1[0]")


@steady
@given(
    arrays.arrays(
        np.float64, arrays.array_shapes(max_dims=3, max_side=4), elements=st.floats(-1e300, 1e300)
    )
)
def test_of_holds_every_component_in_order(array: Any) -> None:
    for form in (array, array.tolist()):
        table = Table.of(x=form)
        assert table.rows == (tuple(array.ravel().tolist()),)
        assert len(set(table.columns)) == array.size


@pytest.mark.parametrize(
    ("value", "labels", "cells"),
    [
        (1.5, ["h"], [1.5]),
        ([], [], []),
        ([0.5, 2], ["h[0]", "h[1]"], [0.5, 2]),
        (["a", 2], ["h[0]", "h[1]"], ["a", 2]),
        ([[1], [], [2, [3]]], ["h[0, 0]", "h[2, 0]", "h[2, 1, 0]"], [1, 2, 3]),
    ],
)
def test_components_are_labelled_with_their_places(
    value: Any, labels: list[str], cells: list[Any]
) -> None:
    assert tuple(map(list, flatten("h", value))) == (labels, cells)


def test_stack_puts_rows_under_each_other() -> None:
    parts = [Table.of(h=[number, number + 1]) for number in range(3)]
    assert Table.stack(parts).rows == ((0, 1), (1, 2), (2, 3))
    assert Table.stack(iter(parts)).columns == ("h[0]", "h[1]")


def test_stack_refuses_other_columns() -> None:
    with pytest.raises(ValueError, match="do not fit under"):
        Table.stack([Table.of(h=1.0), Table.of(c=1.0)])


def test_the_default_tolerance_lets_float32_pass_and_a_wrong_digit_not() -> None:
    tolerance = Tolerance()
    assert tolerance.allows(1 / 3, float(np.float32(1 / 3)))
    assert not tolerance.allows(1 / 3, 0.3334)
    assert not tolerance.allows(0.0, 1e-5)
    assert not tolerance.allows(math.nan, math.nan)


def test_a_dictionary_has_a_column_for_each_key_in_an_order_of_their_own() -> None:
    table = Table.of(counts={"to": 2, 10: 1, 2.5: 3, ("a", 1): 4, "be": 5, True: 6})
    assert table.columns == (
        "counts[True]",
        "counts[2.5]",
        "counts[10]",
        "counts['be']",
        "counts['to']",
        "counts['a', 1]",
    )
    assert table.rows == ((6, 3, 1, 5, 2, 4),)


def test_dictionaries_sets_and_lists_may_stand_in_one_another() -> None:
    table = Table.of(
        {"w": np.eye(2), "names": {"b", "a"}, "deeper": {"x": [1, {"y": 2}]}},
        steps=[{"n": 1}, {"n": 2}],
    )
    assert dict(zip(table.columns, table.rows[0], strict=True)) == {
        "['deeper']['x'][0]": 1,
        "['deeper']['x'][1]['y']": 2,
        "['names'][0]": "a",
        "['names'][1]": "b",
        "['w'][0, 0]": 1.0,
        "['w'][0, 1]": 0.0,
        "['w'][1, 0]": 0.0,
        "['w'][1, 1]": 1.0,
        "steps[0]['n']": 1,
        "steps[1]['n']": 2,
    }


def test_a_dictionary_or_a_set_as_rows() -> None:
    assert Table(["word", "count"], {"to": 2, "be": 1}).rows == (("be", 1), ("to", 2))
    assert Table(["a", "b", "n"], {("x", "y"): 2, ("x", "a"): (1)}).rows == (
        ("x", "a", 1),
        ("x", "y", 2),
    )
    assert Table(["word"], {"to", "be"}).rows == (("be",), ("to",))
    assert Table(["word"], frozenset({"many", "letters"})).rows == (("letters",), ("many",)), (
        "not one by one"
    )
    assert Table(["a", "b"], {(2, "x"), (1, "y")}).rows == ((1, "y"), (2, "x"))


@pytest.mark.parametrize("seed", ["0", "1", "2"])
def test_the_order_depends_on_no_hash(seed: str) -> None:
    program = (
        "from kata_runner import Table; print(Table.of({'b', 'a', 'é', 'B', 3, 1.5, "
        "('x', 1), 'ab'}).rows)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONHASHSEED": seed},
        text=True,
        capture_output=True,
        check=True,
    )
    assert done.stdout == "((1.5, 3, 'B', 'a', 'ab', 'b', 'é', 'x', 1),)\n"


def test_keys_of_arrays_are_those_of_python_and_nan_comes_last_of_the_numbers() -> None:
    assert Table.of({np.float64(2.0): 1, np.int64(1): 2, np.str_("x"): 3}).columns == (
        "[1]",
        "[2.0]",
        "['x']",
    )
    assert Table(["n"], {float("nan"), 5.0, float("-inf")}).rows[0] == (float("-inf"),)
    assert repr(Table(["n"], {float("nan"), 5.0, 1}).rows[-1]) == "(nan,)"


@pytest.mark.parametrize("content", [{None: 1}, {1j: 1}, {frozenset({1}): 2}])
def test_keys_without_an_order_are_refused(content: Any) -> None:
    with pytest.raises(TypeError):
        Table.of(content)


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        (["a", "b", "a"], "two columns are called 'a': rename one"),
        ("ab", "columns: expected a list of names, got 'ab'"),
        ([1, "b"], "columns: expected names that are text, got 1"),
        ({"a", "b"}, "columns: expected a list of names"),
    ],
    ids=["twice", "text", "number", "set"],
)
def test_columns_that_are_no_names_of_their_own(columns: Any, sentence: str) -> None:
    with pytest.raises((TypeError, ValueError), match=sentence):
        Table(columns, [])


def test_values_of_one_name() -> None:
    with pytest.raises(ValueError, match="two columns are called 'value': rename one"):
        Table.of(1, value=2)


@pytest.mark.parametrize("part", ["relative", "absolute"])
@pytest.mark.parametrize("value", [-1.0, float("nan"), float("inf"), "0.1", True, None], ids=str)
def test_a_tolerance_of_what_is_no_distance(part: str, value: Any) -> None:
    with pytest.raises((TypeError, ValueError), match=f"tolerance: {part}: expected a number"):
        Tolerance(**{part: value})


def test_rows_without_end_are_refused() -> None:
    with pytest.raises(ValueError, match="a table holds 32,768 values at most, got more"):
        Table(["number"], ((number,) for number in count()))
