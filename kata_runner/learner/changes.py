"""What a save changed: the parts and experiments that are right now, or no longer right."""

from __future__ import annotations

from collections.abc import Sequence

from kata_runner.learner.part_outcomes import PartOutcomes

MAX_NAMES = 4


def describe_changes(before: Sequence[PartOutcomes], after: Sequence[PartOutcomes]) -> list[str]:
    """Return a sentence for what became right and a sentence for what is no longer right.

    The list is empty if nothing changed.
    """
    passed_before, passed_after = passed_names(before), passed_names(after)
    right = [*whole_parts(before, after), *(passed_after - passed_before)]
    wrong = passed_before - passed_after
    names = [outcome.name for part in after for outcome in part.outcomes]
    gained = sum_points(after) - sum_points(before)
    points = f"{gained:+g} points, " if gained else ""
    sentences = []
    if right:
        sentences.append(f"{points}now right: {format_names(order(right, before, after))}")
    if wrong:
        lost = format_names([name for name in names if name in wrong])
        sentences.append(f"{'' if right else points}no longer right: {lost}")
    return sentences


def passed_names(parts: Sequence[PartOutcomes]) -> set[str]:
    """Return the experiments that passed."""
    return {outcome.name for part in parts for outcome in part.outcomes if outcome.passed}


def whole_parts(before: Sequence[PartOutcomes], after: Sequence[PartOutcomes]) -> list[str]:
    """Return the parts that became right as a whole."""
    complete = {part.name for part in before if part.passed}
    return [part.name for part in after if part.passed and part.name not in complete]


def order(
    names: Sequence[str], before: Sequence[PartOutcomes], after: Sequence[PartOutcomes]
) -> list[str]:
    """Return the names to show for `names`, in the report's order.

    The parts that became right as a whole come first, then the experiments of other parts.
    """
    whole = whole_parts(before, after)
    inside = {outcome.name for part in after if part.name in whole for outcome in part.outcomes}
    others = [outcome.name for part in after for outcome in part.outcomes]
    return [f"all of {name}" for name in whole] + [
        name for name in others if name in names and name not in inside
    ]


def format_names(names: Sequence[str]) -> str:
    """Return the first few names as a phrase, with the number of the others."""
    more = f" and {len(names) - MAX_NAMES} more" if len(names) > MAX_NAMES else ""
    return ", ".join(names[:MAX_NAMES]) + more


def sum_points(parts: Sequence[PartOutcomes]) -> float:
    """Return the points of all parts."""
    return sum(part.points for part in parts)
