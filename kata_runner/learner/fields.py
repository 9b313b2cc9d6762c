"""Values in a JSON file as values that the database can store."""

from __future__ import annotations

import math
from typing import Any

MAX_COUNT = 2**63 - 1  # SQLite's largest integer


def to_text(value: Any) -> str:
    """Return a value as text; raises ValueError for half of a surrogate pair."""
    text = str(value)
    text.encode()
    return text


def to_number(value: Any) -> float:
    """Return a value as a finite number.

    Raises ValueError for another value, OverflowError for an integer that is too large, and
    TypeError for a value of another type.
    """
    number = float(value)
    if not math.isfinite(number):
        raise ValueError("not a finite number")
    return number


def to_count(value: Any) -> int:
    """Return a value as an integer from 0 to `MAX_COUNT`.

    Raises ValueError or OverflowError for another value, and TypeError for a value of another type.
    """
    count = int(value)
    if not 0 <= count <= MAX_COUNT:
        raise ValueError("not a count")
    return count
