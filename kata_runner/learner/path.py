"""The order of katas for a learner: the next kata, and the prerequisites that are not passed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kata_runner.model import Kata
from kata_runner.packs.needs import get_known_needs, index_by_name

if TYPE_CHECKING:
    from kata_runner.learner.progress_store import Standing

Standings = Mapping[str, "Standing"]


def is_passed(kata: Kata, standings: Standings) -> bool:
    """Whether any attempt at a kata has passed."""
    return kata.name in standings and standings[kata.name].passed


def open_needs(kata: Kata, katas: Sequence[Kata], standings: Standings) -> list[Kata]:
    """Return the katas that should be passed before this one and are not."""
    needs = get_known_needs(kata, index_by_name(katas))
    return [need for need in needs if not is_passed(need, standings)]


def next_command(kata: Kata, standings: Standings) -> str:
    """Return the command to type to begin with a kata, or to continue it."""
    return kata.command("check" if kata.name in standings else "start")


def next_kata(katas: Sequence[Kata], standings: Standings) -> Kata | None:
    """Return the kata to do next; None if all are passed.

    It is the most recently tried kata that is not passed; else the first whose prerequisites are
    passed; else, if the prerequisites form a cycle, the first that is not passed.
    """
    left = [kata for kata in katas if not is_passed(kata, standings)]
    begun = [kata for kata in left if kata.name in standings]
    if begun:
        return max(begun, key=lambda kata: standings[kata.name].last_at)
    ready = (kata for kata in left if not open_needs(kata, katas, standings))
    return next(ready, left[0] if left else None)
