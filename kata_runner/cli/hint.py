"""`kata hint`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from textwrap import fill

import click

from kata_runner.cli.options import (
    complete_parts,
    kata_argument,
    open_catalogue,
    open_progress,
    pack_option,
)
from kata_runner.cli.output import columns, say, warn_once
from kata_runner.learner.hints import HintProgress, reveal_next, seen_hints
from kata_runner.model import Kata


@click.command("hint")
@kata_argument
@click.argument("function", metavar="[FUNCTION]", required=False, shell_complete=complete_parts)
@pack_option
def command(kata_id: str, function: str | None, folders: Sequence[Path]) -> None:
    """Give one more hint for FUNCTION each time; without it, say for which functions there are any.

    \b
    Examples:
      kata hint 6.3
      kata hint 6.3 lstm_step
    """
    kata = open_catalogue(folders).find(kata_id)
    if function is None and len(kata.hints) == 1:
        [function] = kata.hints
    say(next_hint(kata, function) if function else overview(kata))


def next_hint(kata: Kata, function: str) -> str:
    """One more hint and those before it; all of them, and a warning, where nothing can be
    counted.
    """
    seen = reveal_next(kata, function, open_progress())
    if seen.uncounted:
        warn_once(seen.uncounted)
    return hints(kata, seen)


def hints(kata: Kata, seen: HintProgress) -> str:
    """Every hint up to the new one, and how many are left."""
    left = seen.total - len(seen.hints)
    more = f"{left} more: {kata.command('hint', seen.part)}" if left else "That was the last one."
    return "\n".join([*(numbered(number, hint) for number, hint in enumerate(seen.hints, 1)), more])


def numbered(number: int, hint: str) -> str:
    """One hint, no wider than the terminal."""
    head = f"{number}. "
    return fill(
        hint, min(columns() or 100, 100), initial_indent=head, subsequent_indent=" " * len(head)
    )


def overview(kata: Kata) -> str:
    """A line a function: how many of its hints were given."""
    if not kata.hints:
        return f"Kata {kata} has no hints. The lesson: {kata.command('show')}"
    width = max(map(len, kata.hints))
    lines = [
        f"  {each.part:<{width}}  {len(each.hints)} of {each.total}"
        for each in seen_hints(kata, open_progress())
    ]
    return "\n".join(["Hints given so far:", *lines, f"One more: {kata.command('hint')} FUNCTION"])
