"""How much of what an attempt causes is kept."""

from __future__ import annotations

from kata_runner.grading.bounds import MAX_CELL, MAX_MESSAGE, bound, bound_difference
from kata_runner.model import Difference, Outcome, Status


def outcome(message: str, actual: str | float) -> Outcome:
    difference = Difference(0, "x", 1.0, actual)
    return Outcome("a", "", Status.FAILED, 0.0, 1.0, message=message, first_difference=difference)


def test_what_a_learner_can_read_is_left_as_it_is() -> None:
    small = outcome("m" * MAX_MESSAGE, "x" * MAX_CELL)
    assert bound(small) is small


def test_a_long_message_and_a_long_text_are_cut() -> None:
    cut = bound(outcome("m" * (MAX_MESSAGE + 1), "x" * (MAX_CELL + 1)))
    assert cut.first_difference is not None
    assert cut.message == f"{'m' * MAX_MESSAGE}\n… 1 more characters"
    assert cut.first_difference.actual == f"{'x' * MAX_CELL}\n… 1 more characters"
    assert (cut.first_difference.row, cut.first_difference.expected) == (0, 1.0)


def test_numbers_and_nothing_are_no_texts() -> None:
    number = Difference(0, "x", 1.0, 2.0)
    assert bound_difference(number) is number
    assert bound_difference(None) is None
