"""A report's outcomes grouped by the part they test: a function, a class or a method."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from kata_runner.authoring import UNCHANGED
from kata_runner.errors import PackError
from kata_runner.grading.answer_key import PINNED_SEED, pinned_key
from kata_runner.grading.parts import MAKING
from kata_runner.model import Kata, Outcome
from kata_runner.packs.parts import get_owner

TOGETHER = "together"  # what is tested of several parts at once
Calls = Mapping[str, Sequence[str]]


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


def pinned_calls(kata: Kata) -> Calls:
    """Return which parts each graded experiment calls, by its name; nothing for a kata without
    pinned tables.
    """
    with suppress(PackError):
        if key := pinned_key(kata, PINNED_SEED):
            return key.calls
    return {}


def group_by_part(outcomes: Sequence[Outcome], calls: Calls) -> list[PartOutcomes]:
    """Return the outcomes by part, in the order of their first one; what tests several parts comes
    last.
    """
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(part_of(outcome.name, calls), []).append(outcome)
    ordered = sorted(groups, key=lambda name: name in (TOGETHER, UNCHANGED))
    return [PartOutcomes(name, tuple(groups[name])) for name in ordered]


def part_of(experiment: str, calls: Calls) -> str:
    """Return the part that an experiment tests.

    Of a class whose methods are called it is the one method that is called beside making the
    object, or else the class.
    """
    called = calls.get(experiment, ())
    if experiment == UNCHANGED or not called:
        return experiment if experiment == UNCHANGED else TOGETHER
    owners = {get_owner(name) for name in called}
    if len(owners) > 1:
        return TOGETHER
    [owner] = owners
    methods = {name for name in called if name != owner and not name.endswith(MAKING)}
    return methods.pop() if len(methods) == 1 else owner
