"""Laws of comparing: which value may stand for which."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kata_runner.cells import Cell
from kata_runner.grading.compare import cells_match, differences, shape_problem
from kata_runner.table import Table, Tolerance
from tests.helpers.thorough import examples

steady = settings(derandomize=True, database=None, deadline=None, max_examples=examples(200))
EXACT = Tolerance(0.0, 0.0)
numbers = st.floats(allow_nan=False)
finite = st.floats(allow_nan=False, allow_infinity=False)
cells = st.one_of(st.booleans(), st.integers(-(2**70), 2**70), numbers, st.text(max_size=5))
tolerances = st.builds(Tolerance, st.floats(0, 1), st.floats(0, 1e3))


@steady
@given(cells, tolerances)
def test_everything_but_nan_is_the_same_as_itself(cell: Cell, tolerance: Tolerance) -> None:
    assert cells_match(cell, cell, tolerance)


@steady
@given(st.one_of(cells, st.just(math.nan)), tolerances)
def test_nan_is_the_same_as_nothing(cell: Cell, tolerance: Tolerance) -> None:
    assert not cells_match(cell, math.nan, tolerance)
    assert not cells_match(math.nan, cell, tolerance)


@steady
@given(numbers, st.sampled_from([math.inf, -math.inf]), tolerances)
def test_infinities_stand_for_themselves_only(
    number: float, infinity: float, tolerance: Tolerance
) -> None:
    assert cells_match(number, infinity, tolerance) is (number == infinity)
    assert cells_match(infinity, number, tolerance) is (number == infinity)


@steady
@given(finite, finite, st.floats(0, 1e3))
def test_an_absolute_tolerance_is_symmetric(a: float, b: float, absolute: float) -> None:
    tolerance = Tolerance(0.0, absolute)
    assert tolerance.allows(a, b) is tolerance.allows(b, a)


@steady
@given(finite, finite, tolerances)
def test_signs_do_not_matter(a: float, b: float, tolerance: Tolerance) -> None:
    assert tolerance.allows(a, b) is tolerance.allows(-a, -b)


@steady
@given(finite, finite, tolerances)
def test_a_larger_tolerance_allows_no_less(a: float, b: float, tolerance: Tolerance) -> None:
    wider = Tolerance(2 * tolerance.relative, 2 * tolerance.absolute)
    assert wider.allows(a, b) or not tolerance.allows(a, b)


@steady
@given(st.floats(1, 1e6), st.floats(0, 0.5), st.floats(0, 2))
def test_relative_is_relative_to_the_expected_value(
    expected: float, relative: float, part: float
) -> None:
    tolerance = Tolerance(relative, 0.0)
    if abs(part - 1) > 1e-6 and relative > 1e-6:
        assert tolerance.allows(expected, expected * (1 + part * relative)) is (part < 1)


@steady
@given(st.integers(), st.integers(), tolerances)
def test_whole_numbers_are_exact(a: int, b: int, tolerance: Tolerance) -> None:
    assert cells_match(a, b, tolerance) is (a == b)


@steady
@given(st.integers(-(2**53), 2**53))
def test_a_float_may_carry_a_whole_number(number: int) -> None:
    assert cells_match(number, float(number), EXACT)
    assert not cells_match(number, number + 0.5, Tolerance(1.0, 1.0)) or abs(number) >= 2**52


@steady
@given(finite, st.integers(-(2**53), 2**53))
def test_a_whole_number_may_stand_for_a_float(_: float, number: int) -> None:
    assert cells_match(float(number), number, EXACT)


@steady
@given(st.booleans(), st.one_of(st.integers(), numbers, st.text()), tolerances)
def test_a_truth_value_is_no_number_and_no_text(
    truth: bool, other: Cell, tolerance: Tolerance
) -> None:
    assert not cells_match(truth, other, tolerance)
    assert not cells_match(other, truth, tolerance)


@steady
@given(st.text(), st.one_of(st.integers(), numbers), tolerances)
def test_text_is_no_number(text: str, other: Cell, tolerance: Tolerance) -> None:
    assert not cells_match(text, other, tolerance)
    assert not cells_match(other, text, tolerance)


@steady
@given(st.text(), st.text(), tolerances)
def test_text_is_exact(a: str, b: str, tolerance: Tolerance) -> None:
    assert cells_match(a, b, tolerance) is (a == b)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 4))
    rows = draw(st.lists(st.lists(cells, min_size=width, max_size=width), max_size=4))
    return Table([f"column {number}" for number in range(width)], rows)


@steady
@given(tables())
def test_a_table_does_not_differ_from_itself(table: Table) -> None:
    assert not shape_problem(table, table)
    assert not list(differences(table, table, EXACT))


@steady
@given(tables(), st.data())
def test_one_changed_cell_is_found_where_it_is(table: Table, data: st.DataObject) -> None:
    if not table.rows:
        return
    row = data.draw(st.integers(0, len(table.rows) - 1))
    column = data.draw(st.integers(0, len(table.columns) - 1))
    changed = [list(cells) for cells in table.rows]
    changed[row][column] = math.nan
    found = list(differences(table, Table(table.columns, changed), EXACT))
    assert [(difference.row, difference.column) for difference in found] == [
        (row, table.columns[column])
    ]
    assert found[0].expected == table.rows[row][column]


def test_differences_come_row_by_row() -> None:
    found = differences(
        Table(["a", "b"], [[1, 2], [3, 4]]), Table(["a", "b"], [[1, 0], [0, 0]]), EXACT
    )
    assert [(d.row, d.column, d.expected, d.actual) for d in found] == [
        (0, "b", 2, 0),
        (1, "a", 3, 0),
        (1, "b", 4, 0),
    ]


def test_formats_and_notes_are_not_compared() -> None:
    plain, dressed = Table(["a"], [[1.0]]), Table(["a"], [[1.0]], {"a": ".3f"}, ["a note"])
    assert not shape_problem(plain, dressed) and not list(differences(plain, dressed, EXACT))


@pytest.mark.parametrize(
    ("actual", "words"),
    [
        (Table(["a", "b"], []), "Values in a row: expected 1, got 2."),
        (Table(["b"], [[1]]), "The columns are not the expected ones."),
        (Table(["a"], [[1], [2]]), "Rows: expected 1, got 2."),
        (Table(["a"], [[2]]), ""),
    ],
)
def test_another_shape_is_put_into_words(actual: Table, words: str) -> None:
    assert shape_problem(Table(["a"], [[1]]), actual) == words


@pytest.mark.parametrize(
    ("expected", "actual", "says"),
    [
        ({"a": 1, "b": 2}, {"a": 1}, "n['b'] is missing."),
        ({"a": 1}, {"a": 1, "b": 2, "c": 3}, "n['b'], n['c'] are not expected."),
        ({"a": 1}, {"b": 1}, "n['a'] is missing, and n['b'] is not expected."),
        (dict.fromkeys("abcde", 1), {}, "n['a'], n['b'], n['c'] and 2 more are missing."),
        ({1: 1}, {1: 1, 2: 2}, "Values in a row: expected 1, got 2."),
    ],
)
def test_keys_of_a_dictionary_that_are_missing_or_too_many(
    expected: Any, actual: Any, says: str
) -> None:
    assert shape_problem(Table.of(n=expected), Table.of(n=actual)) == says


@pytest.mark.parametrize(
    ("expected", "actual", "is_same"),
    [
        (1.0, 1.001, True),
        (1.0, 1.02, False),
        (1.0, 1, True),
        (1.0, True, False),
        (True, 1.0, False),
        (True, 1, False),
        (1, 1.0, True),
        (1, 1.001, False),
        (1.0, "1.0", False),
        ("a", "a", True),
        ("a", "b", False),
        (True, False, False),
        (0.0, math.nan, False),
        (math.nan, math.nan, False),
        (math.inf, math.inf, True),
        (1.0, math.inf, False),
        (math.inf, 1.0, False),
    ],
)
def test_a_table_differs_where_its_cells_do(expected: Cell, actual: Cell, is_same: bool) -> None:
    right, own = (Table(["n", "x"], [[1, cell], [2, "same"]]) for cell in (expected, actual))
    found = list(differences(right, own, Tolerance(0.01, 0.0)))
    assert cells_match(expected, actual, Tolerance(0.01, 0.0)) is is_same
    assert [(each.row, each.column) for each in found] == ([] if is_same else [(0, "x")])
    assert not found or found[0].actual is own.rows[0][1]


@pytest.mark.parametrize(
    ("expected", "actual", "sentence"),
    [
        (["a['x']", "a['y']"], ["a['x']"], "a['y'] is missing."),
        (["a['x']"], ["a['x']", "a['y']", "a['z']"], "a['y'], a['z'] are not expected."),
        (["a['w']", "a['x']"], ["a['y']"],
         "a['w'], a['x'] are missing, and a['y'] is not expected."),
        ([f"a['{key}']" for key in "vwxyz"], ["a['v']"],
         "a['w'], a['x'], a['y'] and 1 more are missing."),
        ([f"a['{key}']" for key in "wxyz"], ["a['w']"], "a['x'], a['y'], a['z'] are missing."),
        (['a["it\'s"]'], [], 'a["it\'s"] is missing.'),
        (["a['x']", "b"], ["a['y']", "c"], "The columns are not the expected ones."),
        (["a", "b"], ["a"], "Values in a row: expected 2, got 1."),
        (["a['x']", "a['y']"], ["a['y']", "a['x']"], "The columns are not the expected ones."),
    ],
)  # fmt: skip
def test_other_columns_are_told_by_their_keys_or_their_number(
    expected: list[str], actual: list[str], sentence: str
) -> None:
    tables = [Table(columns, [[1] * len(columns)]) for columns in (expected, actual)]
    assert shape_problem(*tables) == sentence


def test_another_number_of_rows_is_told() -> None:
    one, two = (Table(["a"], [[1]] * count) for count in (1, 2))
    assert shape_problem(two, one) == "Rows: expected 2, got 1."
    assert shape_problem(one, one) == ""
