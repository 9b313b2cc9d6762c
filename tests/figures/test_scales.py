"""Scales and ticks, whatever the values are."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kata_runner.figures.scales import LARGEST, SMALLEST_LOG, Scale, make_scale

numbers = st.floats(allow_nan=False, allow_infinity=False)
positive = st.floats(min_value=5e-324, allow_infinity=False)
counts = st.integers(min_value=1, max_value=12)


def refuse_bad_ticks(scale: Scale, most: int) -> None:
    assert -math.inf < scale.low < scale.high < math.inf
    assert all(scale.low <= tick <= scale.high for tick in scale.ticks)
    assert all(a < b for a, b in pairwise(scale.ticks))
    assert len(scale.ticks) <= max(most, 3) + 1
    assert len(set(scale.labels)) == len(scale.ticks) == len(scale.labels)
    assert all(len(label) <= 24 for label in scale.labels)


@given(st.lists(numbers), counts, st.booleans())
def test_a_scale_holds_every_value(values: list[float], most: int, is_tight: bool) -> None:
    scale = make_scale(values, most, is_tight=is_tight)
    refuse_bad_ticks(scale, most)
    places = [scale.place(value) for value in sorted(values)]
    assert all(-1e-9 <= place <= 1 + 1e-9 for place in places)
    assert places == sorted(places)


@given(st.lists(positive), counts, st.booleans())
def test_a_logarithmic_scale_holds_every_positive_value(
    values: list[float], most: int, is_tight: bool
) -> None:
    scale = make_scale(values, most, is_log=True, is_tight=is_tight)
    refuse_bad_ticks(scale, most)
    assert scale.low > 0
    places = [scale.place(value) for value in sorted(values)]
    assert all(place <= 1 + 1e-9 for place in places)
    inside = [place for value, place in zip(sorted(values), places, strict=True)
              if SMALLEST_LOG <= value <= LARGEST]  # fmt: skip
    assert all(place >= -1e-9 for place in inside)
    assert places == sorted(places)


@given(st.floats(1, 1000), st.floats(1, 1000), counts, st.booleans())
@example(1.1, 1.9, 3, True)
@example(0.06, 0.149, 3, True)
@example(0.7, 1.61, 3, True)
def test_every_scale_has_a_tick(one: float, other: float, most: int, is_tight: bool) -> None:
    for is_log in (False, True):
        scale = make_scale((one, other), most, is_log=is_log, is_tight=is_tight)
        refuse_bad_ticks(scale, most)
        assert scale.ticks
        for tick, label in zip(scale.ticks, scale.labels, strict=True):
            assert float(label) == pytest.approx(tick, rel=0.01)


@pytest.mark.parametrize(
    ("values", "labels"),
    [([1.1, 1.9], ("1.2", "1.4", "1.6", "1.8")), ([6, 14.9], ("10",)), ([0.5, 2.5], ("1", "2"))],
    ids=["finer", "no room", "two"],
)
def test_a_narrow_scale_has_as_many_ticks_as_fit(
    values: list[float], labels: tuple[str, ...]
) -> None:
    assert make_scale(values, 3, is_tight=True).labels == labels


def test_the_label_of_a_single_tick_is_its_value() -> None:
    assert Scale(1.1, 1.9, (1.5,)).labels == ("1.5",)
    assert Scale(-1, 1, (0.0,)).labels == ("0",)


@given(st.lists(numbers, min_size=2), st.booleans())
def test_labels_say_where_their_ticks_are(values: list[float], is_log: bool) -> None:
    scale = make_scale(map(abs, values), is_log=is_log)
    step = min((b - a for a, b in pairwise(scale.ticks)), default=math.inf)
    for tick, label in zip(scale.ticks, scale.labels, strict=True):
        assert abs(float(label) - tick) <= step / 20


@pytest.mark.parametrize(
    ("values", "is_log", "labels"),
    [
        ([0, 50], False, ("0", "10", "20", "30", "40", "50")),
        ([-1, 1], False, ("-1", "-0.5", "0", "0.5", "1")),
        ([1000.1, 1000.2], False, ("1000.1", "1000.12", "1000.14", "1000.16", "1000.18", "1000.2")),
        ([0, 3e6], False, ("0", "1e6", "2e6", "3e6")),
        ([1e-26, 1], True, ("1e-25", "1e-20", "1e-15", "1e-10", "1e-5", "1")),
        ([1, 1000], True, ("1", "10", "100", "1000")),
        ([2, 9], True, ("2", "4", "6", "8")),
    ],
)
def test_ticks_are_round(values: list[float], is_log: bool, labels: tuple[str, ...]) -> None:
    assert make_scale(values, is_log=is_log).labels == labels
