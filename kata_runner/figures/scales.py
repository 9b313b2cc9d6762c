"""Scales, which map values to places along an axis, with ticks at round numbers.

The ticks follow Heckbert, "Nice numbers for graph labels", Graphics Gems, 1990: the step is 1, 2
or 5 times a power of ten.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

MIN_TICKS = 3  # with fewer there may be no round step that covers both ends
# In steps: a scale ends at a tick within NEAR of the values, else ROOM beyond the values.
NEAR, ROOM = 0.45, 0.12
STEPS = (1, 2, 5, 10)
SMALLEST_LOG = 1e-300  # a logarithmic axis does not extend below this value
LARGEST = 1e300


@dataclass(frozen=True)
class Scale:
    """A scale from `low` to `high`, with its ticks; both ends are finite, and `low < high`."""

    low: float
    high: float
    ticks: tuple[float, ...]
    is_log: bool = False

    def place(self, value: float) -> float:
        """Return the place of a finite value along the axis: 0 at its start, 1 at its end.

        Values beyond the ends have places below 0 or above 1. On a logarithmic scale the value must
        be positive.
        """
        low, high, value = self.low, self.high, clip(value)
        if self.is_log:
            low, high, value = math.log10(low), math.log10(high), math.log10(value)
        return clip((value - low) / (high - low))

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the ticks, all different."""
        return label_ticks(self.ticks, self.is_log)


def make_scale(
    values: Iterable[float], most: int = 6, *, is_log: bool = False, is_tight: bool = False
) -> Scale:
    """Return a scale that covers all finite values, with about `most` ticks or fewer.

    It ends at round numbers where these are near the values, else a little beyond the values. A
    tight scale ends at the smallest and the largest value. A logarithmic scale covers positive
    values only.
    """
    most = max(most, MIN_TICKS)
    finite = [clip(value) for value in values if math.isfinite(value) and (value > 0 or not is_log)]
    if is_log:
        return make_log_scale(finite, most, is_tight)
    low, high = widen(min(finite, default=0.0), max(finite, default=1.0))
    step = get_step(high - low, most)
    first, last = math.floor(low / step), math.ceil(high / step)
    while last - first >= most:
        step = get_step(2 * step * (most - 1), most)
        first, last = math.floor(low / step), math.ceil(high / step)
    ticks = [round_tick(index * step) for index in range(first, last + 1)]
    if not is_tight:
        low = ticks[0] if low - ticks[0] <= NEAR * step else low - ROOM * step
        high = ticks[-1] if ticks[-1] - high <= NEAR * step else high + ROOM * step
    return Scale(low, high, list_ticks(low, high, step, most))


def list_ticks(low: float, high: float, step: float, most: int) -> tuple[float, ...]:
    """Return the multiples of a step between two ends.

    If there are fewer than two, return those of a smaller round step, but at most ``most + 1``.
    """
    ticks = list_multiples(low, high, step)
    while len(ticks) < 2:
        step = get_step(step / 2.5, 2)
        finer = list_multiples(low, high, step)
        if len(finer) > most + 1:
            break
        ticks = finer
    return ticks


def list_multiples(low: float, high: float, step: float) -> tuple[float, ...]:
    """Return the multiples of a step between two ends, in order."""
    first, last = math.floor(low / step), math.ceil(high / step)
    multiples = (round_tick(index * step) for index in range(first, last + 1))
    return tuple(multiple for multiple in multiples if low <= multiple <= high)


def make_log_scale(values: Sequence[float], most: int, is_tight: bool) -> Scale:
    """Return a logarithmic scale for positive values, with ticks at powers of ten.

    Values that differ by a factor of less than ten have evenly spaced ticks, if such a scale is
    positive. Other values within one decade have ticks at 1, 2 and 5 times a power of ten.
    """
    low = max(min(values, default=1.0), SMALLEST_LOG)
    high = max(max(values, default=10.0), low)
    if low < high < 10 * low:  # even steps are more useful in such a small range
        even = make_scale((low, high), most, is_tight=is_tight)
        if even.low > 0:
            return replace(even, is_log=True)
    first, last = math.floor(math.log10(low) + 1e-12), math.ceil(math.log10(high) - 1e-12)
    ticks = make_fine_ticks(low, high, first, last) or make_decades(first, last, most)
    ends = ticks if last - first <= 1 else (power(first), power(last))
    if low < high:
        low, high = get_log_ends(low, high, ends, is_tight)
    else:
        low, high = ends[0], ends[-1]
    return Scale(low, high, tuple(tick for tick in ticks if low <= tick <= high), is_log=True)


def get_log_ends(
    low: float, high: float, ends: Sequence[float], is_tight: bool
) -> tuple[float, float]:
    """Return the ends of a logarithmic scale.

    They are the round numbers `ends` where these are near the values, else a little beyond the
    values; a tight scale ends at the values.
    """
    if is_tight:
        return low, high
    span = math.log10(high / low)
    near, room = NEAR * max(span / 6, 0.2), 10 ** (ROOM * span / 6)
    low = ends[0] if math.log10(low / ends[0]) <= near else low / room
    high = ends[-1] if math.log10(ends[-1] / high) <= near else high * room
    return low, high


