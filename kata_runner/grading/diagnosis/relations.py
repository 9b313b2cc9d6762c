"""Relations between an attempt's numbers and the expected ones, recognised without a list of
mistakes.

Each relation is a function from `NumericTables` to a sentence. It returns an empty string if the
relation does not hold for every value that is wrong, or holds for so few different values that it
may be chance. If two relations hold at once, neither is certain and none is reported.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import comb

from kata_runner.grading.diagnosis.factors import describe_factor
from kata_runner.grading.diagnosis.numeric import (
    MIN_DISTINCT,
    MIN_EFFECT,
    NumericTables,
    count_distinct,
    is_close,
    to_numeric,
)
from kata_runner.grading.diagnosis.relations_positional import (
    earlier_values,
    later_values,
    reordered,
    reversed_order,
    shifted,
    swapped,
    transposed,
)
from kata_runner.table import Table

NEARLY = 0.02  # relative: a wrong value is near the right one if it is off by no more
MAX_DECIMALS = 8
MAX_VALUES = 1024  # a larger table is not searched for a relation: it would take seconds
MIN_FACTOR = 1e-7  # a smaller factor may be zero
# There must be this many ways to choose as many values as are wrong from all values, or it may be
# chance that the wrong ones are the extreme ones. Fewer are enough if the place of the values is
# not the reason, such as that of a component that is never computed.
MIN_COMBINATIONS, MIN_COMBINATIONS_IF_SCATTERED = 200, 15
FLOAT16_RTOL = 2**-7  # how far a sum of numbers in half precision may be off, relative to its value


@dataclass(frozen=True)
class Relation:
    """A relation between all actual and all expected values; `name` is stable, for statistics."""

    name: str
    says: str


def find_relation(expected: Table, actual: Table) -> Relation | None:
    """Return the relation between two tables of the same shape, if exactly one holds."""
    if len(expected.rows) * len(expected.columns) > MAX_VALUES:
        return None
    numbers = to_numeric(expected, actual)
    if numbers is None or not numbers.mismatched:
        return None
    matches = {name: says for name, test in RELATIONS.items() if (says := test(numbers))}
    if len(matches) > 1:
        matches.pop("nearly", None)
    certain = {
        name: says
        for name, says in matches.items()
        if not any(name in IMPLIED.get(other, ()) for other in matches)
    }
    if len(certain) != 1:
        return None
    [(name, says)] = certain.items()
    return Relation(name, f"{name_subject(numbers)}{says}")


def name_subject(numbers: NumericTables) -> str:
    """Return a prefix that names the wrong values, an empty one if no others are right."""
    if numbers.mismatched_names == numbers.names or "value" in numbers.mismatched_names:
        return ""
    if len(numbers.names) == 2 and numbers.labels:
        return ""  # the only right value is the number of the row
    return f"In {', '.join(numbers.mismatched_names)}: "


def sign_flipped(numbers: NumericTables) -> str:
    """Each value is the negative of what it should be."""
    holds = is_close(numbers.actual, [-number for number in numbers.expected])
    is_certain = holds and numbers.has_distinct_sizes
    return "Each value is the negative of what it should be." if is_certain else ""


def sign_lost(numbers: NumericTables) -> str:
    """Negative values are returned as positive ones."""
    holds = is_close(numbers.actual, [abs(number) for number in numbers.expected])
    negative = count_distinct([number for number in numbers.expected if number < 0])
    if negative < 2 or max(numbers.expected) <= 0:  # if all are negative, it is `sign_flipped`
        return ""
    is_certain = holds and numbers.has_distinct_sizes
    return "The signs are lost: what should be negative came as positive." if is_certain else ""


def constant_factor(numbers: NumericTables) -> str:
    """Each value is the same multiple of what it should be, though not its negative."""
    expected_value, actual_value = max(numbers.pairs, key=lambda pair: abs(pair[0]))
    factor = actual_value / expected_value if expected_value else 0.0
    if abs(factor) < MIN_FACTOR or abs(abs(factor) - 1) < MIN_EFFECT:
        return ""
    holds = is_close(numbers.actual, [factor * number for number in numbers.expected])
    is_certain = holds and numbers.has_distinct_sizes
    return describe_factor(factor, lengths_of(numbers)) if is_certain else ""


def lengths_of(numbers: NumericTables) -> list[int]:
    """Return the size of each value and its lengths along each axis; none if the shapes differ."""
    shapes = {tuple(len(set(axis)) for axis in zip(*block.indices, strict=True))
              for block in numbers.mismatched}  # fmt: skip
    if len(shapes) != 1:
        return []
    [shape] = shapes
    return sorted({math.prod(shape), *shape}, reverse=True)


def all_zero(numbers: NumericTables) -> str:
    """All actual values are zero."""
    if not numbers.has_distinct_sizes or any(numbers.actual):
        return ""
    return "Every value is 0: was nothing put into what you return?"


def constant_offset(numbers: NumericTables) -> str:
    """The same number is added to each value."""
    offsets = [actual_value - expected_value for expected_value, actual_value in numbers.pairs]
    offset = sorted(offsets)[len(offsets) // 2]
    size = max(abs(offset), *map(abs, numbers.expected))
    if abs(offset) < MIN_EFFECT * size or not is_close(offsets, [offset] * len(offsets), size):
        return ""
    moved = [number + 2 * size for number in numbers.expected]  # all of them far from zero
    if count_distinct(moved, MIN_EFFECT * size) <= MIN_DISTINCT:
        return ""
    says = f"Each value is {abs(offset):.6g} {'more' if offset > 0 else 'less'} than it should be"
    if abs(offset) != 1 or any(number % 1 for number in numbers.expected):
        return f"{says}."
    return f"{says}: is {'one counted too many' if offset > 0 else 'one left out of the count'}?"


SMALLEST_LEFT = 1e-9  # a smaller number is noise around zero, and says nothing about decimals


def rounded(numbers: NumericTables) -> str:
    """Each value is rounded to some decimals."""
    return fewer_decimals(numbers, round, "rounded to the nearest")


def truncated(numbers: NumericTables) -> str:
    """Each value is cut off after some decimals."""
    return fewer_decimals(numbers, truncate, "cut off to a")


def truncate(number: float, decimals: int) -> float:
    """Return the number cut off after so many decimals."""
    return math.trunc(number * 10.0**decimals) / 10.0**decimals


def fewer_decimals(numbers: NumericTables, shorten: Callable[[float, int], float], how: str) -> str:
    """Return a sentence if every value is the expected one, shortened to some decimals."""
    left = [number for number in numbers.actual if abs(number) > SMALLEST_LEFT]
    if count_distinct(left) < MIN_DISTINCT:
        return ""
    for decimals in range(MAX_DECIMALS + 1):
        if all(
            abs(actual_value - shorten(expected_value, decimals))
            <= 1e-12 * max(1.0, abs(expected_value))
            for expected_value, actual_value in numbers.pairs
        ):
            count = f"number of {decimals} decimal{'s' * (decimals > 1)}"
            what = count if decimals else "whole number"
            return f"Each value is {how} {what}: keep all of its digits."
    return ""


def half_precision(numbers: NumericTables) -> str:
    """Each value is close to the expected one, and 16 bits hold it exactly."""
    is_near = all(abs(b - a) <= FLOAT16_RTOL * abs(a) + 1e-7 for a, b in numbers.pairs)
    if not is_near or not all(map(in_half_precision, numbers.actual)):
        return ""
    telling = [b for a, b in numbers.pairs if b * 8 != round(b * 8) and not in_half_precision(a)]
    if count_distinct(telling) < MIN_DISTINCT:
        return ""
    return (
        "Each value has the precision of float16, about three digits: compute in float64, "
        "as NumPy does by default."
    )


def in_half_precision(number: float) -> bool:
    """Whether 16 bits hold the number exactly."""
    try:
        return bool(struct.unpack("e", struct.pack("e", number))[0] == number)
    except OverflowError:
        return False


def clipped(numbers: NumericTables) -> str:
    """Values beyond a bound are replaced by the bound, and all others are right."""
    off = [(a, b) for a, b in numbers.pairs if not is_close([b], [a])]
    unclipped = [a for a, b in numbers.pairs if is_close([b], [a])]
    sides = {1: [(a, b) for a, b in off if b < a], -1: [(a, b) for a, b in off if b > a]}
    bounds = [describe_bound(part, unclipped, side) for side, part in sides.items() if part]
    if not all(bounds) or count_distinct(unclipped) < 2:
        return ""
    needed = MIN_COMBINATIONS_IF_SCATTERED if is_scattered(numbers) else MIN_COMBINATIONS
    if comb(len(numbers.pairs), len(off)) < needed:
        return ""
    return f"{' and '.join(bounds)}; all others are right."


def is_scattered(numbers: NumericTables) -> bool:
    """Whether a component is wrong in one row and right in another; its place is not the reason."""
    for name in numbers.mismatched_names:
        blocks = [block for block in numbers.series(name) if len(block.indices) > 1]
        rows = [zip(block.expected, block.actual, strict=True) for block in blocks]
        for component in zip(*rows, strict=True):
            if len({is_close([b], [a]) for a, b in component}) == 2:
                return True
    return False


def describe_bound(
    pairs: Sequence[tuple[float, float]], unclipped: Sequence[float], side: int
) -> str:
    """Return in words the bound that these values were clipped to, an empty string if there is none
    or a value beyond it was kept.
    """
    limit = pairs[0][1]
    is_bound = all(b == limit for _, b in pairs)
    if not is_bound or any(side * number > side * limit for number in unclipped):
        return ""
    if count_distinct([a - limit for a, _ in pairs]) < 2:
        return ""
    return f"Values {'above' if side > 0 else 'below'} {limit:.6g} came as {limit:.6g}"


def whole_numbers(numbers: NumericTables) -> str:
    """The actual values are different whole numbers, and none of the expected ones is whole.

    The ends of a squashing function do not count, such as 1 where -0.8 is right.
    """
    distances = [abs(b - a) for a, b in numbers.pairs]
    whole = not any(one % 1 for one in numbers.actual) and count_distinct(numbers.actual) > 1
    is_squashed = max(map(abs, numbers.actual)) <= 1 <= max(distances)
    cut = whole and all(one % 1 for one in numbers.expected)
    if is_squashed or not (cut and numbers.has_distinct_sizes):
        return ""
    return "Only whole numbers came: is what is behind the point cut off, as `dtype=int` does?"


def nearly(numbers: NumericTables) -> str:
    """Each value is close to the right one, but not as close as rounding would be."""
    if any(abs(b - a) > NEARLY * abs(a) for a, b in numbers.pairs):
        return ""
    off = max((abs(b / a - 1) for a, b in numbers.pairs if a), default=0.0)
    if off < NEARLY / 1e4 or not numbers.has_distinct_sizes:
        return ""
    return (
        f"Each value is near the right one, at most {100 * off:.2g} % off: is something small "
        "added, or the result only approached?"
    )


RELATIONS: dict[str, Callable[[NumericTables], str]] = {
    "sign_flipped": sign_flipped,
    "sign_lost": sign_lost,
    "constant_factor": constant_factor,
    "all_zero": all_zero,
    "constant_offset": constant_offset,
    "whole_numbers": whole_numbers,
    "nearly": nearly,
    "rounded": rounded,
    "truncated": truncated,
    "half_precision": half_precision,
    "clipped": clipped,
    "transposed": transposed,
    "reversed": reversed_order,
    "reordered": reordered,
    "swapped": swapped,
    "shifted": shifted,
    "earlier_values": earlier_values,
    "later_values": later_values,
}
# What each relation implies, which is not reported in addition to it.
IMPLIED = {
    "all_zero": ("whole_numbers",),
    "rounded": ("whole_numbers",),
    "truncated": ("whole_numbers",),
    "reversed": ("reordered",),
    "transposed": ("reordered",),
    "shifted": ("earlier_values", "later_values"),
    "swapped": ("earlier_values", "later_values"),
}
