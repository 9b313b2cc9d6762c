"""A report's outcomes grouped by the part they test: a function, a class or a method."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kata_runner.authoring import UNCHANGED
from kata_runner.grading.called_parts import TOGETHER
from kata_runner.model import Outcome, Status

LABELS = {UNCHANGED: "arguments unchanged", TOGETHER: "together"}
UNWRITTEN = "is not written yet"  # part of the grader's message


@dataclass(frozen=True)
class PartOutcomes:
    """One part and the outcomes that test it alone.

    The names `TOGETHER` and `UNCHANGED` stand for the outcomes that test several parts.
    """

    name: str
    outcomes: tuple[Outcome, ...]

    @property
    def points(self) -> float:
        """The points that were earned."""
        return float(sum(outcome.points for outcome in self.outcomes))

    @property
    def max_points(self) -> float:
        """The points that can be earned."""
        return float(sum(outcome.max_points for outcome in self.outcomes))

    @property
    def passed(self) -> bool:
        """Whether all outcomes of the part passed."""
        return all(outcome.passed for outcome in self.outcomes)


def group_by_part(outcomes: Sequence[Outcome]) -> list[PartOutcomes]:
    """Return the outcomes grouped by part, in the order of each part's first outcome.

    The groups of outcomes that test several parts come last.
    """
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.part or TOGETHER, []).append(outcome)
    ordered = sorted(groups, key=lambda name: name in (TOGETHER, UNCHANGED))
    return [PartOutcomes(name, tuple(groups[name])) for name in ordered]


def urgency(part: PartOutcomes) -> int:
    """Return how urgent a part is for the learner; 0 is the most urgent.

    0: written and wrong; 1: not written; 2: only blocked by other parts, or right.
    """
    first = list_unblocked_failures(part.outcomes)
    return int(all(map(is_unwritten, first))) if first else 2


def is_unwritten(outcome: Outcome) -> bool:
    """Whether an outcome failed because a part is still as in the starter."""
    return UNWRITTEN in outcome.message and outcome.diagnosis is None


def failures(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Return the outcomes that did not pass."""
    return [outcome for outcome in outcomes if not outcome.passed]


def list_unblocked_failures(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Return the outcomes that failed themselves and are not blocked by another failure."""
    return [each for each in failures(outcomes) if each.status is not Status.BLOCKED]


def find_first_failure(outcomes: Sequence[Outcome]) -> Outcome | None:
    """Return the failure that a learner should fix first: in the most urgent part, not blocked.

    None if there is no such failure.
    """
    parts = sorted(group_by_part(outcomes), key=urgency)
    return next((first for part in parts for first in list_unblocked_failures(part.outcomes)), None)
