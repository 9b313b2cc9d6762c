"""Axes laid out: where along them each value stands, and what is written at their ticks."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from kata_runner.figures.picture import Axis, Picture
from kata_runner.figures.scales import Scale, make_scale

Place = tuple[float, float]  # in the picture: from 0 to 1, to the right and upwards
INFINITE_PART = 0.16  # of an axis, beyond all finite values, where infinite ones are


@dataclass(frozen=True)
class PlacedAxis:
    """An axis with its scale; a place is 0 at the axis's beginning and 1 at its end.

    Values of minus and plus infinity are at the very ends, where there are any: `margins` are the
    parts of the axis that this takes.
    """

    axis: Axis
    scale: Scale
    margins: tuple[float, float] = (0.0, 0.0)

    def place(self, value: float) -> float:
        """Return where a value is; nan where it has no place."""
        if math.isnan(value) or (self.scale.is_log and value <= 0):
            return math.nan
        if math.isinf(value):
            return 1.0 if value > 0 else 0.0
        before, after = self.margins
        return before + self.scale.place(value) * (1 - before - after)

    def ticks(self, most: int = 100) -> Iterator[tuple[float, str]]:
        """Yield the places of at most so many ticks with their texts, from the beginning on."""
        before, after = self.margins
        if before:
            yield 0.0, "-inf"
        if self.axis.categories:
            stride = -(-len(self.axis.categories) // most)
            for index, category in enumerate(self.axis.categories):
                if index % stride == 0:
                    yield self.place(index), category
        else:
            for value, label in zip(self.scale.ticks, self.scale.labels, strict=True):
                yield self.place(value), label
        if after:
            yield 1.0, "inf"


def place_axes(
    picture: Picture, most_x: int, most_y: int, aspect: float = 1.0
) -> tuple[PlacedAxis, PlacedAxis]:
    """Return both axes of a picture, with about so many ticks.

    Along a path both have one scale: `aspect` is how much wider than high the drawing is.
    """
    xs = [x for series in picture.series for x in series.xs]
    ys = [y for series in picture.series for y in series.ys]
    x = place_axis(picture.x, xs, most_x, is_tight=True)
    y = place_axis(picture.y, ys, most_y, is_tight=picture.kind == "path")
    if picture.kind != "path" or any(x.margins) or any(y.margins):
        return x, y
    return equalize(x, y, aspect, (most_x, most_y))


def place_axis(axis: Axis, values: list[float], most: int, is_tight: bool) -> PlacedAxis:
    """Return one axis that has a place for all these values."""
    if axis.categories:
        count = len(axis.categories)
        return PlacedAxis(axis, Scale(-0.5, count - 0.5, tuple(map(float, range(count)))))
    inside = [value for value in values if value >= axis.floor] if axis.floor else values
    scale = make_scale(inside, most, is_log=axis.is_log, is_tight=is_tight)
    if is_tight and not axis.is_log and scale.high - scale.low > 0:
        scale = give_room(scale, 0.02)
    has_low = -math.inf in values and not axis.is_log
    margins = (INFINITE_PART * has_low, INFINITE_PART * (math.inf in values))
    return PlacedAxis(axis, scale, margins)


def give_room(scale: Scale, part: float) -> Scale:
    """Return a scale that begins a little earlier and ends a little later, its ticks as they
    are.
    """
    room = (scale.high - scale.low) * part
    return Scale(scale.low - room, scale.high + room, scale.ticks, scale.is_log)


def equalize(
    x: PlacedAxis, y: PlacedAxis, aspect: float, most: tuple[int, int]
) -> tuple[PlacedAxis, PlacedAxis]:
    """Return axes on which one unit is as long across as upwards."""
    wide, high = x.scale.high - x.scale.low, y.scale.high - y.scale.low
    unit = max(wide / aspect, high)
    return stretch(x, unit * aspect, most[0]), stretch(y, unit, most[1])


def stretch(axis: PlacedAxis, span: float, most: int) -> PlacedAxis:
    """Return an axis of this span around the same middle."""
    middle = (axis.scale.low + axis.scale.high) / 2
    ends = middle - span / 2, middle + span / 2
    return PlacedAxis(axis.axis, make_scale(ends, most, is_tight=True))


def clip_segment(a: Place, b: Place) -> tuple[Place, Place] | None:
    """Return the part of a line that is within the picture, or None where nothing is.

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
    """Return the place that is so far on the way from one to the other."""
    return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part


def is_inside(place: Place) -> bool:
    """Whether a place is within the picture; nan is not."""
    return all(-1e-9 <= part <= 1 + 1e-9 for part in place)
