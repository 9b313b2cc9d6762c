"""Least-squares line through points; the coordinates are logarithms where an axis shows them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MAX_EXPONENT = 300.0


@dataclass(frozen=True)
class Fit:
    """A fitted line ``y = intercept + slope * x``.

    `log` names the logarithmic axes (``""``, ``"x"``, ``"y"`` or ``"xy"``), on which x or y is the
    base-10 logarithm of the value.
    """

    slope: float
    intercept: float
    log: str

    def at(self, x: float) -> float:
        """Return the fitted value at `x`."""
        y = self.intercept + self.slope * (math.log10(x) if "x" in self.log else x)
        return raise_ten(y) if "y" in self.log else y

    def list_points(self, xs: Sequence[float], steps: int) -> Iterator[tuple[float, float]]:
        """Yield ``steps + 1`` points of the line, evenly spaced along the axis, from the smallest
        of `xs` that is drawn to the largest.
        """
        is_log = "x" in self.log
        drawn = [math.log10(x) if is_log else x for x in xs if is_drawn(x, is_log)]
        low, high = min(drawn), max(drawn)
        for step in range(steps + 1):
            part = step / steps
            x = low * (1 - part) + high * part
            x = raise_ten(x) if is_log else x
            yield x, self.at(x)

    def describe(self, x: str) -> str:
        """Return the fitted relation in words; `x` is the name of the column."""
        if self.log == "xy":
            return f"fit: {x} to the power {self.slope:.2f}"
        if self.log == "y":
            return f"fit: times {raise_ten(self.slope):.3g} for each {x}"
        over = f"tenfold {x}" if self.log == "x" else x
        return f"fit: {self.slope:+.3g} for each {over}"


def fit_line(xs: Sequence[float], ys: Sequence[float], log: str) -> Fit | None:
    """Fit a line to the points that are drawn; return None where no line can be fitted."""
    points = [
        (math.log10(x) if "x" in log else x, math.log10(y) if "y" in log else y)
        for x, y in zip(xs, ys, strict=True)
        if is_drawn(x, "x" in log) and is_drawn(y, "y" in log)
    ]
    try:
        return fit_points(points, log)
    except (OverflowError, ZeroDivisionError, ValueError):  # none, too far apart or too close
        return None


def fit_points(points: Sequence[tuple[float, float]], log: str) -> Fit:
    """Return the least-squares line.

    Raises ZeroDivisionError where no two points differ in x, and OverflowError or ValueError where
    the line is not finite.
    """
    mean_x = math.fsum(x for x, _ in points) / len(points)
    mean_y = math.fsum(y for _, y in points) / len(points)
    variance = math.fsum((x - mean_x) ** 2 for x, _ in points)
    slope = math.fsum((x - mean_x) * (y - mean_y) for x, y in points) / variance
    if not math.isfinite(mean_y - slope * mean_x):
        raise OverflowError("no line")
    return Fit(slope, mean_y - slope * mean_x, log)


def raise_ten(exponent: float) -> float:
    """Return a power of ten; the exponent is clamped to ±`MAX_EXPONENT` to fit in a float."""
    return float(10.0 ** max(-MAX_EXPONENT, min(exponent, MAX_EXPONENT)))


def is_drawn(value: float, is_log: bool) -> bool:
    """Whether a value is finite and, on a logarithmic axis, positive."""
    return math.isfinite(value) and (value > 0 or not is_log)
