"""The built-in score: the points of everything that passed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kata_runner import hookimpl

if TYPE_CHECKING:
    from kata_runner.model import Kata, Outcome


@hookimpl(trylast=True)
def score(kata: Kata, outcomes: tuple[Outcome, ...]) -> float:
    """Add up the points."""
    return float(sum(outcome.points for outcome in outcomes))
