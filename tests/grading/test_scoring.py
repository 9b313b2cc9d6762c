"""The built-in score."""

from __future__ import annotations

from pathlib import Path

from kata_runner.grading.scoring import score
from kata_runner.model import Kata, Outcome, Status

KATA = Kata("0.1", "softmax", "Softmax", "", "", "here", Path(), Path())


def test_the_points_that_were_earned_are_added_up() -> None:
    outcomes = (
        Outcome("a", "", Status.PASSED, 2.0, 2.0),
        Outcome("b", "", Status.FAILED, 0.5, 3.0),
        Outcome("c", "", Status.BLOCKED, 0.0, 1.0),
    )
    assert score(KATA, outcomes) == 2.5
    assert isinstance(score(KATA, ()), float)
