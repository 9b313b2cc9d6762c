"""Pictures by matplotlib: each kind of file is opened again."""

from __future__ import annotations

import hashlib
import math
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kata_runner import Table, figure
from kata_runner.errors import PathError, UsageError
from kata_runner.figures.picture import Picture
from kata_runner.figures.plot import RC_PARAMS, draw_all, plot
from tests.figures.conftest import DECAY, PICTURES, SHARES, WRONG

DrawPicture = Callable[..., Picture]
pytestmark = pytest.mark.slow


@pytest.fixture
def all_pictures(picture: DrawPicture) -> list[Picture]:
    pairs = [picture(figure.lines("step", "slow"), DECAY, WRONG),
             picture(figure.bars("alpha", "seen"), SHARES, SHARES)]  # fmt: skip
    return [*(picture(*pair) for pair in PICTURES.values()), *pairs]


@pytest.mark.thorough
def test_a_png_is_large_enough_to_print(all_pictures: list[Picture], tmp_path: Path) -> None:
    from matplotlib.image import imread

    plot(all_pictures, tmp_path / "all.png")
    image = imread(tmp_path / "all.png")
    height, width, _ = image.shape
    assert (width, height) == (1800, 2480)
    assert image[:, :, :3].min() < 0.2 and image.mean() > 0.8, "dark ink on white paper"


def test_an_svg_has_a_panel_a_picture_and_no_date(picture: DrawPicture, tmp_path: Path) -> None:
    for name in ("first.svg", "again.svg"):
        plot([picture(*PICTURES["lines"]), picture(*PICTURES["bars"])], tmp_path / name)
    root = ET.parse(tmp_path / "first.svg").getroot()
    panels = [group for group in root.iter() if str(group.get("id", "")).startswith("axes_")]
    assert len(panels) == 2
    hashes = {hashlib.sha256((tmp_path / name).read_bytes()).digest()
              for name in ("first.svg", "again.svg")}  # fmt: skip
    assert len(hashes) == 1


def test_a_pdf_is_one_page_with_fonts_in_it(picture: DrawPicture, tmp_path: Path) -> None:
    plot([picture(*PICTURES["path"])], tmp_path / "one.PDF")
    content = (tmp_path / "one.PDF").read_bytes()
    assert content.startswith(b"%PDF-") and content.count(b"/Type /Page ") == 1
    assert b"/FontFile2" in content and b"CreationDate" not in content


def test_names_are_no_formulas(picture: DrawPicture, tmp_path: Path) -> None:
    table = Table(["$x^", "\\frac{"], [[1, 2.0], [2, 3.0]])
    plot([picture(figure.lines("$x^", "\\frac{"), table)], tmp_path / "one.png")
    assert (tmp_path / "one.png").stat().st_size > 1000


def test_what_cannot_be_plotted(picture: DrawPicture, tmp_path: Path, monkeypatch: Any) -> None:
    drawn = [picture(*PICTURES["lines"])]
    with pytest.raises(UsageError, match=r"name a file that ends with .png, .svg or .pdf"):
        plot(drawn, tmp_path / "one.gif")
    with pytest.raises(UsageError, match="no experiment of this kata declares a picture"):
        plot([], tmp_path / "one.png")
    with pytest.raises(PathError, match=r"No such file or directory: name another file"):
        plot(drawn, tmp_path / "none" / "one.png")
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(UsageError, match=r"pip install 'kata-runner\[plot\]'"):
        plot(drawn, tmp_path / "one.png")


def test_a_long_legend_takes_no_room_from_the_axes(picture: DrawPicture) -> None:
    from matplotlib import rc_context

    names = [f"a rather long name {index}" for index in range(5)]
    rows = [[n, *(0.5**n * (index + 1) for index in range(5))] for n in range(1, 6)]
    table = Table(["step", *names], rows)
    pairs = [picture(figure.lines("step", names), table, table),
             picture(figure.bars("step", names[:3]), table, table)]  # fmt: skip
    with rc_context(RC_PARAMS):
        whole = draw_all(pairs)
        whole.draw_without_rendering()
    for panel in whole.axes:
        legend = panel.get_legend()
        assert legend is not None and panel.get_position().width > 0.35
        box, title = legend.get_window_extent(), panel.title.get_window_extent()
        assert whole.bbox.x0 <= box.x0 and box.x1 <= whole.bbox.x1
        assert box.y1 <= title.y0 + 1, "title and legend stand one above the other"
        assert [text.get_text() for text in legend.get_texts()][-1] == "expected"
        assert len(legend.get_texts()) == len(set(legend.get_texts()))