def make_fine_ticks(low: float, high: float, first: int, last: int) -> tuple[float, ...]:
    """Return ticks at 1, 2 and 5 times a power of ten around values within one decade.

    Return no ticks if the values span more than one decade.
    """
    if last - first > 1:
        return ()
    fine = [factor * power(first) for factor in (*STEPS, 20)]
    below = max(place for place, tick in enumerate(fine) if tick <= low * (1 + 1e-12))
    above = next(place for place, tick in enumerate(fine)
                 if tick >= high * (1 - 1e-12) and place > below)  # fmt: skip
    return tuple(round_tick(tick) for tick in fine[below : above + 1])


def make_decades(first: int, last: int, most: int) -> tuple[float, ...]:
    """Return at most `most` powers of ten from `first` to `last`: all, every second, third, ..."""
    for stride in range(1, last - first + 1):
        exponents = range(-(-first // stride) * stride, last + 1, stride)
        if len(exponents) <= most:
            return tuple(map(power, exponents))
    return (power(first), power(last))


def power(exponent: int) -> float:
    """Return the float nearest to a power of ten, which ``10.0**exponent`` is not always.

    The exponent is clamped to the range of a float.
    """
    return float(f"1e{max(-307, min(exponent, 308))}")


def clip(value: float) -> float:
    """Clamp a value to ±`LARGEST`, so that the difference of two values is finite."""
    return max(-LARGEST, min(float(value), LARGEST))


def place_between(value: float, low: float, high: float) -> float:
    """Return the place of a value between two ends, from 0 to 1; it is 1 if they are equal."""
    return (max(low, min(value, high)) - low) / (high - low) if high > low else 1.0


def widen(low: float, high: float) -> tuple[float, float]:
    """Return two ends, moved apart if they are too close to have ticks between them."""
    least = max(abs(low), abs(high)) * 1e-9 or 1.0
    if high - low > max(least, 1e-290):
        return low, high
    half = max(abs(low) / 2, 1e-280) if low or high else 0.5
    return low - half, high + half


def get_step(span: float, most: int) -> float:
    """Return the smallest round step with which `most` ticks cover a span."""
    return round_up(span / max(most - 1, 1), (*STEPS, 20))


def round_up(value: float, factors: Sequence[float]) -> float:
    """Return the smallest number, of these factors times a power of ten, that is not less."""
    unit = power(math.floor(math.log10(value)))
    return next(factor * unit for factor in factors if factor * unit >= value * (1 - 1e-9))


def round_tick(value: float) -> float:
    """Round a tick to 12 digits, which removes the rounding error of a multiplication."""
    return float(f"{value:.12g}") + 0.0


def label_ticks(ticks: Sequence[float], is_log: bool) -> tuple[str, ...]:
    """Return the shortest labels that distinguish all ticks, in the same format for all."""
    if is_log:
        powers = tuple(map(label_log_tick, ticks))
        if len(set(powers)) == len(powers) and all(map(is_equal, powers, ticks)):
            return powers
    for digits in range(1, 17):
        labels = [format_tick(tick, digits) for tick in ticks]
        if len(set(labels)) == len(labels) and labels_are_exact(ticks, labels):
            return tuple(labels)
    return tuple(map(repr, ticks))


def format_tick(tick: float, digits: int) -> str:
    """Return a number with this many significant digits, and short integers in full."""
    if tick == int(tick) and abs(tick) < 10_000:
        return str(int(tick))
    text = f"{tick:.{digits}g}"
    return text if "e" not in text else shorten_exponent(text)


def shorten_exponent(text: str) -> str:
    """Return a number such as ``1e+05`` as ``1e5``."""
    mantissa, _, exponent = text.partition("e")
    return f"{mantissa}e{int(exponent)}"


def labels_are_exact(ticks: Sequence[float], labels: Sequence[str]) -> bool:
    """Whether each label differs from its tick by at most 1 % of a step, which is invisible.

    The step from zero counts for a single tick.
    """
    step = min((b - a for a, b in pairwise(ticks)), default=max(map(abs, ticks), default=0.0))
    pairs = zip(labels, ticks, strict=True)
    return all(abs(float(text) - tick) <= step / 100 for text, tick in pairs)


def is_equal(label: str, tick: float) -> bool:
    """Whether a label has the value of its tick."""
    return math.isclose(float(label), tick, rel_tol=1e-9)


def label_log_tick(tick: float) -> str:
    """Return the label of a tick of a logarithmic axis, without an exponent if that is short."""
    if 0.001 <= tick < 100_000:
        return f"{tick:.6g}"
    return shorten_exponent(f"{tick:.0e}")
