"""How many attempts fit into the descriptors that this process may open."""

from __future__ import annotations

import os

EACH = (
    6  # for one attempt on its way: four that stay, and what is open while its process is started
)
SPARE = 24  # for the store, archives, the sandbox itself
DEFAULT_LIMIT = 256  # where the system tells of none
DEFAULT_OPEN = 32


def fitting(in_flight: int) -> int:
    """So many attempts at a time, or as many as there are descriptors for; at least one."""
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
    """How many it has open."""
    try:
        return len(os.listdir("/dev/fd"))  # noqa: PTH208  # numbers, not paths
    except OSError:
        return DEFAULT_OPEN
