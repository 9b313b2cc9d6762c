"""How many attempts are on their way at a time, where nobody says."""

from __future__ import annotations

import os

PER_PROCESSOR = 2  # so that no processor waits while the grader judges


def default_in_flight() -> int:
    """Return two attempts for each processor, and one where there is one processor.

    There the grader judges while no attempt can run anyway, and attempts that take turns cost a
    twentieth of the rate.
    """
    processors = count_processors()
    return PER_PROCESSOR * processors if processors > 1 else 1


def count_processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
