"""Limits on the size of an outcome: enough to learn from, too little to fill a disk."""

from __future__ import annotations

from dataclasses import replace

from kata_runner.model import Difference, Outcome
from kata_runner.sanitize import shorten

MAX_MESSAGE = 1 << 14  # characters of an outcome's message
MAX_CELL = 500  # characters of a text that is shown beside the expected one


def bound(outcome: Outcome) -> Outcome:
    """Cut the message and the first difference of an outcome to these limits."""
    message, difference = (
        shorten(outcome.message, MAX_MESSAGE),
        bound_difference(outcome.first_difference),
    )
    if message is outcome.message and difference is outcome.first_difference:
        return outcome
    return replace(outcome, message=message, first_difference=difference)


def bound_difference(difference: Difference | None) -> Difference | None:
    """Cut the actual text of a difference."""
    if (
        difference is None
        or not isinstance(difference.actual, str)
        or len(difference.actual) <= MAX_CELL
    ):
        return difference
    return replace(difference, actual=shorten(difference.actual, MAX_CELL))
