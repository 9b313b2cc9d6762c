"""The default number of attempts that run at the same time."""

from __future__ import annotations

import os

# More than one, so that no processor is idle while the grader evaluates, and that results gather to
# be evaluated together; the limits of wall-clock time leave room for four.
PER_PROCESSOR = 3


def default_in_flight() -> int:
    """Return three attempts for each processor."""
    return PER_PROCESSOR * count_processors()


def count_processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
