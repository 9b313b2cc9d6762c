"""Describe a picture in words, for screen readers."""

from __future__ import annotations

import math

from kata_runner.figures.picture import Picture, Series


def describe(picture: Picture) -> str:
    """Return the kind of a picture, its axes, and the number and range of each series' values."""
    kinds = {"lines": "Lines", "bars": "Bars", "scatter": "Dots", "path": "A way through the plane",
             "heatmap": "A field of shades"}  # fmt: skip
    axes = f"{picture.y.label or 'values'} over {picture.x.label}"
    scales = " and ".join(
        axis.label or "the vertical axis" for axis in (picture.x, picture.y) if axis.is_log
    )
    logarithmic = f" On a logarithmic scale: {scales}." if scales else ""
    series = " ".join(describe_series(each) for each in picture.series)
    return " ".join([f"{kinds[picture.kind]}: {axes}.{logarithmic}", series, *picture.remarks])


def describe_series(series: Series) -> str:
    """Return the number of values of a series, its first and last value, and its extremes."""
    shown = [
        (value, text) for value, text in zip(series.shades or series.ys, series.texts, strict=True)
        if not math.isnan(value)
    ]  # fmt: skip
    if not shown:
        return f"{series.name}: nothing."
    low, high = min(shown)[1], max(shown)[1]
    return (
        f"{series.name}: {len(shown)} values, the first {shown[0][1]}, the last {shown[-1][1]}, "
        f"from {low} to {high}."
    )
