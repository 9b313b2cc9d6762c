"""`kata show`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from kata_runner.cli.options import open_catalogue, pack_option
from kata_runner.cli.output import encodable, say, wants_colour
from kata_runner.errors import PackError
from kata_runner.packs.author_files import read_text


@click.command("show")
@click.argument("kata_id", metavar="ID")
@click.option(
    "--format", "name", default="text", show_default=True, type=click.Choice(["text", "html"]),
    help="How the lesson is written.",
)  # fmt: skip
@pack_option
def command(kata_id: str, name: str, folders: Sequence[Path]) -> None:
    """Show the lesson: rendered in a terminal, as its Markdown elsewhere.

    \b
    Examples:
      kata show 6.3
      kata show 6.3 --format html > lesson.html
    """
    kata = open_catalogue(folders).find(kata_id)
    try:
        text = read_text(kata.lesson)
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(f"kata {kata.id} has no lesson that can be read: {error}") from error
    if name == "html":
        from kata_runner.reports.html.lesson import render_lesson

        say(render_lesson(kata, text))
    elif sys.stdout.isatty() and wants_colour() is not False:
        render(encodable(text, sys.stdout))
    else:
        say(text)


def render(markdown: str) -> None:
    """Print Markdown with rich, in lines that are good to read."""
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console()
    width = min(console.width, 100)
    console.print(Markdown(markdown, code_theme="ansi_dark"), width=width)
