"""Hints, one more each time they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kata_runner.errors import PathError, UsageError
from kata_runner.learner.progress import Progress
from kata_runner.model import Kata
from kata_runner.packs.parts import get_owner


@dataclass(frozen=True)
class HintProgress:
    """The hints for one part that a learner has seen by now, and how many there are in all.

    `cause` is what the latest attempt's failure in this part comes from, where that is known: it
    costs no hint. `uncounted` says why they could not be counted, where that is so.
    """

    part: str
    hints: Sequence[str]
    total: int
    uncounted: str = ""
    cause: str = ""


def seen_hints(kata: Kata, progress: Progress) -> list[HintProgress]:
    """Return what was given so far, for each part that has hints."""
    counts = progress.hints(kata)
    return [
        HintProgress(part, hints[: counts.get(part, 0)], len(hints))
        for part, hints in kata.hints.items()
    ]


def reveal_next(kata: Kata, part: str, progress: Progress) -> HintProgress:
    """Return everything given for a part and one hint more; raises UsageError for a part without
    hints.

    Where that cannot be remembered all are given: the same one would come again and again.
    """
    part = hinted_part(kata, part)
    hints, cause = kata.hints[part], known_cause(kata, part, progress)
    try:
        count = progress.add_hint(kata, part, len(hints))
    except PathError as error:
        reason = f"all hints at once, as they cannot be counted: {error}"
        return HintProgress(part, hints, len(hints), reason, cause)
    return HintProgress(part, hints[:count], len(hints), cause=cause)


def reveal_again(kata: Kata, part: str, progress: Progress) -> HintProgress:
    """Return everything given for a part so far; raises UsageError for a part without hints."""
    part = hinted_part(kata, part)
    [seen] = [one for one in seen_hints(kata, progress) if one.part == part]
    return replace(seen, cause=known_cause(kata, part, progress))


def known_cause(kata: Kata, part: str, progress: Progress) -> str:
    """Return the cause of the latest attempt's failure if that is in this part, or nothing."""
    failure = progress.latest_failure(kata)
    return failure.cause if failure and part in (failure.part, get_owner(failure.part)) else ""


def failed_part(kata: Kata, progress: Progress) -> str:
    """Return the part with hints in which the latest attempt failed first, or nothing."""
    failure = progress.latest_failure(kata)
    try:
        return hinted_part(kata, failure.part) if failure else ""
    except UsageError:
        return ""


def hinted_part(kata: Kata, part: str) -> str:
    """Return the part whose hints are meant: a method without any of its own has those of its
    class.

    Raises UsageError where there are none.
    """
    for name in (part, get_owner(part)):
        if kata.hints.get(name):
            return name
    raise UsageError(f"kata {kata.id} has no hints for {part!r:.60}{suggest_part(kata, part)}")


def suggest_part(kata: Kata, part: str) -> str:
    """Return a question or a way on, for a part that has no hints."""
    from difflib import get_close_matches

    near = get_close_matches(part, kata.hints, n=1)
    if near:
        return f": did you mean {near[0]}?"
    return (
        f": there are some for {', '.join(kata.hints)}" if kata.hints else ": its author wrote none"
    )
