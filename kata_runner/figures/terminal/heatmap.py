"""Heatmaps as text: fields of shades, with the legend of the shades below."""

from __future__ import annotations

import math

from kata_runner.figures.picture import Picture, Series
from kata_runner.figures.scales import place_between
from kata_runner.figures.terminal.look import Look, fit_widest, shorten
from kata_runner.grading.feedback.cell_text import display_width, pad

MAX_ROWS = 40
UNKNOWN = "?"


def draw_heatmap(picture: Picture, look: Look) -> list[str]:
    """Return the fields of all series, one below the other."""
    lines: list[str] = []
    for series in picture.in_legend_order:
        lines += ["", *draw_field(picture, series, look)]
    low, high = picture.shade_ends
    legend = f"{low:.3g} {look.signs.shades} {high:.3g}"
    name = shorten(picture.value, look.columns - display_width(legend) - 2)
    return [*lines[1:], "", f"{name}: {legend}"]


def draw_field(picture: Picture, series: Series, look: Look) -> list[str]:
    """Return one field with the names of its rows and columns."""
    columns, rows = picture.x.categories, picture.y.categories
    gutter = get_gutter(picture, look)
    room = look.columns - gutter - 1
    across, down = get_shared(picture, look)
    wide = max(1, min(room // max(-(-len(columns) // across), 1), 7))
    cells = average(series, across, down)
    lines = [series.name] if picture.has_both else []
    lines.append(
        pad(shorten(picture.y.label, gutter), gutter)
        + " "
        + name_columns(columns[::across], wide, room)
    )
    ends = picture.shade_ends
    for row in range(0, len(rows), down):
        shades = (shade_of(cells.get((row // down, column)), ends, look.signs.shades)
                  for column in range(-(-len(columns) // across)))  # fmt: skip
        lines.append(
            f"{pad(shorten(rows[row], gutter), gutter)} {''.join(each * wide for each in shades)}"
        )
    return [*lines, f"{' ' * gutter} {picture.x.label}"]


def get_gutter(picture: Picture, look: Look) -> int:
    """Return how many columns the names of the rows take."""
    return fit_widest([*picture.y.categories, picture.y.label], look.columns // 4)


def get_shared(picture: Picture, look: Look) -> tuple[int, int]:
    """Return how many columns and how many rows of a heatmap share a character."""
    room = look.columns - get_gutter(picture, look) - 1
    columns, rows = len(picture.x.categories), len(picture.y.categories)
    return max(-(-columns // room), 1), max(-(-rows // MAX_ROWS), 1)


def describe_averages(picture: Picture, look: Look) -> str:
    """Return a remark if characters show means of several values; empty if each shows one."""
    across, down = get_shared(picture, look)
    if across * down <= 1:
        return ""
    return f"Each character is the mean of up to {across * down:,} values; --json has all of them."


def average(series: Series, across: int, down: int) -> dict[tuple[int, int], float]:
    """Return the mean of `across` by `down` values for each character, by its row and column."""
    sums: dict[tuple[int, int], list[float]] = {}
    for x, y, value, _ in series.cells:
        sums.setdefault((y // down, x // across), []).append(value)
    return {spot: sum(values) / len(values) for spot, values in sums.items()}


def shade_of(value: float | None, ends: tuple[float, float], shades: str) -> str:
    """Return the character for a value: a shade, `UNKNOWN` for nan, a blank for no value."""
    if value is None:
        return " "
    if math.isnan(value):
        return UNKNOWN
    return shades[min(int(place_between(value, *ends) * len(shades)), len(shades) - 1)]


def name_columns(names: tuple[str, ...], wide: int, room: int) -> str:
    """Return a line with the columns' names, without those that would overlap the name before or
    exceed `room`.
    """
    text, end = "", 0
    for index, name in enumerate(names):
        start = index * wide
        short = shorten(name, max(wide - 1, 6))
        if start >= end and start + display_width(short) <= room:
            text = text + " " * (start - display_width(text)) + short
            end = display_width(text) + 1
    return text
