"""Laws of relations: each is found when it holds, never when it does not, and not where it may be
chance.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from kata_runner.grading.diagnosis.relation_matching import constant_for_constant, nan_for_number
from kata_runner.grading.diagnosis.relations import RELATIONS, find_relation
from kata_runner.table import Table
from tests.helpers.thorough import examples

Array = NDArray[np.float64]
steady = settings(derandomize=True, database=None, deadline=None, max_examples=examples(50))
seeds = st.integers(0, 2**32 - 1)
sizes = st.integers(4, 9)


def generic(seed: int, *shape: int) -> Array:
    """Numbers that nothing relates to one another."""
    return np.random.RandomState(seed).normal(scale=2.0, size=shape)


def name(expected: Table, actual: Table) -> str:
    found = find_relation(expected, actual)
    return found.name if found else ""


def said(expected: Table, actual: Table) -> str:
    found = find_relation(expected, actual)
    return found.says if found else ""


# From value to value: what makes of the right values those that come, for two vectors or for a
# column of a table.
POINTWISE: dict[str, Callable[[Array], Any]] = {
    "sign_flipped": lambda v: -v,
    "sign_lost": np.abs,
    "constant_factor": lambda v: 1.7 * v,
    "constant_offset": lambda v: v + 0.8,
    "rounded": lambda v: np.round(v, 2),
    "truncated": lambda v: np.trunc(v * 100) / 100,
    "half_precision": lambda v: v.astype(np.float16),
    "all_zero": lambda v: 0 * v,
    "whole_numbers": lambda v: np.floor(3 * v) + 1,
    "nearly": lambda v: v * np.linspace(1.003, 1.012, v.size).reshape(v.shape),
    "clipped": lambda v: np.clip(v, *np.sort(v.ravel())[[2, -3]]),
}
# From place to place: what makes of the right table, rows of one vector, the one that comes.
PLACED: dict[str, Callable[[Array], Any]] = {
    "reversed": lambda rows: rows[:, ::-1],
    "reordered": lambda rows: rows[:, [1, 2, 0, *range(3, rows.shape[1])]],
    "earlier_values": lambda rows: rows[[0, 0, 2, 0]],
    "later_values": lambda rows: rows[[3, 3, 3, 3]],
    "shifted": lambda rows: np.vstack([rows[1:], 7 * rows[:1] ** 2]),
}
PLACES_OF_FIVE = ([4, 3, 2, 1, 0], [1, 2, 0, 3, 4], [1, 2, 3, 4, 0], [0, 0, 1, 2, 3])


def rows_of(vectors: Array) -> Table:
    return Table.stack(Table.of(v=vector) for vector in vectors)


@pytest.mark.parametrize("relation_name", POINTWISE)
@steady
@given(seed=seeds, size=sizes)
def test_what_makes_one_value_of_another_is_found(relation_name: str, seed: int, size: int) -> None:
    rows = generic(seed, 2, size)
    if relation_name == "sign_lost":
        assume(np.sum(rows < -0.1) >= 2 and np.any(rows > 0.1))
    if relation_name in ("rounded", "truncated"):
        assume(np.any(np.round(rows, 2) != np.trunc(rows * 100) / 100))
    if relation_name == "clipped":
        size = max(size, 6)
        rows = generic(seed, 2, size)
        moved = np.abs(rows - np.clip(rows, *np.sort(rows.ravel())[[2, -3]]))
        assume(len({tuple(row) for row in moved == 0}) == 2 and moved[moved > 0].min() > 0.01)
    change = POINTWISE[relation_name]
    assert name(rows_of(rows), rows_of(change(rows))) == relation_name
    column = rows.ravel()
    labels = [f"case {number}" for number in range(column.size)]
    assert name(*(Table(["case", "y"], zip(labels, values, strict=True))
                  for values in (column, np.ravel(change(rows))))) == relation_name  # fmt: skip


@pytest.mark.parametrize("relation_name", PLACED)
@steady
@given(seed=seeds, size=sizes)
def test_what_moves_values_from_place_to_place_is_found(
    relation_name: str, seed: int, size: int
) -> None:
    rows = generic(seed, 4, size)
    assert name(rows_of(rows), rows_of(PLACED[relation_name](rows))) == relation_name


@steady
@given(seed=seeds, size=st.integers(2, 5))
def test_a_transposed_matrix_is_found(seed: int, size: int) -> None:
    matrix = generic(seed, size, size)
    assert name(Table.of(m=matrix), Table.of(m=matrix.T)) == "transposed"


@steady
@given(seed=seeds, size=st.integers(2, 5), count=st.integers(1, 3))
def test_two_results_in_each_others_place_are_found(seed: int, size: int, count: int) -> None:
    pairs = generic(seed, count, 2, size)
    expected = Table.stack(Table.of(h=h, c=c) for h, c in pairs)
    actual = Table.stack(Table.of(h=h, c=c) for c, h in pairs)
    assert name(expected, actual) == "swapped"
    assert said(expected, actual) == "h and c are exchanged: each has the values of the other."


@steady
@given(seed=seeds)
def test_steps_that_are_off_by_one_are_found_where_rows_follow_one_another(seed: int) -> None:
    steps = [1, 2, 3, 4, 5, 10, 20]
    values = generic(seed, 22)
    expected = Table(["step", "y"], [(n, values[n]) for n in steps])
    assert name(expected, Table(["step", "y"], [(n, values[n - 1]) for n in steps])) == "shifted"
    assert said(expected, Table(["step", "y"], [(n, values[n + 1]) for n in steps])).startswith(
        "Everything is one ste"
    )


@steady
@given(seed=seeds, size=sizes)
def test_unrelated_values_have_no_relation(seed: int, size: int) -> None:
    expected, actual = generic(seed, 2, 3, size)
    assert name(rows_of(expected), rows_of(actual)) == ""


@pytest.mark.parametrize("relation_name", [name for name in POINTWISE if name != "nearly"])
@steady
@given(seed=seeds, size=sizes, at=st.integers(0, 2**16))
def test_one_value_that_does_not_fit_refutes_it(
    relation_name: str, seed: int, size: int, at: int
) -> None:
    rows = generic(seed, 2, size)
    actual = np.array(POINTWISE[relation_name](rows), float)
    actual.flat[at % rows.size] += 0.123456
    assert name(rows_of(rows), rows_of(actual)) == ""


@pytest.mark.parametrize("relation_name", PLACED)
@steady
@given(seed=seeds, size=sizes, at=st.integers(0, 2**16))
def test_one_component_out_of_place_refutes_it(
    relation_name: str, seed: int, size: int, at: int
) -> None:
    rows = generic(seed, 4, size)
    actual = np.array(PLACED[relation_name](rows))
    row = at % 3 if relation_name == "shifted" else at % 4
    actual[row, at % size] += 0.123456
    assert name(rows_of(rows), rows_of(actual)) == ""


@steady
@given(seed=seeds, change=st.sampled_from([*POINTWISE.values()]))
def test_two_different_values_are_not_enough(seed: int, change: Callable[[Array], Any]) -> None:
    few = generic(seed, 2)[[0, 1, 0, 1, 1, 0]]
    assert name(Table.of(v=few), Table.of(v=np.array(change(few), float))) == ""


@steady
@given(
    st.lists(st.sampled_from([-1.0, 0.0, 1.0]), min_size=1, max_size=9),
    st.sampled_from([*POINTWISE.values()]),
)
def test_zeros_and_ones_prove_nothing(values: list[float], change: Callable[[Array], Any]) -> None:
    vector = np.array(values * 3)
    assert name(Table.of(v=vector), Table.of(v=np.array(change(vector), float))) == ""


@steady
@given(seed=seeds)
def test_where_two_relations_hold_none_is_said(seed: int) -> None:
    half = np.abs(generic(seed, 4)) + 0.1
    both = np.concatenate([-half[::-1], half])  # its reverse is its negative
    assert name(Table.of(v=both), Table.of(v=-both)) == ""


@steady
@given(seed=seeds, size=st.integers(2, 5))
def test_a_symmetric_matrix_is_not_said_to_be_transposed(seed: int, size: int) -> None:
    matrix = generic(seed, size, size)
    symmetric = matrix + matrix.T
    assert name(Table.of(m=symmetric), Table.of(m=symmetric.T)) == ""


@steady
@given(seed=seeds, size=st.integers(3, 9))
def test_a_component_that_is_never_computed_is_not_said_to_be_clipped(seed: int, size: int) -> None:
    rows = generic(seed, 2, size)
    rows[:, -1] = np.abs(rows).max() + np.abs(rows[:, -1])
    unfinished = rows.copy()
    unfinished[:, -1] = rows[:, :-1].max()
    assert name(rows_of(rows), rows_of(unfinished)) in ("", "nearly")


@steady
@given(seed=seeds, size=sizes)
def test_equal_tables_have_no_relation(seed: int, size: int) -> None:
    rows = rows_of(generic(seed, 2, size))
    assert name(rows, rows) == ""


@pytest.mark.parametrize("odd", [float("nan"), float("inf"), "text", True])
def test_what_is_no_number_has_no_relation(odd: float | str) -> None:
    assert name(Table.of(v=[1.0, 2.0, 3.0, 4.0]), Table.of(v=[-1.0, -2.0, -3.0, odd])) == ""


@pytest.mark.parametrize(
    "change", [*POINTWISE.values(), *(lambda v, f=f: v[f] for f in PLACES_OF_FIVE)]
)
def test_numbers_that_came_as_text_have_no_relation(change: Callable[[Array], Any]) -> None:
    values = np.array([-3.75, 1.5, 8.25, -0.625, 4.0])
    numbers = np.array(change(values), float)
    expected, texts = [str(v) for v in values], [str(v) for v in numbers]
    assert name(Table.of(v=expected), Table.of(v=texts)) == ""
    assert name(Table.of(v=values), Table.of(v=texts)) == ""
    assert name(Table.of(v=expected), Table.of(v=numbers)) == ""


@pytest.mark.parametrize("row", range(6))
def test_a_value_that_is_text_in_any_row_has_no_relation(row: int) -> None:
    values = [1.5, -2.25, 3.125, 4.75, -5.5, 6.875]
    expected = Table(["n", "y"], list(enumerate(values)))
    assert (
        name(expected, Table(["n", "y"], [(n, 2 * y) for n, y in enumerate(values)]))
        == "constant_factor"
    )
    right_rows, rows = (
        [(n, "12" if n == row else f * y) for n, y in enumerate(values)] for f in (1, 2)
    )
    assert name(Table(["n", "y"], right_rows), Table(["n", "y"], rows)) == ""


def test_a_right_text_beside_them_hides_no_relation_of_numbers() -> None:
    rows = [("a", "x", 1.5), ("b", "y", -2.25), ("c", "z", 3.125), ("d", "x", 4.75)]
    expected = Table(["context", "next", "p"], rows)
    actual = Table(["context", "next", "p"], [(context, word, 2 * p) for context, word, p in rows])
    assert said(expected, actual) == "Each value is twice what it should be."


def test_a_wrong_text_beside_them_leaves_numbers_without_a_relation() -> None:
    rows = [("a", "x", 1.5), ("b", "y", -2.25), ("c", "z", 3.125), ("d", "x", 4.75)]
    actual = [(context, word * 2, 2 * p) for context, word, p in rows]
    assert (
        name(Table(["context", "next", "p"], rows), Table(["context", "next", "p"], actual)) == ""
    )


def test_counts_are_numbers_too() -> None:
    expected = Table(["sizes", "operations"], [("a", 8), ("b", 24), ("c", 560)])
    assert said(expected, Table(["sizes", "operations"], [("a", 2), ("b", 6), ("c", 140)])) == (
        "Each value is a quarter of what it should be."
    )


@steady
@given(seed=seeds)
def test_only_what_is_wrong_must_fit_and_is_named(seed: int) -> None:
    h, c = generic(seed, 2, 5)
    assert (
        said(Table.of(h=h, c=c), Table.of(h=-h, c=c))
        == "In h: Each value is the negative of what it should be."
    )
    assert name(Table.of(h=h, c=c), Table.of(h=-h, c=2 * c)) == ""


@pytest.mark.parametrize(
    ("factor", "words"),
    [
        (2.0, "is twice what it should be."),
        (-0.5, "is half what it should be, and with the wrong sign."),
        (
            100.0,
            "is 100 times what it should be: is a fraction given in percent, or the other "
            "way round?",
        ),
        (
            1 / np.log(2),
            "is 1 / ln 2 times what it should be: is a logarithm taken to another base?",
        ),
        (
            np.log(2),
            "is 1 / (1 / ln 2) of what it should be: is a logarithm taken to another base?",
        ),
        (
            1 / 7,
            "is 1/7 of what it should be: 7 numbers belong together here, is a mean taken "
            "for a sum?",
        ),
        (1.7, "is 1.7 times what it should be."),
    ],
)
def test_a_factor_is_said_by_its_name(factor: float, words: str) -> None:
    values = generic(1, 7)
    assert said(Table.of(v=values), Table.of(v=factor * values)) == f"Each value {words}"


def test_every_relation_has_a_law_here() -> None:
    assert set(RELATIONS) == {*POINTWISE, *PLACED, "transposed", "swapped"}


def test_nan_for_a_number_is_told_where_nothing_else_is_wrong() -> None:
    nan = float("nan")
    told = nan_for_number([(1.0, 1.0), (2.0, nan), (3.0, nan)])
    assert told is not None
    assert told.says.startswith("nan came of a number: a logarithm")
    assert nan_for_number([(1.0, 1.5), (2.0, nan), (3.0, nan)]) is None
    assert nan_for_number([(1.0, 1.0)]) is None


def test_what_comes_for_a_drawn_value_is_said_of_special_ones_only() -> None:
    words, zeros = [("a", "b"), ("a", "b")], [(0.0, math.inf), (0.0, math.inf)]
    assert constant_for_constant(words) is not None
    assert constant_for_constant(words, is_drawn=True) is None
    assert constant_for_constant(zeros, is_drawn=True) is not None


def test_one_and_the_same_whole_number_everywhere_is_not_said_to_be_cut_off() -> None:
    expected = Table(["y"], [[0.95], [0.03], [-0.8], [0.4], [2.5]])
    assert name(expected, Table(["y"], [[1.0]] * 5)) == ""
    assert name(expected, Table(["y"], [[1.0], [7.0], [-3.0], [1.0], [4.0]])) == "whole_numbers"


def test_ends_of_a_squashing_function_are_not_said_to_be_cut_off() -> None:
    expected = Table(["y"], [[0.95], [0.03], [-0.8], [0.4], [-0.5]])
    assert name(expected, Table(["y"], [[1.0], [1.0], [1.0], [-1.0], [1.0]])) == ""
    assert name(expected, Table(["y"], [[1.0], [0.0], [-1.0], [0.0], [0.0]])) == "whole_numbers"
