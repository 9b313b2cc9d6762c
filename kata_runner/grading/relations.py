"""How an attempt's numbers are related to the expected ones: recognised without any list of mistakes.

Each relation is a function from `Figures` to a sentence, or nothing where it does not hold for every value that is not
right, or holds for so few different values that it may be chance. Where two hold at once, neither is certain and none
is said.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kata_runner.grading.factors import factor_in_words
from kata_runner.grading.figures import Block, Figures, alike, distinct, figures
from kata_runner.table import Table

ENOUGH = 3  # so many clearly different values make a relation certain
MOST_DECIMALS = 8
MOST_VALUES = 4096  # of a larger table the relation is not looked for: seconds would go by
LEAST = 1e-3  # a factor nearer to one, or an offset smaller than that part of the values, may be rounding
HALF = 2**-7  # how far a sum of numbers in half precision may be off, relatively


@dataclass(frozen=True)
class Relation:
    """What holds between all that came and all that was wanted; `name` is stable, for statistics."""

    name: str
    says: str


def relation(expected: Table, actual: Table) -> Relation | None:
    """The one relation that holds between two tables of the same shape, if there is one and only one."""
    if len(expected.rows) * len(expected.columns) > MOST_VALUES:
        return None
    numbers = figures(expected, actual)
    if numbers is None or not numbers.wrong:
        return None
    found = {name: says for name, test in RELATIONS.items() if (says := test(numbers))}
    certain = {name: says for name, says in found.items() if not any(name in IMPLIED.get(other, ()) for other in found)}
    if len(certain) != 1:
        return None
    [(name, says)] = certain.items()
    return Relation(name, f"{subject(numbers)}{says}")


def subject(numbers: Figures) -> str:
    """Which values are meant, where others are right."""
    if numbers.wrong_names == numbers.names or "value" in numbers.wrong_names:
        return ""
    if len(numbers.names) == 2 and numbers.labels:
        return ""  # all that is right is what numbers the rows
    return f"In {', '.join(numbers.wrong_names)}: "


# --- From value to value ----------------------------------------------------------------------------------------------


def sign_flipped(numbers: Figures) -> str:
    """Each value is the negative of what it should be."""
    holds = alike(numbers.actual, [-number for number in numbers.expected])
    enough = distinct([abs(number) for number in numbers.expected]) >= ENOUGH
    return "Each value is the negative of what it should be." if holds and enough else ""


def sign_lost(numbers: Figures) -> str:
    """Negative values come as positive ones."""
    holds = alike(numbers.actual, [abs(number) for number in numbers.expected])
    negative = distinct([number for number in numbers.expected if number < 0])
    mixed = negative >= 2 and max(numbers.expected) > 0  # where all are negative, the sign is just another one
    enough = distinct([abs(number) for number in numbers.expected]) >= ENOUGH
    return "The signs are lost: what should be negative came as positive." if holds and mixed and enough else ""


def constant_factor(numbers: Figures) -> str:
    """Each value is the same multiple of what it should be, though not its negative."""
    want, got = max(zip(numbers.expected, numbers.actual, strict=True), key=lambda pair: abs(pair[0]))
    factor = got / want if want else 0.0
    if min(abs(factor), abs(abs(factor) - 1)) < LEAST:
        return ""
    holds = alike(numbers.actual, [factor * number for number in numbers.expected])
    enough = distinct([abs(number) for number in numbers.expected]) >= ENOUGH
    sizes = {len(block.expected) for block in numbers.wrong}
    return factor_in_words(factor, sizes.pop() if len(sizes) == 1 else 0) if holds and enough else ""


def constant_offset(numbers: Figures) -> str:
    """The same number is added to each value."""
    offsets = [got - want for want, got in zip(numbers.expected, numbers.actual, strict=True)]
    offset = sorted(offsets)[len(offsets) // 2]
    size = max(abs(offset), *map(abs, numbers.expected))
    if abs(offset) < LEAST * size or not alike(offsets, [offset] * len(offsets), size):
        return ""
    if distinct([number + 2 * size for number in numbers.expected], LEAST * size) <= ENOUGH:
        return ""
    return f"Each value is {abs(offset):.6g} {'more' if offset > 0 else 'less'} than it should be."


def rounded(numbers: Figures) -> str:
    """Each value is rounded to some decimals."""
    return fewer_decimals(numbers, round, "rounded to the nearest")


def truncated(numbers: Figures) -> str:
    """Each value is cut off after some decimals."""
    return fewer_decimals(numbers, cut_off, "cut off to a")


def cut_off(number: float, decimals: int) -> float:
    """The number without its later decimals."""
    return math.trunc(number * 10.0**decimals) / 10.0**decimals


def fewer_decimals(numbers: Figures, shorten: Callable[[float, int], float], how: str) -> str:
    """A sentence where every value is what is left of the expected one."""
    if distinct(numbers.actual) < ENOUGH:
        return ""
    for decimals in range(MOST_DECIMALS + 1):
        if all(abs(got - shorten(want, decimals)) <= 1e-12 * max(1.0, abs(want))
               for want, got in zip(numbers.expected, numbers.actual, strict=True)):  # fmt: skip
            what = f"number of {decimals} decimal{'s' * (decimals > 1)}" if decimals else "whole number"
            return f"Each value is {how} {what}: keep all of its digits."
    return ""


def half_precision(numbers: Figures) -> str:
    """Each value is one that 16 bits can hold, next to the expected one."""
    near = all(abs(got - want) <= HALF * abs(want) + 1e-7
               for want, got in zip(numbers.expected, numbers.actual, strict=True))  # fmt: skip
    if not near or not all(map(in_half_precision, numbers.actual)):
        return ""
    telling = [got for want, got in zip(numbers.expected, numbers.actual, strict=True)
               if got * 8 != round(got * 8) and not in_half_precision(want)]  # fmt: skip
    if distinct(telling) < ENOUGH:
        return ""
    return "Each value has the precision of float16, about three digits: compute in float64, as NumPy does by default."


def in_half_precision(number: float) -> bool:
    """Whether 16 bits hold the number exactly."""
    try:
        return bool(struct.unpack("e", struct.pack("e", number))[0] == number)
    except OverflowError:
        return False


def clipped(numbers: Figures) -> str:
    """Values beyond a bound come as the bound, all others as they should."""
    pairs = list(zip(numbers.expected, numbers.actual, strict=True))
    kept = [want for want, got in pairs if alike([got], [want])]
    above = [pair for pair in pairs if not alike([pair[1]], [pair[0]]) and pair[1] < pair[0]]
    below = [pair for pair in pairs if not alike([pair[1]], [pair[0]]) and pair[1] > pair[0]]
    bounds = [says for part, side in ((above, 1), (below, -1)) if part and (says := bound(part, kept, side))]
    if len(bounds) != bool(above) + bool(below) or distinct(kept) < 2:
        return ""
    return f"{' and '.join(bounds)}; all others are right." if bounds else ""


def bound(pairs: Sequence[tuple[float, float]], kept: Sequence[float], side: int) -> str:
    """The bound that these values were brought to and none of the kept ones exceeds, in words."""
    limit = pairs[0][1]
    if any(got != limit for _, got in pairs) or any(side * number > side * limit for number in kept):
        return ""
    if distinct([want - limit for want, _ in pairs]) < 2:
        return ""
    return f"Values {'above' if side > 0 else 'below'} {limit:.6g} came as {limit:.6g}"


# --- From place to place ----------------------------------------------------------------------------------------------


def transposed(numbers: Figures) -> str:
    """Each matrix has its rows where its columns should be."""
    if all(is_transposed(block) for block in numbers.wrong):
        return "Rows and columns are exchanged: each matrix is the transpose of what it should be."
    return ""


def is_transposed(block: Block) -> bool:
    """Whether a value's components are those of the transposed matrix, and that is another one."""
    wanted = dict(zip(block.indices, block.expected, strict=True))
    turned = [wanted.get(index[::-1], math.nan) for index in block.indices]
    return len(block.indices[0]) == 2 and moved(block, turned)


