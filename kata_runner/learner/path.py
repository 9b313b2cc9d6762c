"""The way through the katas: what comes next, and what must come before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kata_runner.model import Kata
from kata_runner.packs.needs import get_known_needs, index_by_name

if TYPE_CHECKING:
    from kata_runner.learner.progress import Standing

Standings = Mapping[str, "Standing"]


def is_passed(kata: Kata, standings: Standings) -> bool:
    """Whether any attempt at a kata has passed."""
    return kata.name in standings and standings[kata.name].passed


def open_needs(kata: Kata, katas: Sequence[Kata], standings: Standings) -> list[Kata]:
    """Return the katas that should be passed before this one and are not."""
    needs = get_known_needs(kata, index_by_name(katas))
    return [need for need in needs if not is_passed(need, standings)]


def next_command(kata: Kata, standings: Standings) -> str:
    """Return what one types to begin with a kata, or to go on."""
    return kata.command("check" if kata.name in standings else "start")


def next_kata(katas: Sequence[Kata], standings: Standings) -> Kata | None:
    """Return what comes now; None where all are passed.

    It is the kata that was tried last and is not passed, else the first whose needs are passed,
    else, where needs go in a circle, the first one.
    """
    left = [kata for kata in katas if not is_passed(kata, standings)]
    begun = [kata for kata in left if kata.name in standings]
    if begun:
        return max(begun, key=lambda kata: standings[kata.name].last_at)
    ready = (kata for kata in left if not open_needs(kata, katas, standings))
    return next(ready, left[0] if left else None)
