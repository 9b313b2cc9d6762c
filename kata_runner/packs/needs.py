"""Which katas come before a kata: what its `needs` name, among the katas that are there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kata_runner.model import Kata


def index_by_name(katas: Iterable[Kata]) -> dict[str, Kata]:
    """The katas by what a need may call them: their ids and their names."""
    return {name: kata for kata in katas for name in (kata.name, kata.id)}


def get_known_needs(kata: Kata, known: Mapping[str, Kata]) -> list[Kata]:
    """The katas that come before this one; what is not there is left out, for its pack may not be
    installed.
    """
    return [known[need] for need in kata.needs if need in known]


def list_unknown_needs(kata: Kata, known: Mapping[str, Kata]) -> list[str]:
    """The needs that name no kata."""
    return [need for need in kata.needs if need not in known]


def find_cycle(kata: Kata, known: Mapping[str, Kata]) -> list[Kata]:
    """The way from a kata over needs back to it, both ends in it; nothing where no way leads
    back.
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