def reversed_order(numbers: Figures) -> str:
    """The components of each value come in reverse."""
    if all(moved(block, block.expected[::-1]) for block in numbers.wrong):
        return "The components are right but come in reverse order."
    return ""


def reordered(numbers: Figures) -> str:
    """The components of each value come in another order."""
    if all(moved(block, block.actual) and alike(sorted(block.actual), sorted(block.expected))
           for block in numbers.wrong):  # fmt: skip
        return "The components are right but come in another order."
    return ""


def moved(block: Block, there: Sequence[float]) -> bool:
    """Whether a block is what stands elsewhere, is not right, and is no matter of chance."""
    return (
        distinct(block.expected) >= ENOUGH
        and alike(block.actual, there)
        and not alike(block.actual, block.expected)
    )  # fmt: skip


def swapped(numbers: Figures) -> str:
    """Two results stand in each other's place."""
    if len(numbers.wrong_names) != 2:
        return ""
    one, other = numbers.wrong_names
    pairs = list(zip(numbers.series(one), numbers.series(other), strict=False))
    exchanged = all(alike(a.actual, b.expected) and alike(b.actual, a.expected) for a, b in pairs)
    wanted = [number for pair in pairs for block in pair for number in block.expected]
    if not exchanged or distinct(wanted) < ENOUGH or any(alike(a.expected, b.expected) for a, b in pairs):
        return ""
    return f"{one} and {other} are exchanged: each has the values of the other."


