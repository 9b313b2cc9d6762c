"""A report's outcomes grouped by the part they test: a function, a class or a method."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kata_runner.authoring import UNCHANGED
from kata_runner.grading.parts import TOGETHER
from kata_runner.model import Outcome, Status

LABELS = {UNCHANGED: "arguments unchanged", TOGETHER: "together"}
UNWRITTEN = "is not written yet"  # as the grader says it


@dataclass(frozen=True)
class PartOutcomes:
    """One part and the outcomes that test it alone; `TOGETHER` and `UNCHANGED` stand for several
    parts.
    """

    name: str
    outcomes: tuple[Outcome, ...]

    @property
    def points(self) -> float:
        """The points that were earned."""
        return float(sum(outcome.points for outcome in self.outcomes))

    @property
    def max_points(self) -> float:
        """The points that there are."""
        return float(sum(outcome.max_points for outcome in self.outcomes))

    @property
    def passed(self) -> bool:
        """Whether all of it is right."""
        return all(outcome.passed for outcome in self.outcomes)


def group_by_part(outcomes: Sequence[Outcome]) -> list[PartOutcomes]:
    """Return the outcomes by part, in the order of their first one; what tests several parts comes
    last.
    """
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.part or TOGETHER, []).append(outcome)
    ordered = sorted(groups, key=lambda name: name in (TOGETHER, UNCHANGED))
    return [PartOutcomes(name, tuple(groups[name])) for name in ordered]


def urgency(part: PartOutcomes) -> int:
    """Return 0 for a part that is written and wrong, 1 for one that is not written, 2 for one that
    only waits, or is right.
    """
    first = first_failures(part.outcomes)
    return int(all(map(is_unwritten, first))) if first else 2


def is_unwritten(outcome: Outcome) -> bool:
    """Whether it failed for a part that is as the starter has it."""
    return UNWRITTEN in outcome.message and outcome.diagnosis is None


def failures(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Return what did not pass."""
    return [outcome for outcome in outcomes if not outcome.passed]


def first_failures(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Return what did not pass for a reason of its own."""
    return [each for each in failures(outcomes) if each.status is not Status.BLOCKED]


def find_first_failure(outcomes: Sequence[Outcome]) -> Outcome | None:
    """Return what a learner takes first of all that did not pass for a reason of its own."""
    parts = sorted(group_by_part(outcomes), key=urgency)
    return next((first for part in parts for first in first_failures(part.outcomes)), None)
