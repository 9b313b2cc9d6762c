"""What a picture shows, and what it says that it does not."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from kata_runner import Table, figure
from kata_runner.authoring import Declaration
from kata_runner.figures.axes import clip_segment, is_inside, place_axes
from kata_runner.figures.fit import fit_line
from kata_runner.figures.picture import Picture, make_picture
from tests.figures.conftest import DECAY, PICTURES, WEIGHTS, WRONG

DrawPicture = Callable[..., Picture]


def test_a_picture_of_every_column_is_complete(picture: DrawPicture) -> None:
    drawn = picture(figure.lines("step", ["slow", "fast"]), DECAY)
    assert drawn.is_complete and not drawn.remarks
    assert [series.name for series in drawn.series] == ["slow", "fast"]
    assert drawn.series[0].xs == tuple(map(float, range(11)))


def test_a_picture_of_some_columns_is_not(picture: DrawPicture) -> None:
    assert not picture(figure.lines("step", "slow"), DECAY).is_complete


@pytest.mark.parametrize(
    ("value", "drawn", "remark"),
    [
        (0.0, figure.lines("x", "y", log=True), "1 value of zero or less, on a logarithmic axis"),
        (math.nan, figure.lines("x", "y"), "1 value, nan or no number"),
        (1e-9, figure.lines("x", "y", log=True, floor=1e-6), "1 value below 1e-6"),
        (2e-6, figure.lines("x", "y", log=True, floor=2.1e-6), "1 value below 2.1e-6"),
    ],
    ids=["zero", "nan", "floor", "digits"],
)
def test_what_is_not_drawn_is_said(
    value: float, drawn: figure.Figure, remark: str, picture: DrawPicture
) -> None:
    made = picture(drawn, Table(["x", "y"], [[1, 1.0], [2, value]]))
    assert made.remarks == (f"Not drawn of y: {remark}.",)
    assert not made.is_complete


def test_the_learners_values_are_drawn_over_the_expected_ones(picture: DrawPicture) -> None:
    drawn = picture(figure.lines("step", "slow"), DECAY, WRONG)
    assert [(series.name, series.is_expected) for series in drawn.series] == [
        ("slow, expected", True),
        ("slow", False),
    ]
    assert drawn.has_both


def test_what_an_attempt_gives_can_not_break_a_picture(picture: DrawPicture) -> None:
    table = Table(["x", "y"], [[1, 1.0], [2, 2.0]])
    odd = Table(["x", "y"], [["\x1b[31mred\n" * 99, "text"], [10**400, -(10**400)]])
    drawn = picture(figure.lines("x", "y"), table, odd)
    assert all("\x1b" not in name and len(name) <= 40 for name in drawn.x.categories)
    assert "Not drawn of y: 1 value, nan or no number." in drawn.remarks
    assert drawn.series[1].ys[1] == -math.inf


@pytest.mark.parametrize("drawn", [None, figure.lines("step", "none")], ids=["none", "columns"])
def test_there_is_no_picture_where_nothing_can_be_drawn(drawn: figure.Figure | None) -> None:
    declaration = Declaration("a", "A", "A.", 0, figure=drawn)
    assert make_picture(declaration, DECAY) is None
    assert make_picture(declaration, None) is None


def test_an_infinite_value_stands_at_the_end_beyond_all_others(picture: DrawPicture) -> None:
    _, y = place_axes(picture(*PICTURES["infinite"]), 6, 6)
    assert y.place(math.inf) == 1.0
    assert 0 < y.place(29.4) < y.place(61.1) < 0.9
    assert [*y.ticks()][-1] == (1.0, "inf")


def test_both_axes_of_a_path_have_one_scale(picture: DrawPicture) -> None:
    drawn = picture(*PICTURES["path"])
    x, y = place_axes(drawn, 6, 6, aspect=2.0)
    across = x.place(10.0) - x.place(0.0)
    assert y.place(10.0) - y.place(0.0) == pytest.approx(2 * across)
    [series] = drawn.series
    assert all(
        is_inside((x.place(a), y.place(b))) for a, b in zip(series.xs, series.ys, strict=True)
    )


def test_a_fit_finds_the_law() -> None:
    fit = fit_line([10, 100, 1000], [2e1, 2e3, 2e5], "xy")
    assert fit is not None
    assert fit.slope == pytest.approx(2) and fit.at(100) == pytest.approx(2e3)
    assert fit.describe("length") == "fit: length to the power 2.00"
    straight = fit_line([0, 1, 2], [1, 3, 5], "")
    assert straight is not None and straight.describe("step") == "fit: +2 for each step"
    falling = fit_line([0, 1, 2], [1, 0.5, 0.25], "y")
    assert falling is not None and falling.describe("step") == "fit: times 0.5 for each step"
    tenfold = fit_line([1, 10, 100], [0, 3, 6], "x")
    assert tenfold is not None and tenfold.describe("n") == "fit: +3 for each tenfold n"


def test_there_is_no_fit_without_two_places() -> None:
    assert fit_line([1, 1], [2, 3], "") is None
    assert fit_line([1, 2], [0, 1], "y") is None
    assert fit_line([1, math.nan], [2, 3], "") is None


def test_a_line_is_cut_where_it_leaves_the_picture() -> None:
    assert clip_segment((0.5, 0.5), (0.5, -0.5)) == ((0.5, 0.5), (0.5, 0.0))
    assert clip_segment((-1.0, 0.0), (2.0, 1.0)) == ((0.0, 1 / 3), (1.0, 2 / 3))
    assert clip_segment((0.0, 2.0), (1.0, 2.0)) is None
    assert clip_segment((0.0, 0.0), (math.nan, 1.0)) is None
    assert not is_inside((math.nan, 0.5)) and not is_inside((0.5, 1.1)) and is_inside((1.0, 0.0))


def test_a_fit_through_the_largest_numbers_is_still_a_number() -> None:
    steep = fit_line([1, 1.001], [1e-300, 1e300], "y")
    assert steep is not None and math.isfinite(steep.at(2))
    assert "times 1e+300" in steep.describe("n")
    flat = fit_line([1e-300, 1e300], [1, 2], "x")
    assert flat is not None
    values = [x for x, _ in flat.list_points([1e-300, 1e300], 4)]
    assert values == sorted(values) and all(map(math.isfinite, values))


def test_values_that_look_the_same_are_as_expected(picture: DrawPicture) -> None:
    drawn = figure.lines("step", "slow")
    nearly = Table(DECAY.columns, [[n, 0.9**n * (1 + 1e-9), 0.1**n] for n in range(11)])
    assert picture(drawn, DECAY, nearly).is_as_expected
    assert not picture(drawn, DECAY, WRONG).is_as_expected
    assert not picture(drawn, DECAY).is_as_expected, "there is nothing of the learner's"
    shorter = Table(DECAY.columns, DECAY.rows[:3])
    assert not picture(drawn, DECAY, shorter).is_as_expected
    field = figure.heatmap("key", "query", "weight")
    assert picture(field, WEIGHTS, WEIGHTS).is_as_expected


@pytest.mark.parametrize("lowest", [1.5e-6, 2.5e-6, 0.5], ids=["below", "near", "far"])
@pytest.mark.parametrize("floor", [1e-6, 2.1e-6], ids=["round", "odd"])
def test_a_vertical_axis_begins_at_its_floor(
    floor: float, lowest: float, picture: DrawPicture
) -> None:
    drawn = figure.lines("x", "y", log=True, floor=floor)
    _, y = place_axes(picture(drawn, Table(["x", "y"], [[1, 1.0], [2, lowest]])), 6, 6)
    assert y.place(floor) == pytest.approx(0.0, abs=1e-9) and y.place(floor * 0.99) < 0
    assert len([*y.ticks()]) > 1
