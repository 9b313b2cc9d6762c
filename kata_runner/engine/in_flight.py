"""How many attempts are on their way at a time, where nobody says."""

from __future__ import annotations

import os

# so that no processor waits while the grader judges, and that what it judges gathers; the limits of
# wall-clock time allow for four
PER_PROCESSOR = 3


def default_in_flight() -> int:
    """Return three attempts for each processor."""
    return PER_PROCESSOR * count_processors()


def count_processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
