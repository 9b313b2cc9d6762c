"""`kata show`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from kata_runner.cli.options import open_catalogue, pack_option
from kata_runner.cli.output import columns, encodable, say, wants_colour
from kata_runner.learner.lesson import contents_of, find_section, read_lesson
from kata_runner.model import Kata


@click.command("show")
@click.argument("kata_id", metavar="ID")
@click.argument("part", metavar='[PART|"HEADING"]', required=False)
@click.option("--contents", is_flag=True, help="List the headings and parts of the lesson.")
@click.option("--no-pager", is_flag=True, help="Print it all at once, however long it is.")
@pack_option
def command(
    kata_id: str, part: str | None, contents: bool, no_pager: bool, folders: Sequence[Path]
) -> None:
    """Show the lesson, or what it says of one part or under one heading.

    In a terminal it is rendered, elsewhere it is its Markdown.

    \b
    Examples:
      kata show 6.3
      kata show 6.3 lstm_step
      kata show 6.3 "The cell"
      kata show 6.3 --contents
    """
    kata = open_catalogue(folders).find(kata_id)
    text = read_lesson(kata)
    if contents:
        say(format_contents(text))
        return
    if part is not None:
        text = find_section(kata, text, part).text
    if not sys.stdout.isatty():
        say(text)
        return
    rendered = render(text)
    if part is None:
        rendered = f"{format_heading(kata, text)}\n\n{rendered}"
    page(rendered, is_paged=not no_pager)


def format_contents(text: str) -> str:
    """The headings, a line each, those below others further right."""
    return "\n".join(f"{'  ' * depth}{title}" for depth, title in contents_of(text))


def format_heading(kata: Kata, text: str) -> str:
    """What is in the lesson, and how to see one of it."""
    from textwrap import fill

    titles = " · ".join(title for depth, title in contents_of(text) if not depth)
    way = f"One of them: {kata.command('show')} HEADING"
    width = min(columns() or 80, 100)
    return f"{fill(f'Contents: {titles}', width)}\n{fill(way, width)}"


def render(markdown: str) -> str:
    """Markdown for this terminal."""
    from kata_runner.reports.lesson import render_lesson

    return render_lesson(markdown, columns() or 80, is_coloured=can_colour())


def can_colour() -> bool:
    """Whether this terminal shows colours."""
    wanted = wants_colour()
    return os.environ.get("TERM") != "dumb" if wanted is None else wanted


def page(text: str, *, is_paged: bool) -> None:
    """Print a text, through a pager where the terminal has one and fewer lines than the text."""
    lines = os.get_terminal_size(sys.stdout.fileno()).lines
    is_long = text.count("\n") + 2 > lines > 0
    command = pager_command()
    if is_paged and is_long and command and os.environ.get("TERM") != "dumb":
        from kata_runner.learner.prompt import run_interactively

        shown = encodable(text, sys.stdout) + "\n"
        run_interactively(command, text=shown.encode(sys.stdout.encoding, "replace"))
    else:
        say(text)


def pager_command() -> list[str]:
    """The pager that `PAGER` names, else `less`, where there is one and keys reach it."""
    import shlex
    import shutil

    command = shlex.split(os.environ.get("PAGER", "")) or ["less", "-R"]
    return command if sys.stdin.isatty() and shutil.which(command[0]) else []
