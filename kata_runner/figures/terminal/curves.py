"""Lines, scatter and path on a canvas between two axes."""

from __future__ import annotations

import math
from collections.abc import Sequence

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
from kata_runner.figures.terminal.canvas import Canvas
from kata_runner.figures.terminal.frame import END, START, draw_frame, draw_legend
from kata_runner.figures.terminal.look import Look, colour_of
from kata_runner.grading.feedback.cell_text import display_width

ROWS = 14
SQUARE_ROWS = 20  # of a path, and of a scatter with many dots
COLUMNS_A_TICK = 12
MIN_MARKER_DISTANCE = 7  # minimum distance in columns between two markers of a curve


def draw_curves(picture: Picture, look: Look) -> list[str]:
    """Return the lines of a picture with two axes."""
    rows = SQUARE_ROWS if picture.is_crowded or picture.kind == "path" else ROWS
    x, y, columns = fit_axes(picture, rows, look)
    canvas = Canvas(columns, rows, look.is_unicode)
    for series in picture.series:
        draw_series(canvas, picture, series, place_points(series.points, x, y), look)
        for segment in clip_line(place_fit(series, x, y, canvas.width)):
            canvas.draw_line(*segment, colour_of(series), is_dashed=False)
    return [*draw_legend(picture, look), *draw_frame(canvas.lines(), x, y, look)]


def fit_axes(picture: Picture, rows: int, look: Look) -> tuple[PlacedAxis, PlacedAxis, int]:
    """Return both axes, and the number of columns left beside the labels of the vertical axis.

    In a path, where both axes depend on the width, fewer columns may give wider labels. The axes
    are therefore computed again until the labels fit.
    """
    gutter = 0
    while True:
        columns = look.columns - gutter - 2
        aspect = columns / (2 * rows)  # a character is about twice as high as wide
        x, y = place_axes(picture, max(columns // COLUMNS_A_TICK, 2), aspect=aspect)
        needed = max(display_width(label) for _, label in y.ticks())
        if needed <= gutter:
            return x, y, columns
        gutter = needed


def draw_series(
    canvas: Canvas, picture: Picture, series: Series, places: list[Place], look: Look
) -> None:
    """Draw one series: its lines or dots, then its markers."""
    colour = colour_of(series)
    if picture.kind != "scatter":
        for segment in clip_line(places):
            canvas.draw_line(*segment, colour, series.is_expected)
    drawn = [place for place in places if is_inside(place)]
    if picture.is_crowded:
        for place in drawn:
            canvas.draw_dot(canvas.dot_at(*place), colour)
        return
    is_scatter = picture.kind == "scatter"
    for place in drawn if is_scatter else choose_spaced(drawn, canvas.columns, series):
        canvas.draw_sign(place, look.marker(series), colour)
    if picture.kind == "path" and len(drawn) > 1:
        canvas.draw_sign(drawn[0], START, colour)
        canvas.draw_sign(drawn[-1], END, colour)


def choose_spaced(places: Sequence[Place], columns: int, series: Series) -> list[Place]:
    """Choose places for markers: apart from each other, and at different columns for each curve."""
    if len(places) * MIN_MARKER_DISTANCE <= columns * 2:
        return list(places)
    chosen: list[Place] = []
    offset = (series.index * 2 + series.is_expected) % MIN_MARKER_DISTANCE
    for place in places:
        column = place[0] * columns
        if not chosen and column < offset:
            continue
        last_x, last_y = chosen[-1] if chosen else (math.inf, math.inf)
        distance = math.hypot(column - last_x * columns, (place[1] - last_y) * ROWS * 2)
        if distance >= MIN_MARKER_DISTANCE:
            chosen.append(place)
    return chosen
