"""Render pictures as SVG: the same bytes for the same tables, no script, light and dark by CSS.

Every picture has a title and a description for screen readers, and every curve has its own marker.
"""

from __future__ import annotations

import math

from kata_runner.figures.picture import Picture, Series
from kata_runner.figures.svg.bars import draw_bars
from kata_runner.figures.svg.canvas import Drawing, tag
from kata_runner.figures.svg.curves import draw_curves
from kata_runner.figures.svg.heatmap import draw_heatmap
from kata_runner.figures.svg.style import CSS

DRAW = {"bars": draw_bars, "heatmap": draw_heatmap}  # the other kinds are curves
NAMES = {"lines": "Lines", "bars": "Bars", "scatter": "Dots", "path": "A way through the plane",
         "heatmap": "A field of shades"}  # fmt: skip


def draw(picture: Picture, *, key: str = "", is_alone: bool = True) -> str:
    """Return the picture as an `svg` element.

    `key` makes ids unique if a page has several pictures of one experiment. With `is_alone` the
    element contains its style; otherwise the page must contain `style.CSS` once.
    """
    name = f"figure-{picture.name}{key}"
    drawing = Drawing(name)
    DRAW.get(picture.kind, draw_curves)(picture, drawing)
    parts = [
        tag("title", picture.title, id=f"{name}-title"),
        tag("desc", describe(picture), id=f"{name}-desc"),
        f"<style>{CSS}</style>" if is_alone else "",
        *drawing.parts,
    ]
    size = {"viewBox": f"0 0 {drawing.width} {drawing.height}", "width": drawing.width,
            "height": drawing.height}  # fmt: skip
    return tag(
        "svg", parts, xmlns="http://www.w3.org/2000/svg", **{"class": "kata-figure"}, **size,
        role="img", **{"aria-labelledby": f"{name}-title {name}-desc"},
    )  # fmt: skip


def describe(picture: Picture) -> str:
    """Return the kind of a picture, its axes, and the number and range of each series' values."""
    axes = f"{picture.y.label or 'values'} over {picture.x.label}"
    scales = " and ".join(
        axis.label or "the vertical axis" for axis in (picture.x, picture.y) if axis.is_log
    )
    logarithmic = f" On a logarithmic scale: {scales}." if scales else ""
    series = " ".join(describe_series(each) for each in picture.series)
    return " ".join([f"{NAMES[picture.kind]}: {axes}.{logarithmic}", series, *picture.remarks])


def describe_series(series: Series) -> str:
    """Return the number of values of a series, its first and last value, and its extremes."""
    pairs = zip(series.shades or series.ys, series.texts, strict=True)
    shown = [(value, text) for value, text in pairs if not math.isnan(value)]
    if not shown:
        return f"{series.name}: nothing."
    low, high = min(shown)[1], max(shown)[1]
    return (
        f"{series.name}: {len(shown)} values, the first {shown[0][1]}, the last {shown[-1][1]}, "
        f"from {low} to {high}."
    )
