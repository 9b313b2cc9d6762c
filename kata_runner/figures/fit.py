"""The line of least squares through points, in the coordinates in which they are drawn."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MAX_EXPONENT = 300.0


@dataclass(frozen=True)
class Fit:
    """``y = intercept + slope x``, of logarithms to base ten where an axis is logarithmic."""

    slope: float
    intercept: float
    log: str

    def at(self, x: float) -> float:
        """Return the fitted value."""
        y = self.intercept + self.slope * (math.log10(x) if "x" in self.log else x)
        return raise_ten(y) if "y" in self.log else y

    def between(self, xs: Sequence[float], steps: int) -> Iterator[float]:
        """Yield values from the smallest of `xs` that is drawn to the largest, evenly along the
        axis.
        """
        is_log = "x" in self.log
        drawn = [x for x in xs if is_drawn(x, is_log)]
        low, high = min(drawn), max(drawn)
        for step in range(steps + 1):
            part = step / steps
            if is_log:
                yield raise_ten(math.log10(low) * (1 - part) + math.log10(high) * part)
            else:
                yield low * (1 - part) + high * part

    def describe(self, x: str) -> str:
        """Return the law in words, for the column `x`."""
        if self.log == "xy":
            return f"fit: {x} to the power {self.slope:.2f}"
        if self.log == "y":
            return f"fit: times {raise_ten(self.slope):.3g} for each {x}"
        over = f"tenfold {x}" if self.log == "x" else x
        return f"fit: {self.slope:+.3g} for each {over}"


def fit_line(xs: Sequence[float], ys: Sequence[float], log: str) -> Fit | None:
    """Return the fit of points, or None where no line can be fitted to those that are drawn."""
    points = [
        (math.log10(x) if "x" in log else x, math.log10(y) if "y" in log else y)
        for x, y in zip(xs, ys, strict=True)
        if is_drawn(x, "x" in log) and is_drawn(y, "y" in log)
    ]
    try:
        return fit_points(points, log)
    except (OverflowError, ZeroDivisionError, ValueError):  # too far apart, or too near
        return None


def fit_points(points: Sequence[tuple[float, float]], log: str) -> Fit:
    """Return the line of least squares; raises ZeroDivisionError where no two differ in x."""
    mean_x = math.fsum(x for x, _ in points) / len(points)
    mean_y = math.fsum(y for _, y in points) / len(points)
    variance = math.fsum((x - mean_x) ** 2 for x, _ in points)
    slope = math.fsum((x - mean_x) * (y - mean_y) for x, y in points) / variance
    if not math.isfinite(mean_y - slope * mean_x):
        raise OverflowError("no line")
    return Fit(slope, mean_y - slope * mean_x, log)


def raise_ten(exponent: float) -> float:
    """Return a power of ten; for one that no float can hold, the largest or smallest at hand."""
    return float(10.0 ** max(-MAX_EXPONENT, min(exponent, MAX_EXPONENT)))


def is_drawn(value: float, is_log: bool) -> bool:
    """Whether a value has a place on an axis."""
    return math.isfinite(value) and (value > 0 or not is_log)
