"""Seeds of the random inputs of probes."""

from __future__ import annotations

from operator import index
from typing import SupportsIndex

from kata_runner.errors import UsageError

MAX_SEED = 2**32 - 1  # as `numpy.random.RandomState` takes it


def draw_seed() -> int:
    """Draw a seed that cannot be predicted."""
    import secrets

    return secrets.randbelow(MAX_SEED + 1)


def check_seed(seed: SupportsIndex) -> int:
    """Return a seed as a Python integer.

    Inputs are drawn from its digits, so 0.0 would be another seed than 0. Raises UsageError for
    anything but an integer from 0 to `MAX_SEED`.
    """
    try:
        number = index(seed)
    except TypeError:
        number = -1
    if not 0 <= number <= MAX_SEED:
        raise UsageError(f"seed: expected an integer from 0 to {MAX_SEED}, got {seed!r:.40}")
    return number
