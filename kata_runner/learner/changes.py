"""What a save changed: the parts and experiments that are right now, or no longer right."""

from __future__ import annotations

from collections.abc import Sequence

from kata_runner.learner.part_outcomes import PartOutcomes

MAX_NAMES = 4


def describe_changes(before: Sequence[PartOutcomes], after: Sequence[PartOutcomes]) -> list[str]:
    """Return a sentence for what became right and a sentence for what is no longer right.

    Parts that became right as a whole come first, then experiments of others in the report's order.
    The list is empty if nothing changed.
    """
    passed_before, passed_after = passed_names(before), passed_names(after)
    names = [outcome.name for part in after for outcome in part.outcomes]
    whole = whole_parts(before, after)
    inside = {outcome.name for part in after if part.name in whole for outcome in part.outcomes}
    gained_names = passed_after - passed_before - inside
    right = [f"all of {name}" for name in whole] + [name for name in names if name in gained_names]
    wrong = [name for name in names if name in passed_before - passed_after]
    gained = sum_points(after) - sum_points(before)
    points = f"{gained:+g} points, " if gained else ""
    sentences = []
    if right:
        sentences.append(f"{points}now right: {format_names(right)}")
    if wrong:
        sentences.append(f"{'' if right else points}no longer right: {format_names(wrong)}")
    return sentences


def passed_names(parts: Sequence[PartOutcomes]) -> set[str]:
    """Return the experiments that passed."""
    return {outcome.name for part in parts for outcome in part.outcomes if outcome.passed}


def whole_parts(before: Sequence[PartOutcomes], after: Sequence[PartOutcomes]) -> list[str]:
    """Return the parts that became right as a whole."""
    complete = {part.name for part in before if part.passed}
    return [part.name for part in after if part.passed and part.name not in complete]


def format_names(names: Sequence[str]) -> str:
    """Return the first few names as a phrase, with the number of the others."""
    more = f" and {len(names) - MAX_NAMES} more" if len(names) > MAX_NAMES else ""
    return ", ".join(names[:MAX_NAMES]) + more


def sum_points(parts: Sequence[PartOutcomes]) -> float:
    """Return the points of all parts."""
    return sum(part.points for part in parts)
