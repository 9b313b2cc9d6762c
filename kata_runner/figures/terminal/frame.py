"""The frame of a drawing: the axes with their ticks, and the legend."""

from __future__ import annotations

from collections.abc import Sequence

from kata_runner.figures.axes import PlacedAxis
from kata_runner.figures.picture import Picture
from kata_runner.figures.terminal.look import Look, colour_of, paint, shorten
from kata_runner.grading.feedback.cell_text import display_width, pad

GAP = "   "
START, END = "S", "E"  # signs at both ends of a path


def draw_legend(picture: Picture, look: Look) -> list[str]:
    """Return the legend: the name of the vertical axis, then each marker with its name."""
    entries = []
    if picture.y.label and picture.y.label not in {series.name for series in picture.series}:
        entries.append((f"{picture.y.label}:", ""))
    for series in picture.in_legend_order:
        entries.append((f"{look.marker(series)} {series.name}", colour_of(series)))
        if series.fit:
            entries.append((f"({series.fit.describe(picture.x.label)})", ""))
    if picture.kind == "path":
        entries.append((f"from {START} to {END}", ""))
    return wrap_entries(entries, look.columns)


def wrap_entries(entries: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Return lines of coloured texts, with as many texts per line as fit into `width`."""
    lines, used = [""], 0
    for text, colour in entries:
        short = shorten(text, width)
        if used and used + len(GAP) + display_width(short) > width:
            lines.append("")
            used = 0
        lines[-1] += (GAP if used else "") + paint(short, colour)
        used += (len(GAP) if used else 0) + display_width(short)
    return lines


def draw_frame(rows: Sequence[str], x: PlacedAxis, y: PlacedAxis, look: Look) -> list[str]:
    """Return the rows of a drawing with the axes to the left and below."""
    signs = look.signs
    labels = {round((1 - place) * (len(rows) - 1)): label for place, label in reversed(y.ticks())}
    gutter = max(map(display_width, labels.values()), default=0)
    lines = [
        f"{pad(labels.get(index, ''), gutter, '>')} "
        f"{signs.tick_left if index in labels else signs.vertical}{row}"
        for index, row in enumerate(rows)
    ]
    columns = look.columns - gutter - 2
    below = draw_ticks_below(x, columns, look)
    margin = " " * (gutter + 1)
    return [
        *lines,
        f"{margin}{signs.corner}{below[0]}",
        *(f"{margin} {line}" for line in below[1:]),
    ]


def draw_ticks_below(x: PlacedAxis, columns: int, look: Look) -> list[str]:
    """Return the lines of the horizontal axis: the axis, its tick labels and its name."""
    axis, text, end = [look.signs.horizontal] * columns, "", 0
    most = max(2, columns // 8)
    for place, label in x.ticks(most):
        column = round(place * (columns - 1))
        short = shorten(label, max(columns // 4, 8))
        start = min(max(column - display_width(short) // 2, 0), columns - display_width(short))
        axis[column] = look.signs.tick_below
        if start >= end:  # a label that would touch the one before is left out
            text += " " * (start - display_width(text)) + short
            end = display_width(text) + 1
    name = shorten(x.axis.label, columns)
    return ["".join(axis), text, " " * ((columns - display_width(name)) // 2) + name]
