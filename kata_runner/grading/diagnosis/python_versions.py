"""The texts of Python's errors in the words of Python 3.11, which the pinned results have."""

from __future__ import annotations

import re

NEWER = (  # patterns of the texts of Python 3.12 to 3.14, and what 3.11 says
    (
        r"ValueError: expected (?:a (?:positive|nonnegative|finite|noninteger)|a number|argument)"
        r" .*",
        "ValueError: math domain error",
    ),
    (
        r"ZeroDivisionError: zero to a negative power",
        "ZeroDivisionError: 0.0 cannot be raised to a negative power",
    ),
    (r"(ValueError: \w+\(\)) iterable argument is empty", r"\1 arg is an empty sequence"),
    (r"TypeError: cannot use '.*' as .* \((unhashable type: '.*')\)", r"TypeError: \1"),
    (r"(ValueError: too many values to unpack \(expected \d+), got \d+\)", r"\1)"),
    (r"(TypeError: argument of type '.*' is not) a container or iterable", r"\1 iterable"),
)
# What differs in 3.11 and is one text in 3.14: these only tell whether two texts are the same.
DIVISION = "ZeroDivisionError: division by zero"
MERGED = (
    (r"ZeroDivisionError: (?:.*by zero|float modulo|float divmod\(\))", DIVISION),
    (r"ValueError: .* (?:is )?not in list", "ValueError: x is not in list"),
)


def to_older_text(text: str) -> str:
    """Return the text of an error as Python 3.11 has it.

    >>> to_older_text("ValueError: expected a positive input, got 0.0")
    'ValueError: math domain error'
    """
    return translate(text, NEWER)


def to_common_text(text: str) -> str:
    """Return the text of an error that every version has in common.

    >>> to_common_text("ZeroDivisionError: float division by zero")
    'ZeroDivisionError: division by zero'
    """
    return translate(to_older_text(text), MERGED)


def translate(text: str, patterns: tuple[tuple[str, str], ...]) -> str:
    """Return the text that belongs to the first pattern that matches a whole text, else the text
    itself.
    """
    for pattern, other in patterns:
        if match := re.fullmatch(pattern, text):
            return match.expand(other)
    return text
