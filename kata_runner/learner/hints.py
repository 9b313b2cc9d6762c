"""Hints, one more each time they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kata_runner.errors import PathError, UsageError
from kata_runner.learner import progress
from kata_runner.model import Kata
from kata_runner.packs.parts import get_owner


@dataclass(frozen=True)
class GivenHints:
    """The hints for one function that a learner has seen by now, and how many there are in all.

    `uncounted` says why they could not be counted, where that is so.
    """

    function: str
    hints: Sequence[str]
    total: int
    uncounted: str = ""


def get_given(kata: Kata) -> list[GivenHints]:
    """What was given so far, for each function that has hints."""
    taken = progress.read_or_empty().hints.get(kata.name, {})
    return [
        GivenHints(function, hints[: taken.get(function, 0)], len(hints))
        for function, hints in kata.hints.items()
    ]


def reveal_next(kata: Kata, function: str) -> GivenHints:
    """Everything given for a part and one hint more; raises UsageError for a part without hints.

    Where that cannot be remembered all are given: the same one would come again and again.
    """
    if function not in kata.hints and get_owner(function) in kata.hints:
        function = get_owner(function)  # a method without hints of its own has those of its class
    if function not in kata.hints:
        raise UsageError(
            f"kata {kata.id} has no hints for {function!r:.60}{suggest_part(kata, function)}"
        )
    recorded = progress.read_or_empty()
    taken = recorded.hints.setdefault(kata.name, {})
    hints = kata.hints[function]
    taken[function] = min(taken.get(function, 0) + 1, len(hints))
    try:
        progress.write(recorded)
    except PathError as error:
        return GivenHints(
            function, hints, len(hints), f"all hints at once, as they cannot be counted: {error}"
        )
    return GivenHints(function, hints[: taken[function]], len(hints))


def suggest_part(kata: Kata, function: str) -> str:
    """A question or a way on, for a function that was not found."""
    from difflib import get_close_matches

    near = get_close_matches(function, kata.hints, n=1)
    if near:
        return f": did you mean {near[0]}?"
    return (
        f": there are some for {', '.join(kata.hints)}" if kata.hints else ": its author wrote none"
    )
