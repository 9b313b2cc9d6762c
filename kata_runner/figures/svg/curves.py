"""Lines, scatter and path between two axes."""

from __future__ import annotations

from typing import Any

from kata_runner.figures.axes import (
    Place,
    PlacedAxis,
    clip_line,
    is_inside,
    place_axes,
    place_fit,
    place_points,
)
from kata_runner.figures.picture import Picture, Series
from kata_runner.figures.svg.canvas import Drawing, show, tag
from kata_runner.figures.svg.frame import draw_frame, draw_legend, fit_left_margin, point_tooltip
from kata_runner.figures.svg.style import curve_of, marker_of, move

SQUARE = 560  # height in pixels of a path, and of a scatter with many dots
MAX_MARKERS = 40  # a curve with many more points has markers at some of them
FIT_STEPS = 60


def draw_curves(picture: Picture, drawing: Drawing) -> None:
    """Draw a picture with two axes."""
    if picture.is_crowded or picture.kind == "path":
        drawing.height = SQUARE
        drawing.bottom = SQUARE - 48.0
    fit_left_margin(place_axes(picture)[1], drawing)

    def draw_sample(series: Series, x: float, y: float) -> None:
        if picture.kind != "scatter":
            drawing.add("path", d=f"M{x:.0f} {y:.0f}h22", **curve_of(series))
        drawing.add("path", **marker_of(series), transform=move(x + 11, y))

    draw_legend(picture, drawing, draw_sample)
    aspect = (drawing.right - drawing.left) / (drawing.bottom - drawing.top)
    x, y = place_axes(picture, aspect=aspect)
    draw_frame(x, y, drawing)
    for series in picture.series:
        fit_look = curve_of(series) | {"style": "stroke-width:1.25"}
        draw_line(place_fit(series, x, y, FIT_STEPS), fit_look, drawing)
        places = place_points(series.points, x, y)
        if picture.kind != "scatter":
            draw_line(places, curve_of(series), drawing)
        if picture.is_crowded:
            draw_dots(series, places, drawing)
        else:
            most = len(places) if picture.kind == "scatter" else MAX_MARKERS
            draw_markers(series, places, x, most, drawing)
        if picture.kind == "path":
            name_ends(places, drawing)


def draw_line(places: list[Place], look: dict[str, Any], drawing: Drawing) -> None:
    """Draw a line through places, clipped to the picture."""
    data, last = "", None
    for start, end in clip_line(places):
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


def name_ends(places: list[Place], drawing: Drawing) -> None:
    """Label the start and the end of a path."""
    inside = [place for place in places if is_inside(place)]
    for place, name in zip([*inside[:1], *inside[-1:]], ("start", "end"), strict=False):
        at, height = drawing.point(place)
        drawing.add_text(name, at + 9, height - 7, klass="halo")
