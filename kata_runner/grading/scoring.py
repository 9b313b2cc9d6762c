"""The built-in score: the points of everything that passed."""

from kata_runner import hookimpl
from kata_runner.model import Kata, Outcome


@hookimpl(trylast=True)
def score(kata: Kata, outcomes: tuple[Outcome, ...]) -> float:
    """Add up the points."""
    return float(sum(outcome.points for outcome in outcomes))
