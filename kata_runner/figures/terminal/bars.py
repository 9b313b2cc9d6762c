"""Horizontal bars, each with its name to the left and its value to the right."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from kata_runner.figures.picture import Picture, Series
from kata_runner.figures.scales import clip, place_between
from kata_runner.figures.terminal.look import Look, colour_of, fit_widest, paint, shorten
from kata_runner.grading.feedback.cell_text import pad

FULL_BLOCK = "█"
PART_BLOCKS = " ▏▎▍▌▋▊▉"  # each fills an eighth of a column more than the previous one
MAX_BARS = 200


def draw_bars(picture: Picture, look: Look) -> list[str]:
    """Return a heading and a line for each of the first `MAX_BARS` bars, grouped by category."""
    rows = [*list_bars(picture)][:MAX_BARS]
    names = fit_widest((name for name, *_ in rows), look.columns // 4)
    several = len(picture.series) > 1
    labels = fit_widest((each.name for each in picture.series if several), look.columns // 3)
    texts = fit_widest((series.texts[at] for _, series, at in rows), look.columns // 4)
    room = max(look.columns - names - labels - texts - 4, 8)
    low, high = get_ends(picture.series)
    heading = [f"{picture.y.label} by {picture.x.label}" if picture.y.label else picture.x.label]
    lines = []
    for name, series, at in rows:
        bar = draw_bar(series.ys[at], low, high, room, look.filling(series))
        label = f"  {pad(shorten(series.name, labels), labels)}" if several else ""
        text = f"{pad(shorten(name, names), names)}{label} "
        lines.append(f"{text}{paint(bar, colour_of(series))} {shorten(series.texts[at], texts)}")
    return heading + lines


def describe_undrawn(picture: Picture) -> str:
    """Return a remark about the bars after the first `MAX_BARS`; empty without any."""
    undrawn = len([*list_bars(picture)]) - MAX_BARS
    if undrawn <= 0:
        return ""
    bars = f"{undrawn:,} bar" + ("s" if undrawn > 1 else "")
    return f"Not drawn: {bars} after the first {MAX_BARS}; --json has all values."


def list_bars(picture: Picture) -> Iterator[tuple[str, Series, int]]:
    """Yield each bar's name, series and index; only the first bar of a category has a name."""
    rows = max((len(series.ys) for series in picture.series), default=0)
    for row in range(rows):
        named = False
        for series in picture.in_legend_order:
            if row < len(series.ys) and not math.isnan(series.xs[row]):
                name = picture.x.categories[int(series.xs[row])]
                yield ("" if named else name), series, row
                named = True


def get_ends(series: Sequence[Series]) -> tuple[float, float]:
    """Return the ends of a scale that covers zero and all finite values of the bars."""
    finite = [clip(value) for each in series for value in each.ys if math.isfinite(value)]
    low, high = min([0.0, *finite]), max([0.0, *finite])
    return low, high if high > low else low + 1.0


def draw_bar(value: float, low: float, high: float, room: int, filling: str) -> str:
    """Return a bar from zero to a value; `low` to `high` is a scale of `room` columns."""
    if math.isnan(value):
        return ""
    zero, end = (place_between(at, low, high) * room for at in (0.0, value))
    if end < zero:
        return " " * round(end) + filling * (round(zero) - round(end))
    margin = " " * round(zero)
    if filling != FULL_BLOCK:
        return margin + filling * (round(end) - round(zero))
    part = int((end - int(end)) * len(PART_BLOCKS))
    return margin + filling * (int(end) - round(zero)) + PART_BLOCKS[part].strip()
