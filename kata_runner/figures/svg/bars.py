"""Bars side by side over their categories: filled for values, outlined for expected ones."""

from __future__ import annotations

import math
from typing import Any

from kata_runner.figures.axes import PlacedAxis, place_axes
from kata_runner.figures.picture import Picture, Series
from kata_runner.figures.svg.canvas import LINE, Drawing, tag, width_of
from kata_runner.figures.svg.frame import draw_frame, draw_legend, fit_left_margin, point_tooltip

FILLED = 0.8  # fraction of a category's width that its bars cover
SMALL = 11 / 13  # font size of the values above bars, relative to other texts
BAR_GAP = 1.5  # pixels between two bars, less between very narrow ones
MIN_WIDTH = 0.5  # of a bar in pixels; narrower ones would be invisible
MAX_NAMED = 24  # with more bars, values are not written above them
# SVG paths that distinguish series without colour: solid first, then stripes and dots.
PATTERNS = (
    "",
    "M-2 2L2 -2M0 8L8 0M6 10L10 6",
    "M-2 6L2 10M0 0L8 8M6 -2L10 2",
    "M0 4H8",
    "M4 0V8",
    "M0 4H8M4 0V8",
    "M2 2h.1M6 6h.1",
    "M0 0L8 8M0 8L8 0",
)


def draw_bars(picture: Picture, drawing: Drawing) -> None:
    """Draw a bar for each value."""
    x, y = place_axes(picture)
    fit_left_margin(y, drawing)
    define_patterns(picture, drawing)
    draw_bar_legend(picture, drawing)
    draw_frame(x, y, drawing)
    order = picture.in_legend_order
    share = FILLED / max(len(order), 1) / max(len(picture.x.categories), 1)
    named = len(order) * len(picture.x.categories) <= MAX_NAMED
    for place, series in enumerate(order):
        offset = (place - len(order) / 2) * share
        for index, (category, value) in enumerate(series.points):
            if not (math.isnan(category) or math.isnan(value)):
                left = x.place(category) + offset
                draw_bar(series, index, (left, share), (x, y), named, drawing)


def draw_bar(  # noqa: PLR0913, PLR0917  # a bar, its place and its axes
    series: Series,
    index: int,
    span: tuple[float, float],
    axes: tuple[PlacedAxis, PlacedAxis],
    named: bool,
    drawing: Drawing,
) -> None:
    """Draw one bar from zero to its value."""
    x, y = axes
    left, top = drawing.point((span[0], max(y.place(series.ys[index]), y.place(0.0))))
    right, bottom = drawing.point((sum(span), min(y.place(series.ys[index]), y.place(0.0))))
    title = tag("title", point_tooltip(series, x, index))
    gap = min(BAR_GAP, (right - left) / 4)
    width = max(right - left - gap, MIN_WIDTH)
    size = {"x": left + gap / 2, "y": top, "width": width, "height": bottom - top}
    drawing.add("rect", [title], **size, **fill_of(series, drawing))
    if named and SMALL * width_of(series.texts[index]) + 4 < right - left:
        attributes = {"text_anchor": "middle", "klass": "soft", "style": "font-size:11px"}
        drawing.add_text(series.texts[index], (left + right) / 2, top - 5, **attributes)


def fill_of(series: Series, drawing: Drawing) -> dict[str, Any]:
    """Return attributes that fill a bar: solid, a pattern, or only an outline if it is expected."""
    place = series.index % len(PATTERNS)
    if series.is_expected:
        return {"klass": f"s{place} expected", "fill": "none"}
    if not place:
        return {"klass": "f0"}
    return {"klass": f"s{place}", "fill": f"url(#{drawing.name}-{place})"}


def define_patterns(picture: Picture, drawing: Drawing) -> None:
    """Define the patterns of all series but the first."""
    patterns = []
    for place in sorted({series.index % len(PATTERNS) for series in picture.series} - {0}):
        paper = tag(
            "rect", width=8, height=8, style=f"fill:var(--c{place});opacity:.28;stroke:none"
        )
        stripes = tag("path", d=PATTERNS[place], style=f"stroke:var(--c{place});stroke-width:1.5")
        patterns.append(
            tag("pattern", [paper, stripes], id=f"{drawing.name}-{place}", width=8, height=8,
                patternUnits="userSpaceOnUse")
        )  # fmt: skip
    if patterns:
        drawing.add("defs", patterns)


def draw_bar_legend(picture: Picture, drawing: Drawing) -> None:
    """Draw a filled rectangle and a name for each series, if there are several."""
    if len(picture.series) == 1:
        drawing.top += LINE / 2
        return

    def draw_sample(series: Series, x: float, y: float) -> None:
        drawing.add("rect", x=x, y=y - 7, width=20, height=13, **fill_of(series, drawing))

    draw_legend(picture, drawing, draw_sample)
    drawing.top += 8
