"""The prerequisites of a kata: the available katas that its `needs` name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kata_runner.model import Kata


def index_by_name(katas: Iterable[Kata]) -> dict[str, Kata]:
    """Map ids and names, either of which a need may use, to their katas."""
    return {name: kata for kata in katas for name in (kata.name, kata.id)}


def get_known_needs(kata: Kata, known: Mapping[str, Kata]) -> list[Kata]:
    """Return a kata's available prerequisites; others may be in packs that are not installed."""
    return [known[need] for need in kata.needs if need in known]


def list_unknown_needs(kata: Kata, known: Mapping[str, Kata]) -> list[str]:
    """Return the needs that name no available kata."""
    return [need for need in kata.needs if need not in known]


def find_cycle(kata: Kata, known: Mapping[str, Kata]) -> list[Kata]:
    """Return a path along needs from a kata back to itself, with it at both ends; empty if there is
    none.
    """
    seen: set[str] = set()

    def find_path(way: list[Kata]) -> list[Kata]:
        for need in get_known_needs(way[-1], known):
            if need.id == kata.id:
                return [*way, need]
            if need.id not in seen:
                seen.add(need.id)
                if path := find_path([*way, need]):
                    return path
        return []

    return find_path([kata])
