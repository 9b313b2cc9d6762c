"""How much of what an attempt causes is kept: enough to learn from, too little to fill a disk."""

from __future__ import annotations

from dataclasses import replace

from kata_runner.model import Difference, Outcome
from kata_runner.sanitize import shortened

MAX_MESSAGE = 1 << 14  # characters of what one outcome tells
MAX_CELL = 500  # of a text in a table, where it is told beside the right one


def bound(outcome: Outcome) -> Outcome:
    """The outcome with no more in it than a learner reads."""
    message, difference = (
        shortened(outcome.message, MAX_MESSAGE),
        bound_difference(outcome.first_difference),
    )
    if message is outcome.message and difference is outcome.first_difference:
        return outcome
    return replace(outcome, message=message, first_difference=difference)


def bound_difference(difference: Difference | None) -> Difference | None:
    """The difference with its texts cut."""
    if (
        difference is None
        or not isinstance(difference.actual, str)
        or len(difference.actual) <= MAX_CELL
    ):
        return difference
    return replace(difference, actual=shortened(difference.actual, MAX_CELL))
