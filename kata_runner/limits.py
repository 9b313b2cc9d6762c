"""The limits that a kata, or one of its experiments, may set, and the values they accept."""

from __future__ import annotations

from collections.abc import Mapping

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
}  # what Python and numpy need before an attempt is loaded


def describe_wrong_limit(name: str, value: object) -> str:
    """Return which values a limit accepts if it does not accept this one, else an empty string.

    >>> describe_wrong_limit("cpu", 2.5), describe_wrong_limit("memory_mb", 64)
    ('', 'expected a whole number from 256 to 1000000')
    """
    is_whole, least = LIMITS[name] is int, MIN_LIMITS.get(name, 0)
    is_number = type(value) in ((int,) if is_whole else (int, float))
    fits = is_number and least <= value <= MAX_LIMIT  # type: ignore[operator]  # a number
    if fits and value:
        return ""
    kind, start = "whole" if is_whole else "positive", f"from {least} " if least else "up "
    return f"expected a {kind} number {start}to {MAX_LIMIT}"


def check_limits(limits: Mapping[str, float]) -> None:
    """Raise UsageError for a limit that does not exist, or for a value that it cannot have."""
    from kata_runner.errors import UsageError  # not there in the sandbox, where this is loaded too

    if not isinstance(limits, Mapping):
        raise UsageError(f'limits: expected a dictionary such as {{"cpu": 20}}, got {limits!r:.40}')
    for name, value in limits.items():
        if name not in LIMITS:
            raise UsageError(f"unknown limit {name!r:.40}: choose from {', '.join(LIMITS)}")
        if problem := describe_wrong_limit(name, value):
            raise UsageError(f"limit {name}: {problem}, got {value!r:.40}")


def own_limits(limits: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    """Validate the limits of one experiment and return them as pairs.

    Raises TypeError for anything but a dictionary, and ValueError for a limit or a value that an
    experiment cannot have.
    """
    if not isinstance(limits, Mapping):
        raise TypeError(
            f'limits={limits!r:.40}: write a dictionary such as limits={{"cpu": 20, "wall": 60}}'
        )
    for name, value in limits.items():
        if name not in OF_ONE_EXPERIMENT:
            names = ", ".join(OF_ONE_EXPERIMENT)
            raise ValueError(f"limits: {name!r:.40} is none of one experiment: these are {names}")
        if problem := describe_wrong_limit(name, value):
            raise ValueError(f"limits: {name}: {problem}, got {value!r:.40}")
    return tuple(limits.items())
