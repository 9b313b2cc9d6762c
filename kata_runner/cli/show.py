"""`kata show`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from kata_runner.cli._markdown import show_markdown
from kata_runner.cli.options import open_catalogue, pack_option
from kata_runner.errors import PackError
from kata_runner.packs.author_files import read_text


@click.command("show")
@click.argument("kata_id", metavar="ID")
@pack_option
def command(kata_id: str, folders: Sequence[Path]) -> None:
    """Show the lesson: rendered in a terminal, as its Markdown elsewhere.

    \b
    Example:
      kata show 6.3
    """
    kata = open_catalogue(folders).find(kata_id)
    try:
        text = read_text(kata.lesson)
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(f"kata {kata.id} has no lesson that can be read: {error}") from error
    show_markdown(text)
