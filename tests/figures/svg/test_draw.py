"""Pictures as SVG: well formed, the same each time, for the eye and for the ear."""

from __future__ import annotations

import hashlib
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kata_runner import Table, figure
from kata_runner.figures.picture import Picture, make_picture
from kata_runner.figures.svg import draw
from kata_runner.figures.svg.canvas import width_of
from tests.figures.conftest import DECAY, PICTURES, SHARES, WRONG, declare
from tests.helpers.thorough import examples

DrawPicture = Callable[..., Picture]
SVG = "{http://www.w3.org/2000/svg}"


def parse(text: str) -> ET.Element:
    return ET.fromstring(text)


def texts(picture: Picture) -> list[str]:
    return [element.text or "" for element in parse(draw(picture)).iter(f"{SVG}text")]


def test_every_kind_is_well_formed_and_described(any_picture: Picture) -> None:
    root = parse(draw(any_picture))
    assert root.tag == f"{SVG}svg" and root.get("role") == "img"
    title, desc = root[0], root[1]
    assert (title.tag, title.text) == (f"{SVG}title", "What is left")
    assert desc.tag == f"{SVG}desc" and desc.text
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"


def test_the_same_picture_is_the_same_bytes(any_picture: Picture) -> None:
    first, again = draw(any_picture), draw(any_picture)
    assert hashlib.sha256(first.encode()).digest() == hashlib.sha256(again.encode()).digest()


def test_there_is_no_script_and_no_request(any_picture: Picture) -> None:
    drawn = draw(any_picture)
    assert "<script" not in drawn and " on" not in re.sub(r">[^<]*<", "><", drawn)
    assert set(re.findall(r"https?://[^\"' ]*", drawn)) == {"http://www.w3.org/2000/svg"}
    assert set(re.findall(r"url\(([^)]*)\)", drawn)) <= {f"#figure-decay-{n}" for n in range(8)}


def test_it_is_light_and_dark_by_css(any_picture: Picture) -> None:
    assert "@media (prefers-color-scheme:dark)" in draw(any_picture)
    assert "<style" not in draw(any_picture, is_alone=False), "the page has it once"
    assert not re.search(r"(fill|stroke)=\"#", draw(any_picture))


def test_the_description_tells_the_values(picture: DrawPicture) -> None:
    told = parse(draw(picture(*PICTURES["lines"])))[1].text or ""
    assert told.startswith("Lines: what is left over step. On a logarithmic scale: what is left.")
    assert "slow: 11 values, the first 1, the last 0.348678, from 0.348678 to 1." in told


def test_each_curve_has_a_marker_of_its_own(picture: DrawPicture) -> None:
    root = parse(draw(picture(*PICTURES["lines"])))
    shapes = [element.get("d") for element in root.iter(f"{SVG}path") if element.get("transform")]
    assert len(shapes) == 2 * 11 + 2 and len(set(shapes)) == 2


def test_a_marker_tells_its_value(picture: DrawPicture) -> None:
    told = [
        element.text for element in parse(draw(picture(*PICTURES["infinite"]))).iter(f"{SVG}title")
    ]
    assert told[1:] == [
        "n = 2: 61.1 at alpha 1",
        "n = 2: 29.4 at alpha 0.1",
        "n = 2: inf at alpha 0",
    ]


def test_the_expected_curve_is_dashed_and_hollow(picture: DrawPicture) -> None:
    root = parse(draw(picture(figure.lines("step", "slow"), DECAY, WRONG)))
    classes = [element.get("class") for element in root.iter(f"{SVG}path")]
    assert "curve s0 expected" in classes and "curve s0" in classes
    assert classes.count("hollow s0") == classes.count("f0") == 12


def test_expected_bars_are_outlined(picture: DrawPicture) -> None:
    root = parse(draw(picture(figure.bars("alpha", ["seen", "unseen"]), SHARES, SHARES)))
    fills = [element.get("fill") for element in root.iter(f"{SVG}rect")]
    assert fills.count("none") == 6 and fills.count("url(#figure-decay-1)") == 3


