"""How many attempts fit into the descriptors that this process may open."""

from __future__ import annotations

import os

# for one running attempt: four that stay open, and two more while its process is started
EACH = 6
SPARE = 24  # for the store, archives, the sandbox itself
DEFAULT_LIMIT = 256  # where the system reports none
DEFAULT_OPEN = 32


def limit_in_flight(in_flight: int) -> int:
    """Return `in_flight`, or the number of attempts that there are descriptors for if it is
    smaller; at least 1.
    """
    return max(1, min(in_flight, (limit() - count_open() - SPARE) // EACH))


def limit() -> int:
    """How many descriptors this process may open."""
    try:
        import resource
    except ImportError:
        return DEFAULT_LIMIT
    try:
        soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    except OSError:
        return DEFAULT_LIMIT
    return 1 << 20 if soft == resource.RLIM_INFINITY else soft


def count_open() -> int:
    """How many descriptors this process has open."""
    try:
        return len(os.listdir("/dev/fd"))  # noqa: PTH208  # numbers, not paths
    except OSError:
        return DEFAULT_OPEN
