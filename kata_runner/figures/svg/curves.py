"""Lines, scatter and path between two axes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from kata_runner.figures.axes import Place, PlacedAxis, clip_segment, is_inside, place_axes
from kata_runner.figures.picture import Picture, Series
from kata_runner.figures.svg.canvas import Drawing, show, tag
from kata_runner.figures.svg.frame import draw_frame, draw_legend, fit_left_margin, point_tooltip
from kata_runner.figures.svg.style import curve_of, marker_of, move

TICKS = 6
SQUARE = 560  # height in pixels of a path, and of a scatter with many dots
MANY = 200  # a scatter with more dots has no markers with a tooltip
MAX_MARKERS = 40  # a curve with many more points has markers at some of them
FIT_STEPS = 60


def draw_curves(picture: Picture, drawing: Drawing) -> None:
    """Draw a picture with two axes."""
    crowded = picture.kind == "scatter" and max(len(each.xs) for each in picture.series) > MANY
    if crowded or picture.kind == "path":
        drawing.height = SQUARE
        drawing.bottom = SQUARE - 48.0
    fit_left_margin(place_axes(picture, TICKS, TICKS)[1], drawing)
    draw_legend(picture, drawing)
    aspect = (drawing.right - drawing.left) / (drawing.bottom - drawing.top)
    x, y = place_axes(picture, TICKS, TICKS, aspect)
    draw_frame(x, y, drawing)
    for series in picture.series:
        draw_fit(series, x, y, drawing)
        places = [(x.place(a), y.place(b)) for a, b in zip(series.xs, series.ys, strict=True)]
        if picture.kind != "scatter":
            draw_line(places, curve_of(series), drawing)
        if crowded:
            draw_dots(series, places, drawing)
        else:
            most = len(places) if picture.kind == "scatter" else MAX_MARKERS
            draw_markers(series, places, x, most, drawing)
        if picture.kind == "path":
            name_ends(places, drawing)


def draw_line(places: list[Place], look: dict[str, Any], drawing: Drawing) -> None:
    """Draw a line through places, clipped to the picture."""
    data, last = "", None
    for a, b in pairwise(places):
        if part := clip_segment(a, b):
            start, end = part
            if start != last:
                data += f"M{locate(start, drawing)}"
            data += f"L{locate(end, drawing)}"
            last = end
    if data:
        drawing.add("path", d=data, **look)


def locate(place: Place, drawing: Drawing) -> str:
    """Return a place as coordinates in the data of an SVG path."""
    x, y = drawing.point(place)
    return f"{show(x)} {show(y)}"


def draw_markers(
    series: Series, places: list[Place], x: PlacedAxis, most: int, drawing: Drawing
) -> None:
    """Draw markers, with the value as a tooltip, at all places.

    If there are more than twice as many places as `most`, draw about `most` evenly spread ones.
    """
    stride = -(-len(places) // most) if len(places) > 2 * most else 1
    for index in range(0, len(places), stride):
        if is_inside(places[index]):
            spot = move(*drawing.point(places[index]))
            title = tag("title", point_tooltip(series, x, index))
            drawing.add("path", [title], **marker_of(series), transform=spot)


def draw_dots(series: Series, places: list[Place], drawing: Drawing) -> None:
    """Draw many dots as one element."""
    dots = "".join(f"M{locate(place, drawing)}h0" for place in places if is_inside(place))
    look = curve_of(series) | {"stroke_linecap": "round", "style": "stroke-width:3.2;opacity:.75"}
    drawing.add("path", d=dots, **look)


def draw_fit(series: Series, x: PlacedAxis, y: PlacedAxis, drawing: Drawing) -> None:
    """Draw the fitted line of a series, if it has one."""
    if series.fit is not None:
        look = curve_of(series) | {"style": "stroke-width:1.25"}
        draw_line([*place_fit(series, x, y)], look, drawing)


def place_fit(series: Series, x: PlacedAxis, y: PlacedAxis) -> Iterator[Place]:
    """Yield places along the fitted line, from the smallest x of the points to the largest."""
    assert series.fit is not None
    for value in series.fit.between(series.xs, FIT_STEPS):
        yield x.place(value), y.place(series.fit.at(value))


def name_ends(places: list[Place], drawing: Drawing) -> None:
    """Label the start and the end of a path."""
    inside = [place for place in places if is_inside(place)]
    for place, name in zip([*inside[:1], *inside[-1:]], ("start", "end"), strict=False):
        at, height = drawing.point(place)
        drawing.add_text(name, at + 9, height - 7, klass="halo")
