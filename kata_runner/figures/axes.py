"""Layout of axes: the position of each value along them, and the labels of their ticks."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kata_runner.figures.picture import Axis, Picture, Series
from kata_runner.figures.scales import Scale, make_scale

Place = tuple[float, float]  # (x, y) in the picture, both from 0 to 1; y points upwards
MAX_TICKS = 6  # about so many on an axis of numbers
INFINITE_PART = 0.16  # fraction of an axis reserved for infinite values, beyond the finite ones


@dataclass(frozen=True)
class PlacedAxis:
    """An axis with its scale; a place is 0 at the start of the axis and 1 at its end.

    Infinite values are drawn at the very ends. `margins` are the fractions of the axis that are
    reserved for them at both ends, 0 where there are none.
    """

    axis: Axis
    scale: Scale
    margins: tuple[float, float] = (0.0, 0.0)

    def place(self, value: float) -> float:
        """Return the place of a value; nan for nan, and for zero or less on a logarithmic axis."""
        if math.isnan(value) or (self.scale.is_log and value <= 0):
            return math.nan
        if math.isinf(value):
            return 1.0 if value > 0 else 0.0
        before, after = self.margins
        return before + self.scale.place(value) * (1 - before - after)

    def ticks(self, most: int = 100) -> list[tuple[float, str]]:
        """Return place and label of each tick in order; `most` limits only those of categories."""
        return [(self.place(value), label) for value, label in self.list_labels(most)]

    def list_labels(self, most: int) -> list[tuple[float, str]]:
        """Return value and label of each tick in order; `most` limits only those of categories."""
        before, after = self.margins
        ticks: list[tuple[float, str]] = list(enumerate(self.axis.categories))
        if ticks:
            ticks = ticks[:: -(-len(ticks) // most)]
        else:
            ticks = list(zip(self.scale.ticks, self.scale.labels, strict=True))
        return [(-math.inf, "-inf")] * bool(before) + ticks + [(math.inf, "inf")] * bool(after)


def place_axes(
    picture: Picture, most_x: int = MAX_TICKS, most_y: int = MAX_TICKS, aspect: float = 1.0
) -> tuple[PlacedAxis, PlacedAxis]:
    """Return both axes of a picture, with about `most_x` and `most_y` ticks.

    Bars begin at zero. In a path without infinite values, one unit has the same length on both
    axes; `aspect` is the width of the drawing divided by its height.
    """
    xs = [x for series in picture.series for x in series.xs]
    ys = [y for series in picture.series for y in series.ys]
    if picture.kind == "bars":
        ys.append(0.0)
    x = place_axis(picture.x, xs, most_x, is_tight=True)
    y = place_axis(picture.y, ys, most_y, is_tight=picture.kind in ("path", "heatmap"))
    if picture.kind != "path" or any(x.margins) or any(y.margins):
        return x, y
    return equalize(x, y, aspect, (most_x, most_y))


def place_axis(axis: Axis, values: list[float], most: int, is_tight: bool) -> PlacedAxis:
    """Return an axis that covers these values; it begins at its floor, if it has one."""
    if axis.categories:
        count = len(axis.categories)
        return PlacedAxis(axis, Scale(-0.5, count - 0.5, tuple(map(float, range(count)))))
    if axis.floor:
        values = [axis.floor, *(value for value in values if value >= axis.floor)]
    scale = make_scale(values, most, is_log=axis.is_log, is_tight=is_tight)
    if axis.floor and scale.low < axis.floor < scale.high:
        ends = axis.floor, scale.high
        scale = make_scale(ends, most, is_log=axis.is_log, is_tight=True)
    if is_tight and not axis.is_log and scale.high - scale.low > 0:
        scale = pad_scale(scale, 0.02)
    has_low = -math.inf in values and not axis.is_log
    margins = (INFINITE_PART * has_low, INFINITE_PART * (math.inf in values))
    return PlacedAxis(axis, scale, margins)


def pad_scale(scale: Scale, part: float) -> Scale:
    """Return a scale extended by a fraction of its length at both ends, with the same ticks."""
    room = (scale.high - scale.low) * part
    return Scale(scale.low - room, scale.high + room, scale.ticks, scale.is_log)


def equalize(
    x: PlacedAxis, y: PlacedAxis, aspect: float, most: tuple[int, int]
) -> tuple[PlacedAxis, PlacedAxis]:
    """Return axes on which one unit has the same length in both directions."""
    wide, high = x.scale.high - x.scale.low, y.scale.high - y.scale.low
    unit = max(wide / aspect, high)
    return stretch(x, unit * aspect, most[0]), stretch(y, unit, most[1])


def stretch(axis: PlacedAxis, span: float, most: int) -> PlacedAxis:
    """Return an axis of this span with the same middle and new ticks."""
    middle = (axis.scale.low + axis.scale.high) / 2
    ends = middle - span / 2, middle + span / 2
    return PlacedAxis(axis.axis, make_scale(ends, most, is_tight=True))


def place_points(
    points: Iterable[tuple[float, float]], x: PlacedAxis, y: PlacedAxis
) -> list[Place]:
    """Return the places of points; a coordinate that cannot be drawn is nan."""
    return [(x.place(a), y.place(b)) for a, b in points]


def place_fit(series: Series, x: PlacedAxis, y: PlacedAxis, steps: int) -> list[Place]:
    """Return ``steps + 1`` places along the fitted line of a series; none if it has no fit."""
    return place_points(series.fit.list_points(series.xs, steps), x, y) if series.fit else []


def clip_line(places: Sequence[Place]) -> Iterator[tuple[Place, Place]]:
    """Yield the parts within the picture of the segments between places."""
    for a, b in pairwise(places):
        if part := clip_segment(a, b):
            yield part


def clip_segment(a: Place, b: Place) -> tuple[Place, Place] | None:
    """Return the part of a segment within the picture; None without one, or for a nan or inf end.

    The method is Liang and Barsky's, "A new concept and method for line clipping", 1984.
    """
    start, end = 0.0, 1.0
    for from_, to in zip(a, b, strict=True):
        if not (math.isfinite(from_) and math.isfinite(to)):
            return None
        change = to - from_
        if change == 0:
            if not 0 <= from_ <= 1:
                return None
            continue
        first, last = sorted((-from_ / change, (1 - from_) / change))
        start, end = max(start, first), min(end, last)
    if start > end:
        return None
    return along(a, b, start), along(a, b, end)


def along(a: Place, b: Place, part: float) -> Place:
    """Return the point at a fraction `part` of the way from `a` to `b`."""
    return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part


def is_inside(place: Place) -> bool:
    """Whether a place is within the picture; nan is not."""
    return all(-1e-9 <= part <= 1 + 1e-9 for part in place)
