"""Relations by position: the values are right, but in the place of others."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kata_runner.grading.diagnosis.numeric import (
    MIN_DISTINCT,
    NumericTables,
    VectorPair,
    count_distinct,
    is_close,
)


def transposed(numbers: NumericTables) -> str:
    """Each matrix has its rows where its columns should be."""
    if all(is_transposed(block) for block in numbers.mismatched):
        return "Rows and columns are exchanged: each matrix is the transpose of what it should be."
    return ""


def is_transposed(block: VectorPair) -> bool:
    """Whether a value is the transpose of the expected matrix, and differs from that matrix."""
    expected = dict(zip(block.indices, block.expected, strict=True))
    turned = [expected.get(index[::-1], math.nan) for index in block.indices]
    return len(block.indices[0]) == 2 and is_moved(block, turned)


def reversed_order(numbers: NumericTables) -> str:
    """The components of each value are in reverse order."""
    if all(is_moved(block, block.expected[::-1]) for block in numbers.mismatched):
        return "The components are right but come in reverse order."
    return ""


def reordered(numbers: NumericTables) -> str:
    """The components of each value are in another order."""
    if all(
        is_moved(block, block.actual) and is_close(sorted(block.actual), sorted(block.expected))
        for block in numbers.mismatched
    ):
        return "The components are right but come in another order."
    return ""


def is_moved(block: VectorPair, elsewhere: Sequence[float]) -> bool:
    """Whether a wrong block has the values `elsewhere`, and its expected values are different
    enough to exclude chance.
    """
    return (
        count_distinct(block.expected) >= MIN_DISTINCT
        and is_close(block.actual, elsewhere)
        and not is_close(block.actual, block.expected)
    )


def swapped(numbers: NumericTables) -> str:
    """Two results are in each other's place."""
    if len(numbers.mismatched_names) != 2:
        return ""
    one, other = numbers.mismatched_names
    pairs = list(zip(numbers.series(one), numbers.series(other), strict=False))
    exchanged = all(
        is_close(a.actual, b.expected) and is_close(b.actual, a.expected) for a, b in pairs
    )
    expected = [number for pair in pairs for block in pair for number in block.expected]
    if (
        not exchanged
        or count_distinct(expected) < MIN_DISTINCT
        or any(is_close(a.expected, b.expected) for a, b in pairs)
    ):
        return ""
    return f"{one} and {other} are exchanged: each has the values of the other."


def shifted(numbers: NumericTables) -> str:
    """Each row has what belongs to the row before or after it."""
    for step, says in ((1, "one step ahead"), (-1, "one step behind")):
        if all(
            is_shifted(numbers.series(name), numbers.labels, step)
            for name in numbers.mismatched_names
        ):
            return (
                f"Everything is {says}: each row has what belongs to the row "
                f"{'below' if step > 0 else 'above'} it."
            )
    return ""


def is_shifted(series: Sequence[VectorPair], labels: Sequence[int], step: int) -> bool:
    """Whether each row of a value has what belongs `step` rows further on, as far as the labels of
    the rows are consecutive.
    """
    pairs = [
        (series[at], series[at + step])
        for at in range(len(series))
        if 0 <= at + step < len(series) and (not labels or labels[at + step] - labels[at] == step)
    ]
    different = [number for block, _ in pairs for number in block.expected]
    return (
        len(pairs) >= MIN_DISTINCT
        and count_distinct(different) >= MIN_DISTINCT
        and all(is_close(block.actual, elsewhere.expected) for block, elsewhere in pairs)
        and not any(is_close(block.expected, elsewhere.expected) for block, elsewhere in pairs)
    )


def earlier_values(numbers: NumericTables) -> str:
    """The wrong blocks have the values of an earlier row or result."""
    says = (
        "Values of an earlier call came again where others were wanted: is something kept, or "
        "changed in place, from one call to the next?"
    )
    return from_other_rows(numbers, -1, says)


def later_values(numbers: NumericTables) -> str:
    """The wrong blocks have the values of a later row or result."""
    says = (
        "Earlier answers have the values of a later call: does every call return the same "
        "array, changed in place?"
    )
    return from_other_rows(numbers, 1, says)


def from_other_rows(numbers: NumericTables, side: int, says: str) -> str:
    """Return `says` if every wrong block has the expected values of a block on that side of it,
    else an empty string.
    """
    off = [
        at for at, block in enumerate(numbers.blocks) if not is_close(block.actual, block.expected)
    ]
    several = len({block.row for block in numbers.blocks}) > 1 or len(numbers.names) > 2
    return says if several and all(has_values_from(numbers.blocks, at, side) for at in off) else ""


def has_values_from(blocks: Sequence[VectorPair], at: int, side: int) -> bool:
    """Whether a block has the expected values of a block on that side; if blocks of the same name
    are there, only they count.
    """
    block = blocks[at]
    if len(block.expected) < MIN_DISTINCT:
        return False
    others = blocks[at + 1 :] if side > 0 else blocks[:at]
    same_name = [other for other in others if other.name == block.name] or others
    return any(
        len(other.expected) == len(block.expected) and is_moved(block, other.expected)
        for other in same_name
    )
