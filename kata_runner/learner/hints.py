"""The hints for a part, of which each request gives one more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kata_runner.errors import PathError, UsageError
from kata_runner.learner.progress_store import Progress
from kata_runner.model import Kata
from kata_runner.packs.source_parts import get_owner


@dataclass(frozen=True)
class HintProgress:
    """The hints for one part that a learner has seen so far, and the total number.

    `cause` is the diagnosed cause of the latest attempt's failure in this part, if there is one; it
    does not count as a hint. `uncounted` says why the hints could not be counted, if so.
    """

    part: str
    hints: Sequence[str]
    total: int
    uncounted: str = ""
    cause: str = ""


def seen_hints(kata: Kata, progress: Progress) -> list[HintProgress]:
    """Return the hints given so far, for each part that has hints."""
    counts = progress.hints(kata)
    return [
        HintProgress(part, hints[: counts.get(part, 0)], len(hints))
        for part, hints in kata.hints.items()
    ]


def reveal_next(kata: Kata, part: str, progress: Progress) -> HintProgress:
    """Return all hints given for a part so far and one more.

    If the number cannot be stored, return all hints, because otherwise every request would give the
    same one. Raises UsageError for a part without hints.
    """
    part = hinted_part(kata, part)
    hints, uncounted = kata.hints[part], ""
    try:
        count = progress.add_hint(kata, part, len(hints))
    except PathError as error:
        count = len(hints)
        uncounted = f"all hints at once, as they cannot be counted: {error}"
    cause = known_cause(kata, part, progress)
    return HintProgress(part, hints[:count], len(hints), uncounted, cause)


def reveal_again(kata: Kata, part: str, progress: Progress) -> HintProgress:
    """Return all hints given for a part so far; raises UsageError for a part without hints."""
    part = hinted_part(kata, part)
    [seen] = [one for one in seen_hints(kata, progress) if one.part == part]
    return replace(seen, cause=known_cause(kata, part, progress))


def known_cause(kata: Kata, part: str, progress: Progress) -> str:
    """Return the cause of the latest failure if it is in this part, else an empty string."""
    failure = progress.latest_failure(kata)
    return failure.cause if failure and part in (failure.part, get_owner(failure.part)) else ""


def failed_part(kata: Kata, progress: Progress) -> str:
    """Return the part with hints that failed first in the latest attempt, else an empty string."""
    failure = progress.latest_failure(kata)
    try:
        return hinted_part(kata, failure.part) if failure else ""
    except UsageError:
        return ""


def hinted_part(kata: Kata, part: str) -> str:
    """Return the part whose hints to use: that of the class for a method without hints.

    Raises UsageError if there are no hints.
    """
    for name in (part, get_owner(part)):
        if kata.hints.get(name):
            return name
    raise UsageError(f"kata {kata.id} has no hints for {part!r:.60}{suggest_part(kata, part)}")


def suggest_part(kata: Kata, part: str) -> str:
    """Return the end of the error message for a part without hints.

    It suggests the closest name with hints, or lists all of them.
    """
    from difflib import get_close_matches

    near = get_close_matches(part, kata.hints, n=1)
    if near:
        return f": did you mean {near[0]}?"
    return (
        f": there are some for {', '.join(kata.hints)}" if kata.hints else ": its author wrote none"
    )
