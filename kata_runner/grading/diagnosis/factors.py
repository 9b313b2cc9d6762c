"""Possible meanings of a constant factor between actual and expected values."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

LOGARITHM = "is a logarithm taken to another base?"
BYTES = "are bits and bytes confused?"
UNIT = "is it in another unit, such as kilobytes?"
PERCENT = "is a fraction given in percent, or the other way round?"
ANGLE = "are degrees and radians confused?"
# The inverse of each factor is recognised too.
NAMED_FACTORS = (
    (8.0, "8", BYTES),
    (64.0, "64", BYTES),
    (100.0, "100", PERCENT),
    (1000.0, "1000", UNIT),
    (1024.0, "1024", UNIT),
    (1e6, "1000000", UNIT),
    (1024.0**2, "1048576", UNIT),
    (math.log(10), "ln 10", LOGARITHM),
    (math.log2(10), "log2 10", LOGARITHM),
    (1 / math.log(2), "1 / ln 2", LOGARITHM),
    (180 / math.pi, "180 / pi", ANGLE),
    (math.pi, "pi", ""),
    (2 * math.pi, "2 pi", ""),
    (math.sqrt(2), "the square root of 2", ""),
)
WORDS = {
    2.0: "twice",
    0.5: "half",
    3.0: "three times",
    1 / 3: "a third of",
    4.0: "four times",
    0.25: "a quarter of",
}
RTOL = 1e-5
BARE = re.compile(r"is -?[\d.e+-]+ (?:times|more|less)\b[^:]*$")


def describe_factor(factor: float, lengths: Sequence[int] = ()) -> str:
    """Return a sentence about values that are all `factor` times the expected ones; `lengths` are
    how many numbers each value has, in total and along each axis.

    >>> describe_factor(2.0)
    'Each value is twice what it should be.'
    >>> print(describe_factor(0.2, [10, 5, 2]).replace(": ", ":\\n"))
    Each value is 1/5 of what it should be:
    5 numbers belong together here, is a mean taken for a sum?
    """
    times, question = name_factor(abs(factor), lengths)
    sign = ", and with the wrong sign" if factor < 0 else ""
    return f"Each value is {times} what it should be{sign}{': ' + question if question else '.'}"


def name_factor(factor: float, lengths: Sequence[int]) -> tuple[str, str]:
    """Return the factor in words, and a question that may lead to the cause, or an empty one."""
    for named_factor, words in WORDS.items():
        if is_same_factor(factor, named_factor) and not any(
            size > 2 and is_same_factor(max(factor, 1 / factor), size) for size in lengths
        ):
            return words, ""
    for named_factor, name, question in candidates(lengths):
        if is_same_factor(factor, named_factor):
            return f"{name} times", question
        if is_same_factor(factor, 1 / named_factor):
            return (f"1/{name} of" if name.isdecimal() else f"1 / ({name}) of"), question
    return f"{factor:.6g} times", ""


def is_named(says: str) -> bool:
    """Whether a sentence about a factor or an offset gives it a name or a reason, not only a
    number.
    """
    return BARE.search(says) is None


def candidates(lengths: Sequence[int]) -> Iterator[tuple[float, str, str]]:
    """Yield the factors that have a name, first those that depend on how many numbers belong
    together.
    """
    for size in lengths:
        if size <= 2:
            continue
        together = f"{size} numbers belong together here"
        yield float(size), str(size), f"{together}, is a mean taken for a sum?"
        yield (
            math.sqrt(size),
            f"the square root of {size}",
            f"{together}, is a root of their count left out?",
        )
    yield from NAMED_FACTORS


def is_same_factor(a: float, b: float) -> bool:
    """Whether two factors are equal within `RTOL`."""
    return abs(a - b) <= RTOL * abs(b)
