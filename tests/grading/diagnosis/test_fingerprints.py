"""Fingerprints: results that are next to equal share one on one of the grids, others do not."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kata_runner.cells import Cell
from kata_runner.engine.job import Problem, Result
from kata_runner.grading.diagnosis.fingerprints import take_fingerprints
from kata_runner.model import Status
from kata_runner.table import Table
from tests.helpers.thorough import examples

numbers = st.floats(min_value=1e-9, max_value=1e9).map(float)


def result(*cells: Cell) -> Result:
    return Result("e", Table([f"c{index}" for index in range(len(cells))], [cells]), None)


def share(a: Result, b: Result) -> bool:
    return any(
        one == other for one, other in zip(take_fingerprints(a), take_fingerprints(b), strict=True)
    )


@settings(max_examples=examples(200), deadline=None)
@given(numbers, st.floats(min_value=-1e-6, max_value=1e-6))
def test_rounding_never_hides_what_is_equal(number: float, off: float) -> None:
    assert share(result(number), result(number * (1 + off)))
    assert share(result(-number), result(-number * (1 + off)))


@pytest.mark.parametrize(
    ("one", "other"),
    [(1.0, 1.1), (1.0, -1.0), (0.0, 1e-3), ("a", "b"), (True, False), (1.0, math.nan)],
)
def test_what_differs_has_others(one: Cell, other: Cell) -> None:
    assert not share(result(one, 2.0), result(other, 2.0))


def test_a_whole_number_is_as_good_as_a_float() -> None:
    assert share(result(3), result(3.0))


def test_numbers_of_any_size_have_one() -> None:
    for number in (10**400, -(10**400), math.inf, -math.inf, math.nan, 5e-324, 0):
        assert share(result(number), result(number))


def test_problems_are_told_apart_by_what_they_say() -> None:
    def problem(text: str, kind: str = "crashed") -> Result:
        return Result("e", None, Problem(Status.CRASHED, kind, text))

    assert share(problem("ValueError: a"), problem("ValueError: a"))
    assert not share(problem("ValueError: a"), problem("ValueError: b"))
    assert share(problem("TypeError: a", "unusable"), problem("TypeError: b", "unusable"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ValueError: math domain error", "ValueError: expected a positive input, got 0.0"),
        (
            "ValueError: max() arg is an empty sequence",
            "ValueError: max() iterable argument is empty",
        ),
    ],
)
def test_the_words_of_another_python_have_the_fingerprint_of_the_older_ones(
    old: str, new: str
) -> None:
    one, other = (
        take_fingerprints(Result("e", None, Problem(Status.CRASHED, "crashed", text)))
        for text in (old, new)
    )
    assert one == other