def test_bars_are_as_high_as_their_values(picture: DrawPicture) -> None:
    root = parse(draw(picture(figure.bars("alpha", "seen"), SHARES)))
    heights = [float(element.get("height", 0)) for element in root.iter(f"{SVG}rect")]
    assert heights[0] == pytest.approx(4 * heights[1], abs=0.05)


def test_a_heatmap_has_its_values_in_it(picture: DrawPicture) -> None:
    shown = texts(picture(*PICTURES["heatmap"]))
    assert shown.count("1") >= 3 and "weight: 0.135" in shown


def test_a_path_has_a_start_and_an_end(picture: DrawPicture) -> None:
    assert {"start", "end"} <= set(texts(picture(*PICTURES["path"])))


def test_names_of_html_and_script_are_text(picture: DrawPicture) -> None:
    evil = "<script>alert(1)</script>"
    table = Table([evil, "\"onload='x'"], [["</svg><b>", 1.0], ["&amp;", 2.0]])
    drawn = draw(picture(figure.lines(evil, "\"onload='x'"), table))
    root = parse(drawn)
    assert not list(root.iter(f"{SVG}script")) and "<script" not in drawn
    assert "</svg><b>" in texts(picture(figure.lines(evil, "\"onload='x'"), table))


wild = st.floats() | st.integers() | st.booleans() | st.text(max_size=5)


@settings(max_examples=examples(50), deadline=None)
@given(
    st.lists(st.tuples(wild, wild, wild), max_size=12),
    st.sampled_from([
        figure.lines("x", ["y", "z"]), figure.lines("x", ["y", "z"], log="xy"),
        figure.path("x", "y"), figure.bars("x", ["y", "z"]), figure.heatmap("x", "y", "z"),
        figure.scatter("x", ["y", "z"], fit=True), figure.scatter("x", "y", log="xy", fit=True),
    ]),
)  # fmt: skip
def test_whatever_an_attempt_gives_is_drawn(
    rows: list[tuple[object, ...]], drawn: figure.Figure
) -> None:
    table = Table(["x", "y", "z"], rows)
    made = make_picture(declare(drawn), Table(["x", "y", "z"], [[1, 2.0, 3.0]]), table)
    assert made is not None
    root = parse(draw(made))
    assert "nan" not in " ".join(element.get("d", "") for element in root.iter(f"{SVG}path"))


def test_the_shades_of_a_heatmap_are_within_the_picture(picture: DrawPicture) -> None:
    table = Table(["key", "query", "a long name"], [["k", "q", 0.0123456], ["k", "r", 123456.7]])
    root = parse(draw(picture(figure.heatmap("key", "query", "a long name"), table)))
    width = float(root.get("viewBox", "").split()[2])
    texts = [each for each in root.iter(f"{SVG}text") if each.text == "1.23e+05"]
    assert texts and all(float(each.get("x", "")) + width_of("1.23e+05") < width for each in texts)


@pytest.mark.parametrize("count", [2, 400, 4000])
def test_bars_have_a_width_however_many_there_are(count: int, picture: DrawPicture) -> None:
    table = Table(["n", "v"], [[n, 1.0] for n in range(count)])
    root = parse(draw(picture(figure.bars("n", "v"), table)))
    widths = [float(element.get("width", 0)) for element in root.iter(f"{SVG}rect")]
    assert len(widths) == count and min(widths) >= 0.5


def test_a_dot_stands_for_every_row_of_a_scatter(picture: DrawPicture) -> None:
    table = Table(["a", "b"], [[n, n * n % 97] for n in range(150)])
    root = parse(draw(picture(figure.scatter("a", "b"), table)))
    dots = [
        element for element in root.iter(f"{SVG}path") if element.find(f"{SVG}title") is not None
    ]
    assert len(dots) == 150


def test_the_description_tells_of_every_curve(picture: DrawPicture) -> None:
    names = [f"curve {index}" for index in range(8)]
    table = Table(["x", *names], [[1, *range(8)], [2, *range(8)]])
    words = parse(draw(picture(figure.lines("x", names), table, table)))[1].text or ""
    assert all(f"{name}: 2 values" in words for name in names)
    assert all(f"{name}, expected: 2 values" in words for name in names)
