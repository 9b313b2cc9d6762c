"""`kata solution`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from kata_runner.cli.options import kata_argument, open_progress, pack_option
from kata_runner.cli.output import print_result
from kata_runner.errors import NotPassedError
from kata_runner.grading.answer_key import read_reference_text
from kata_runner.learner.comparison import PartDifference, compare_parts
from kata_runner.model import Kata
from kata_runner.reports.escape import escape_workflow_commands
from kata_runner.sanitize import harmless

COLOURS = {"+": "green", "-": "red"}


@click.command("solution")
@kata_argument
@click.option("--reveal", is_flag=True, help="Show all of it, passed or not.")
@pack_option
def command(kata: Kata, reveal: bool) -> None:
    """Show how the reference differs from yours, part by part, once you have passed the kata.

    \b
    Examples:
      kata solution 6.3
      kata solution 6.3 --reveal
    """
    source = read_reference_text(kata).rstrip()
    if reveal:
        print_result(source)
        return
    progress = open_progress()
    if not progress.has_passed(kata):
        raise NotPassedError(
            f"kata {kata.id} is not passed yet: `{kata.command('check')}` grades your file, "
            f"--reveal gives up"
        )
    attempt = progress.best_attempt(kata)
    mine = attempt.source.decode("utf-8", "replace") if attempt and attempt.passed else ""
    differences = compare_parts(mine, source) if mine else None
    print_result(source if differences is None else "\n".join(describe(kata, differences)))


def describe(kata: Kata, differences: Sequence[PartDifference]) -> Iterator[str]:
    """Yield each part with its diff, and the command that shows the whole reference."""
    yield f"Yours ({click.style('-', fg='red')}) and the reference ({click.style('+', fg='green')})"
    for each in differences:
        yield ""
        yield click.style(each.part, bold=True) + ("" if each.lines else ": the same")
        yield from (colour(line) for line in each.lines)
    yield ""
    yield f"The whole reference: {kata.command('solution', '--reveal')}"


def colour(line: str) -> str:
    """Return a line of a diff in its colour, without control characters and workflow commands."""
    shown = escape_workflow_commands(harmless(line))
    return click.style(shown, fg=COLOURS[line[0]]) if line[:1] in COLOURS else shown
