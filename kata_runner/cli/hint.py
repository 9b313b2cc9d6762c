"""`kata hint`."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

import click

from kata_runner.cli.options import complete_parts, kata_argument, open_progress, pack_option
from kata_runner.cli.output import columns, print_result, warn_once
from kata_runner.learner.hints import (
    HintProgress,
    failed_part,
    reveal_again,
    reveal_next,
    seen_hints,
)
from kata_runner.model import Kata
from kata_runner.sanitize import harmless

if TYPE_CHECKING:
    from kata_runner.learner.progress_store import Progress


@click.command("hint")
@kata_argument
@click.argument("function", metavar="[FUNCTION]", required=False, shell_complete=complete_parts)
@click.option("--again", is_flag=True, help="Show the hints that were given, and no new one.")
@pack_option
def command(kata: Kata, function: str | None, again: bool) -> None:
    """Give one more hint for FUNCTION each time; without it, for what failed first when you checked
    last, or say for which functions there are any.

    \b
    Examples:
      kata hint 6.3
      kata hint 6.3 lstm_step
      kata hint 6.3 lstm_step --again
    """
    progress = open_progress()
    if function is None and len(kata.hints) == 1:
        [function] = kata.hints
    function = failed_part(kata, progress) if function is None else function
    if not function:
        print_result(format_overview(kata, progress))
        return
    seen = (reveal_again if again else reveal_next)(kata, function, progress)
    if seen.uncounted:
        warn_once(seen.uncounted)
    print_result(format_hints(kata, seen))


def format_hints(kata: Kata, seen: HintProgress) -> str:
    """Return the known cause, every hint up to the new one, and how many are left."""
    left = seen.total - len(seen.hints)
    more = f"{left} more: {kata.command('hint', seen.part)}" if left else "That was the last one."
    cause = [wrap(f"{seen.part}: ", harmless(seen.cause))] if seen.cause else []
    given = [wrap(f"{number}. ", hint) for number, hint in enumerate(seen.hints, 1)]
    return "\n".join([*cause, *given, more])


def wrap(head: str, text: str) -> str:
    """Return a text after its head, wrapped to the width of the terminal."""
    width, indent = min(columns() or 100, 100), " " * min(len(head), 3)
    return fill(text, width, initial_indent=head, subsequent_indent=indent)


def format_overview(kata: Kata, progress: Progress) -> str:
    """Return a line for each part with hints: how many of them were given."""
    if not kata.hints:
        return f"Kata {kata} has no hints. The lesson: {kata.command('show')}"
    width = max(map(len, kata.hints))
    lines = [
        f"  {each.part:<{width}}  {len(each.hints)} of {each.total}"
        for each in seen_hints(kata, progress)
    ]
    return "\n".join(["Hints given so far:", *lines, f"One more: {kata.command('hint')} FUNCTION"])
