"""The limits that a kata, or one of its experiments, may set, and which values they can have."""

from __future__ import annotations

LIMITS: dict[str, type[int | float]] = {
    "cpu": float,
    "wall": float,
    "total": float,
    "memory_mb": int,
    "open_files": int,
    "output_kb": int,
}
OF_ONE_EXPERIMENT = ("cpu", "wall", "memory_mb", "output_kb")
MAX_LIMIT = 1_000_000
MIN_LIMITS = {
    "memory_mb": 256,
    "open_files": 8,
}  # what Python and numpy need before any attempt is there


def describe_wrong_limit(name: str, value: object) -> str:
    """What is wanted in place of a value that a limit cannot have, or nothing for one that it can.

    >>> describe_wrong_limit("cpu", 2.5), describe_wrong_limit("memory_mb", 64)
    ('', 'expected a whole number from 256 to 1000000')
    """
    is_whole, least = LIMITS[name] is int, MIN_LIMITS.get(name, 0)
    fits = type(value) in ((int,) if is_whole else (int, float)) and least <= value <= MAX_LIMIT  # type: ignore[operator]  # a number
    if fits and value:
        return ""
    kind, start = "whole" if is_whole else "positive", f"from {least} " if least else "up "
    return f"expected a {kind} number {start}to {MAX_LIMIT}"