def test_the_law_of_the_expected_values_is_named_too(picture: DrawPicture) -> None:
    table = Table(["length", "ms"], [[10, 1.0], [100, 10.0], [1000, 100.0]])
    whole = draw_all([picture(figure.scatter("length", "ms", log="xy", fit=True), table, table)])
    legend = whole.axes[0].get_legend()
    assert legend is not None
    assert [text.get_text().partition(" (")[0] for text in legend.get_texts()] == [
        "ms, expected", "ms"
    ]  # fmt: skip


def get_points(panel: Any) -> list[list[float]]:
    """The points of a panel's first curve."""
    points: list[list[float]] = panel.lines[0].get_xydata().tolist()
    return points


def test_an_infinite_point_stands_at_the_end_of_its_axis(picture: DrawPicture) -> None:
    rows = [[-math.inf, 1.0], [1.0, math.inf], [2.0, 2.0], [math.inf, 3.0]]
    drawn = picture(figure.lines("x", "y"), Table(["x", "y"], rows))
    [panel] = draw_all([drawn]).axes
    (left, right), (_, top) = panel.get_xlim(), panel.get_ylim()
    assert get_points(panel) == [[left, 1], [1, top], [2, 2], [right, 3]]


def test_a_point_without_a_place_is_not_drawn(picture: DrawPicture) -> None:
    rows = [[1.0, 1.0], [2.0, -math.inf], [3.0, -1.0], [-math.inf, 2.0], [4.0, 10.0]]
    drawn = picture(figure.lines("x", "y", log="xy"), Table(["x", "y"], rows))
    [panel] = draw_all([drawn]).axes
    x, y = zip(*get_points(panel), strict=True)
    assert [math.isnan(a) or math.isnan(b) for a, b in zip(x, y, strict=True)] == [
        False, True, True, True, False
    ]  # fmt: skip


EXTREME: list[tuple[figure.Figure, list[tuple[float, ...]]]] = [
    (figure.lines("x", "y", log=True), [(1, 1e-290, 0), (2, 1e290, 0), (3, math.inf, 0)]),
    (figure.path("x", "y"), [(1e-300, math.inf, 0), (1.7e308, 0.0, 0), (0.0, 1e-300, 0)]),
    (figure.heatmap("x", "y", "z"), [(0, 0, 1.7e308), (1, 0, -1.7e308)]),
    (figure.scatter("x", "y"), [(1.7e308, -1.7e308, 0), (-1.7e308, 1.7e308, 0)]),
]


def test_numbers_at_the_end_of_all_numbers_are_plotted(
    picture: DrawPicture, tmp_path: Path
) -> None:
    for drawn, rows in EXTREME:
        path = tmp_path / f"{drawn.kind}.svg"
        plot([picture(drawn, Table(["x", "y", "z"], rows))], path)
        assert path.stat().st_size > 1000, drawn.kind


def test_a_table_without_rows_is_plotted(picture: DrawPicture) -> None:
    for drawn in (figure.heatmap("x", "y", "z"), figure.bars("x", "y"), figure.path("x", "y")):
        assert draw_all([picture(drawn, Table(["x", "y", "z"], []))]).axes


def test_a_path_over_texts_has_a_tick_for_each(picture: DrawPicture) -> None:
    table = Table(["x", "y"], [[name, 7.0 * step] for step, name in enumerate("abcdefghijk")])
    [panel] = draw_all([picture(figure.path("x", "y"), table)]).axes
    assert [label.get_text() for label in panel.get_xticklabels()] == [*"abcdefghijk"]