def shifted(numbers: Figures) -> str:
    """Each row has what belongs to the row before or after it."""
    for step, says in ((1, "one step ahead"), (-1, "one step behind")):
        if all(is_shifted(numbers.series(name), numbers.labels, step) for name in numbers.wrong_names):
            return f"Everything is {says}: each row has what belongs to the row {'below' if step > 0 else 'above'} it."
    return ""


def is_shifted(series: Sequence[Block], labels: Sequence[int], step: int) -> bool:
    """Whether each row of a value has what belongs so many rows on, as far as rows follow one another."""
    pairs = [(series[at], series[at + step]) for at in range(len(series))
             if 0 <= at + step < len(series) and (not labels or labels[at + step] - labels[at] == step)]  # fmt: skip
    different = [number for block, _ in pairs for number in block.expected]
    return (
        len(pairs) >= ENOUGH
        and distinct(different) >= ENOUGH
        and all(alike(block.actual, there.expected) for block, there in pairs)
        and not any(alike(block.expected, there.expected) for block, there in pairs)
    )


def earlier_values(numbers: Figures) -> str:
    """What is wrong has the values of an earlier row or result."""
    says = "came again where others were wanted: is something kept from one call to the next?"
    return elsewhere(numbers, -1, f"Values of an earlier call {says}")


def later_values(numbers: Figures) -> str:
    """What is wrong has the values of a later row or result."""
    says = "Earlier answers have the values of a later call: does every call return the same array, changed in place?"
    return elsewhere(numbers, 1, says)


def elsewhere(numbers: Figures, side: int, says: str) -> str:
    """The sentence, where every block that is not right has what was wanted on that side of it."""
    off = [at for at, block in enumerate(numbers.blocks) if not alike(block.actual, block.expected)]
    found = [moved_from(numbers.blocks, at, side) for at in off]
    rows = len({block.row for block in numbers.blocks}) > 1 or len(numbers.names) > 2
    return says if found and rows and all(found) else ""


def moved_from(blocks: Sequence[Block], at: int, side: int) -> bool:
    """Whether a block has the values of a block on that side, of the same name where there are several rows."""
    block = blocks[at]
    others = blocks[at + 1 :] if side > 0 else blocks[:at]
    same_name = [other for other in others if other.name == block.name] or others
    return any(len(other.expected) == len(block.expected) and moved(block, other.expected) for other in same_name)


RELATIONS: dict[str, Callable[[Figures], str]] = {
    "sign_flipped": sign_flipped,
    "sign_lost": sign_lost,
    "constant_factor": constant_factor,
    "constant_offset": constant_offset,
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
# What follows from a relation is not said beside it.
IMPLIED = {
    "reversed": ("reordered",),
    "transposed": ("reordered",),
    "shifted": ("earlier_values", "later_values"),
    "swapped": ("earlier_values", "later_values"),
}
