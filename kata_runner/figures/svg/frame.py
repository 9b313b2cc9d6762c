"""The frame of a drawing: the legend above it, the grid, and the axes with their ticks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kata_runner.figures.axes import PlacedAxis
from kata_runner.figures.picture import Picture, Series
from kata_runner.figures.svg.canvas import LINE, Drawing, width_of

SIGN = 30  # width in pixels of a sample in the legend, including the gap after it
GAP = 22
MAX_LABELS = 12  # of categories along the horizontal axis


def draw_legend(
    picture: Picture, drawing: Drawing, draw_sample: Callable[[Series, float, float], None]
) -> None:
    """Draw a sample and a name for each series, in as many rows as needed, and move the top of the
    plot area below them.
    """
    x, y = drawing.left, drawing.top
    for series in picture.in_legend_order:
        text = series.name
        if series.fit:
            text = f"{text} ({series.fit.describe(picture.x.label)})"
        width = SIGN + width_of(text) + GAP
        if x > drawing.left and x + width > drawing.right + GAP:
            x, y = drawing.left, y + LINE
        draw_sample(series, x, y)
        drawing.add_text(text, x + SIGN, y + 4)
        x += width
    drawing.top = y + LINE


def fit_left_margin(y: PlacedAxis, drawing: Drawing) -> None:
    """Move the left edge of the plot area so that the labels of the y axis fit."""
    widest = max((width_of(label) for _, label in y.ticks()), default=0)
    drawing.left = (38 if y.axis.label else 18) + widest


def draw_frame(x: PlacedAxis, y: PlacedAxis, drawing: Drawing) -> None:
    """Draw the grid and both axes, with their ticks and names."""
    for place, label in y.ticks():
        _, at = drawing.point((0, place))
        drawing.add("path", d=f"M{drawing.left:.1f} {at:.1f}H{drawing.right:.1f}", klass="grid")
        drawing.add_text(label, drawing.left - 8, at + 4, text_anchor="end", klass="soft")
    for place, label in spread_labels(x.ticks(MAX_LABELS), drawing):
        at, _ = drawing.point((place, 0))
        drawing.add("path", d=f"M{at:.1f} {drawing.bottom:.1f}v5", klass="axis")
        drawing.add_text(label, at, drawing.bottom + 20, text_anchor="middle", klass="soft")
    drawing.add(
        "path", klass="axis",
        d=f"M{drawing.left:.1f} {drawing.top:.1f}V{drawing.bottom:.1f}H{drawing.right:.1f}",
    )  # fmt: skip
    middle = (drawing.left + drawing.right) / 2
    drawing.add_text(x.axis.label, middle, drawing.bottom + 40, text_anchor="middle")
    if y.axis.label:
        name_upwards(y.axis.label, drawing)


def name_upwards(name: str, drawing: Drawing) -> None:
    """Write the name of the vertical axis along it."""
    middle = (drawing.top + drawing.bottom) / 2
    drawing.add_text(
        name, 0, 0, text_anchor="middle", transform=f"translate(14 {middle:.1f}) rotate(-90)"
    )


def spread_labels(
    ticks: Sequence[tuple[float, str]], drawing: Drawing
) -> Iterator[tuple[float, str]]:
    """Yield ticks, with an empty label for those that would overlap the label before."""
    end = -1e9
    for place, label in ticks:
        at, _ = drawing.point((place, 0))
        half = width_of(label) / 2
        if at - half > end:
            yield place, label
            end = at + half + 6
        else:
            yield place, ""


def point_tooltip(series: Series, x: PlacedAxis, index: int) -> str:
    """Return the tooltip of a marker or a bar."""
    value = series.xs[index]
    categories = x.axis.categories
    where = categories[int(value)] if categories else f"{value:.6g}"
    return f"{series.name}: {series.texts[index]} at {x.axis.label} {where}"
