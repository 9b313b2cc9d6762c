"""Pictures as text: what they are made of, how wide they are, that nothing rests on colour."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click import unstyle
from hypothesis import given, settings
from hypothesis import strategies as st

from kata_runner import Table, figure
from kata_runner.figures.picture import Picture, make_picture
from kata_runner.figures.terminal import draw, list_remarks
from kata_runner.figures.terminal.canvas import Canvas
from kata_runner.figures.terminal.look import Look
from kata_runner.grading.feedback.cell_text import display_width
from tests.figures.conftest import DECAY, PICTURES, SHARES, WRONG, declare
from tests.helpers.thorough import examples

DrawPicture = Callable[..., Picture]
PLAIN = Look(80, is_unicode=False)


def text(picture: Picture, look: Look = PLAIN) -> str:
    return unstyle(draw(picture, look))


@pytest.mark.parametrize("width", [30, 60, 80, 300])
@pytest.mark.parametrize("is_unicode", [True, False])
def test_no_line_is_wider_than_the_terminal(
    any_picture: Picture, width: int, is_unicode: bool
) -> None:
    lines = text(any_picture, Look(width, is_unicode)).splitlines()
    assert max(map(display_width, lines)) <= min(width, 88)
    assert is_unicode or "\n".join(lines).isascii()


def test_each_curve_has_a_marker_of_its_own_also_without_colour(picture: DrawPicture) -> None:
    drawn = text(picture(*PICTURES["lines"]))
    legend, *rest = drawn.splitlines()
    assert legend == "what is left:   * slow   x fast"
    for marker in "*x":
        assert sum(line.count(marker) for line in rest) >= 10, "one more may hide the other's first"


def test_the_learners_curve_has_other_markers_than_the_expected_one(picture: DrawPicture) -> None:
    drawn = text(picture(figure.lines("step", "slow"), DECAY, WRONG))
    assert drawn.splitlines()[0] == "* slow   a slow, expected"
    assert "●" in text(picture(figure.lines("step", "slow"), DECAY, WRONG), Look(80))
    assert "○" in text(picture(figure.lines("step", "slow"), DECAY, WRONG), Look(80))


def test_axes_have_ticks_and_names(picture: DrawPicture) -> None:
    lines = text(picture(*PICTURES["lines"])).splitlines()
    ticks = [line.split()[0] for line in lines[:-3] if " +" in line[:8]]
    assert ticks == ["1", "0.01", "1e-4", "1e-6", "1e-8", "1e-10"]
    assert lines[-1].strip() == "step"
    assert lines[-2].split() == ["0", "2", "4", "6", "8", "10"]


def test_an_exponential_is_a_straight_line_on_a_logarithmic_axis(picture: DrawPicture) -> None:
    drawn = picture(figure.lines("step", "fast", log=True), DECAY)
    rows = text(drawn, Look(88, is_unicode=False)).splitlines()[1:15]
    points = [(row.index("*"), place) for place, row in enumerate(rows) if "*" in row]
    (left, top), (right, bottom) = points[0], points[-1]
    for x, y in points:
        assert y == pytest.approx(top + (x - left) / (right - left) * (bottom - top), abs=0.6)


def test_bars_stand_with_their_values(picture: DrawPicture) -> None:
    lines = text(picture(*PICTURES["bars"])).splitlines()
    assert lines[0] == "probability by alpha"
    assert [line.split()[-1] for line in lines[1:]] == ["1.00", "0.00", "0.25", "0.75"]
    lengths = [line.count("#") + line.count("=") for line in lines[1:]]
    assert lengths[0] == pytest.approx(4 * lengths[2], abs=2)
    assert lengths[3] == pytest.approx(3 * lengths[2], abs=2)


def test_expected_bars_stand_below_the_learners(picture: DrawPicture) -> None:
    drawn = text(picture(figure.bars("alpha", "seen"), SHARES, SHARES))
    own, expected = [line.split() for line in drawn.splitlines()[1:3]]
    assert own[1] == "seen" and own[2].count("#") > 50
    assert expected[:2] == ["seen,", "expected"] and expected[2] == "." * len(own[2])


def test_a_negative_bar_goes_to_the_left(picture: DrawPicture) -> None:
    table = Table(["n", "v"], [["a", -1.0], ["b", 1.0]])
    first, second = text(picture(figure.bars("n", "v"), table)).splitlines()[1:]
    assert first.rindex("#") < second.index("#")


def test_a_heatmap_is_shaded_by_its_values(picture: DrawPicture) -> None:
    lines = [line.ljust(30) for line in text(picture(*PICTURES["heatmap"])).splitlines()]
    assert lines[0].split() == ["query", "k0", "k1", "k2"]
    assert [line[6 + 7 * place] for place, line in enumerate(lines[1:4])] == ["@", "@", "@"]
    assert [line[6 + 14 - 7 * place] for place, line in enumerate(lines[1:4])] == [" ", "@", " "]
    assert lines[-1].startswith("weight: 0.135 ") and lines[-1].split()[-1] == "1"


def test_a_path_says_where_it_begins_and_ends(picture: DrawPicture) -> None:
    drawn = text(picture(*PICTURES["path"]))
    assert drawn.splitlines()[0] == "* y   from S to E"
    assert drawn.count("S") == 2 and drawn.count("E") == 2


def test_a_fit_stands_in_the_legend(picture: DrawPicture) -> None:
    legend = text(picture(*PICTURES["scatter"])).splitlines()[0]
    assert legend == "* ms   (fit: length to the power 1.00)"


def test_a_curve_that_falls_below_the_floor_leaves_the_picture(picture: DrawPicture) -> None:
    drawn = picture(figure.lines("step", "fast", log=True, floor=1e-3), DECAY)
    lines = text(drawn, PLAIN).splitlines()
    bottom = [line for line in lines if "|" in line or "+" in line][-2]
    assert bottom.count(".") + bottom.count("*") <= 3


def test_dots_are_braille_two_by_four() -> None:
    canvas = Canvas(1, 1, is_unicode=True)
    canvas.draw_dot((0, 0), "")
    canvas.draw_dot((1, 3), "")
    assert canvas.lines() == ["⢁"]


def test_a_crowd_of_dots_has_no_markers(picture: DrawPicture) -> None:
    table = Table(["a", "b"], [[n, n * n % 97] for n in range(300)])
    drawn = text(picture(figure.scatter("a", "b"), table), Look(80))
    assert drawn.count("●") == 1, "the one in the legend"


wild = st.floats() | st.integers() | st.booleans() | st.text(max_size=5)


def test_labels_that_one_scale_for_both_axes_makes_longer_have_room() -> None:
    table = Table(["x", "y"], [(0.0, 0.0), (7692307692307695.0, 0.0)])
    made = make_picture(declare(figure.path("x", "y")), Table(["x", "y"], [[1, 2.0]]), table)
    assert made is not None
    assert max(map(display_width, text(made, Look(60, False)).splitlines())) == 60


@settings(max_examples=examples(60), deadline=None)
@given(
    st.lists(st.tuples(wild, wild, wild), min_size=1, max_size=12),
    st.sampled_from([
        figure.lines("x", ["y", "z"]), figure.lines("x", ["y", "z"], log="xy"),
        figure.path("x", "y"), figure.bars("x", ["y", "z"]), figure.heatmap("x", "y", "z"),
        figure.scatter("x", ["y", "z"], fit=True), figure.scatter("x", "y", log="xy", fit=True),
    ]),
    st.booleans(),
)  # fmt: skip
def test_whatever_an_attempt_gives_is_drawn(
    rows: list[tuple[object, ...]], drawn: figure.Figure, is_unicode: bool
) -> None:
    table = Table(["x", "y", "z"], rows)
    made = make_picture(declare(drawn), Table(["x", "y", "z"], [[1, 2.0, 3.0]]), table)
    assert made is not None
    lines = text(made, Look(60, is_unicode)).splitlines()
    assert max(map(display_width, lines)) <= 60
    assert all(line.isprintable() for line in lines)


@pytest.mark.parametrize("last", [10.0, 10_000.0, 1e9])
def test_the_name_of_a_last_column_makes_no_line_wider(last: float, picture: DrawPicture) -> None:
    rows = [[x, "a row of a long name", 0.0] for x in (*map(float, range(10)), last)]
    drawn = text(picture(figure.heatmap("x", "y", "z"), Table(["x", "y", "z"], rows)), Look(60))
    assert max(map(display_width, drawn.splitlines())) <= 60


@pytest.mark.parametrize(
    "drawn",
    [figure.heatmap("x", "y", "z"), figure.scatter("x", "z", fit=True)],
    ids=["heatmap", "fit"],
)
def test_numbers_at_the_end_of_all_numbers_are_drawn(
    drawn: figure.Figure, picture: DrawPicture
) -> None:
    most = 1.7976931348622105e308
    table = Table(["x", "y", "z"], [[0.0, 1.0, most], [most, 2.0, -most], [-most, 3.0, 0.0]])
    assert text(picture(drawn, table), Look(60))


@pytest.mark.parametrize("most", [5e-324, 1e-310, 1.7e308], ids=["least", "tiny", "huge"])
def test_bars_are_as_long_as_their_values_at_both_ends_of_all_numbers(
    most: float, picture: DrawPicture
) -> None:
    table = Table(["n", "v"], [["a", most], ["b", -most], ["c", 0.0]])
    lengths = [line.count("#") for line in text(picture(figure.bars("n", "v"), table)).splitlines()]
    assert lengths[1] == pytest.approx(lengths[2], abs=1) and lengths[2] > 20
    assert lengths[3] == 0


def test_what_the_terminal_leaves_out_has_a_remark(picture: DrawPicture) -> None:
    numbers = range(201)
    bars = picture(figure.bars("x", "y"), Table(["x", "y"], [[n, 1.0] for n in numbers]))
    assert list_remarks(bars, PLAIN) == (
        "Not drawn: 1 bar after the first 200; --json has all values.",
    )
    rows = [[x, y, 1.0] for x in range(3) for y in range(81)]
    field = picture(figure.heatmap("x", "y", "z"), Table(["x", "y", "z"], rows))
    assert list_remarks(field, PLAIN) == (
        "Each character is the mean of up to 3 values; --json has all of them.",
    )


@pytest.mark.parametrize(
    "drawn",
    [figure.heatmap("x", "y", "z"), figure.bars("x", "y"), figure.lines("x", "y")],
    ids=["heatmap", "bars", "lines"],
)
def test_a_table_without_rows_is_drawn(drawn: figure.Figure, picture: DrawPicture) -> None:
    empty = picture(drawn, Table(["x", "y", "z"], []))
    assert "x" in text(empty) and not list_remarks(empty, PLAIN)


def test_there_is_no_remark_about_a_picture_that_fits(any_picture: Picture) -> None:
    assert list_remarks(any_picture, PLAIN) == any_picture.remarks == ()
