"""Controls: which values are prepared, and how a demo is run with other ones."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kata_runner.controls import Control
from kata_runner.figures.settings import MAX_PREPARED, list_values

numbers = st.floats(min_value=-1e6, max_value=1e6).map(lambda value: round(value, 6))


@given(st.tuples(numbers, numbers, numbers))
def test_prepared_values_are_few_and_hold_the_default(ends: tuple[float, float, float]) -> None:
    low, default, high = sorted(ends)
    if low + 1e-3 > high:
        return
    values = list_values(Control("rate", low, high, default))
    assert default in values and 2 <= len(values) <= MAX_PREPARED
    assert all(low - 1e-9 <= value <= high + 1e-9 for value in values)
    assert all(a < b for a, b in pairwise(values))


@given(st.tuples(numbers, numbers), st.integers(-(10**6), 10**6))
def test_a_control_of_whole_numbers_allows_every_prepared_value(
    ends: tuple[float, float], default: int
) -> None:
    low, high = min(*ends, default), max(*ends, default)
    if low == high:
        return
    control = Control("size", low, high, default)
    values = list_values(control)
    assert default in values and all(map(control.allows, values))
    assert all(a < b for a, b in pairwise(values))


@pytest.mark.parametrize(
    ("control", "values"),
    [
        (Control("bias", -2, 6, 1.0), tuple(n / 2 for n in range(-4, 13))),
        (Control("size", 1, 4, 2), (1, 2, 3, 4)),
        (Control("size", 0, 100, 10), tuple(range(0, 101, 5))),
        (Control("rate", 0, 1, 0.52), tuple(0.52 if n == 10 else n / 20 for n in range(21))),
        (Control("rate", 0.5, 4, 1.0), (0.5, *(n / 5 for n in range(3, 21)))),
        (Control("size", 0.5, 3.5, 1), (1, 2, 3)),
        (Control("size", 0.5, 1.5, 1), (1,)),
    ],
    ids=["halves", "wholes", "fives", "default", "ends", "between", "one"],
)  # fmt: skip
def test_prepared_values_are_round(control: Control, values: tuple[float, ...]) -> None:
    assert list_values(control) == pytest.approx(values)
    assert all(isinstance(value, int) == control.is_whole for value in list_values(control))
