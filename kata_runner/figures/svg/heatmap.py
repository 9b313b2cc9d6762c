"""Heatmaps: fields of shaded cells, with the values in them where there is room."""

from __future__ import annotations

import math
from typing import Any

from kata_runner.figures.picture import Picture, Series
from kata_runner.figures.scales import place_between
from kata_runner.figures.svg.canvas import LINE, Drawing, tag, width_of

STEPS = 6  # shades in the legend
MAX_CELL = 56.0
MAX_VALUES = 200  # with more cells, values are not written in them
EMPTY = 0.04  # opacity of the lowest value
DARK = 0.7  # on darker cells, text in the colour of the paper is easier to read


def draw_heatmap(picture: Picture, drawing: Drawing) -> None:
    """Draw the fields of all series side by side, the learner's first."""
    shown = picture.in_legend_order
    rows, columns = len(picture.y.categories) or 1, len(picture.x.categories) or 1
    gutter = max([width_of(row) for row in picture.y.categories] + [width_of(picture.y.label)]) + 18
    room = (drawing.width - 16 - len(shown) * gutter) / len(shown)
    cell = min(room / columns, MAX_CELL)
    left, top = gutter, 2 * LINE + (LINE if picture.has_both else 0)
    for series in shown:
        draw_field(picture, series, (left, top, cell), drawing)
        left += columns * cell + gutter
    bottom = top + rows * cell
    drawing.height = int(bottom + 3 * LINE + 14)
    right = draw_shades(picture, (gutter, bottom + 2 * LINE), drawing)
    drawing.width = math.ceil(max(left - gutter + 16, right + 16, 320))


def draw_field(
    picture: Picture, series: Series, place: tuple[float, float, float], drawing: Drawing
) -> None:
    """Draw one field with the names of its rows and columns."""
    left, top, cell = place
    rows, columns = picture.y.categories, picture.x.categories
    if picture.has_both:
        drawing.add_text(series.name, left, LINE - 2)
    drawing.add_text(picture.y.label, left - 8, top - 8, text_anchor="end")
    stride_x, stride_y = (max(1, math.ceil(size / max(cell, 1e-9))) for size in (34, 13))
    for index in range(0, len(columns), stride_x):
        at = left + (index + 0.5) * cell
        drawing.add_text(columns[index], at, top - 8, text_anchor="middle", klass="soft")
    for index in range(0, len(rows), stride_y):
        at = top + (index + 0.5) * cell + 4
        drawing.add_text(rows[index], left - 8, at, text_anchor="end", klass="soft")
    draw_cells(picture, series, place, drawing)
    middle = left + len(columns) * cell / 2
    drawing.add_text(picture.x.label, middle, top + len(rows) * cell + 18, text_anchor="middle")


def draw_cells(
    picture: Picture, series: Series, place: tuple[float, float, float], drawing: Drawing
) -> None:
    """Draw the cells of a field, with their values in them where there is room."""
    left, top, cell = place
    ends = picture.shade_ends
    for column, row, value, text in series.cells:
        x, y = left + column * cell, top + row * cell
        names = f"{picture.y.categories[row]}, {picture.x.categories[column]}"
        title = tag("title", f"{series.name}: {text} at {names}")
        shade = opacity_of(value, ends)
        drawing.add("rect", [title], x=x, y=y, width=cell, height=cell, **fill_of(shade))
        has_room = width_of(text) < cell and cell > 16
        if has_room and len(series.shades) <= MAX_VALUES:
            look = "fill:var(--paper)" if shade > DARK else "fill:var(--ink)"
            drawing.add_text(text, x + cell / 2, y + cell / 2 + 4, text_anchor="middle",
                             style=f"{look};font-size:11px")  # fmt: skip


def opacity_of(value: float, ends: tuple[float, float]) -> float:
    """Return the opacity of a value, from 0 to 1; it is 0 for nan."""
    if math.isnan(value):
        return 0.0
    return EMPTY + (1 - EMPTY) * place_between(value, *ends)


def fill_of(shade: float) -> dict[str, Any]:
    """Return the attributes that fill a cell with a shade."""
    return {"style": f"fill:var(--c0);fill-opacity:{shade:.3f};stroke:var(--grid)"}


def draw_shades(picture: Picture, place: tuple[float, float], drawing: Drawing) -> float:
    """Draw the legend of the shades, and return the x coordinate of its right end."""
    x, y = place
    low, high = (f"{end:.3g}" for end in picture.shade_ends)
    drawing.add_text(f"{picture.value}: {low}", x, y + 11)
    x += width_of(f"{picture.value}: {low}") + 10
    for step in range(STEPS):
        shade = EMPTY + (1 - EMPTY) * step / (STEPS - 1)
        drawing.add("rect", x=x + 22 * step, y=y, width=22, height=14, **fill_of(shade))
    x += 22 * STEPS + 8
    drawing.add_text(high, x, y + 11)
    return x + width_of(high)
