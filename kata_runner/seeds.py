"""Seeds of the random inputs of probes."""

from __future__ import annotations

MAX_SEED = 2**32 - 1  # as `numpy.random.RandomState` takes it


def draw_seed() -> int:
    """Draw a seed that cannot be predicted."""
    import secrets

    return secrets.randbelow(MAX_SEED + 1)
