"""How many attempts run at the same time: as many as keep the processors busy, and no more than
there are descriptors and memory for.
"""

from __future__ import annotations

import os

# More than one, so that no processor is idle while the grader evaluates, and that results gather to
# be evaluated together; the limits of wall-clock time leave room for four.
PER_PROCESSOR = 3
# descriptors of one running attempt: four that stay open, two more while its process is started
EACH = 6
SPARE = 24  # descriptors for the store, archives, the sandbox itself
DEFAULT_LIMIT = 256  # descriptors where the system reports no limit
DEFAULT_OPEN = 32


def default_in_flight() -> int:
    """Return three attempts for each processor."""
    return PER_PROCESSOR * count_processors()


def count_processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def limit_in_flight(in_flight: int, megabytes: int) -> int:
    """Return `in_flight`, or how many attempts of `megabytes` each there are descriptors and memory
    for if that is less; at least 1.
    """
    if in_flight <= 1:
        return 1
    from kata_runner.engine import memory  # only here: a command starts its sandbox first

    fitting = [in_flight, (get_descriptor_limit() - count_descriptors() - SPARE) // EACH]
    available = memory.count_available()
    if available is not None:
        fitting.append(available // (megabytes << 20))
    return max(1, min(fitting))


def get_descriptor_limit() -> int:
    """Return how many descriptors this process may open."""
    try:
        import resource

        soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    except (ImportError, OSError):
        return DEFAULT_LIMIT
    return 1 << 20 if soft == resource.RLIM_INFINITY else soft


def count_descriptors() -> int:
    """Return how many descriptors this process has open."""
    try:
        return len(os.listdir("/dev/fd"))  # noqa: PTH208  # numbers, not paths
    except OSError:
        return DEFAULT_OPEN
