"""`kata start`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from kata_runner.cli.options import (
    kata_argument,
    open_catalogue,
    pack_option,
)
from kata_runner.cli.output import say
from kata_runner.learner.starter import write_starter


@click.command("start")
@kata_argument
@click.argument(
    "place", metavar="[DIR|FILE.py]", default=".", type=click.Path(path_type=Path, file_okay=True)
)
@pack_option
def command(kata_id: str, place: Path, folders: Sequence[Path]) -> None:
    """Write the starter file, DIR/<name>.py or FILE.py; a file that is there is never touched.

    \b
    Examples:
      kata start 6.3
      kata start 6.3 my-katas
      kata start 6.3 my_lstm.py
    """
    kata = open_catalogue(folders).find(kata_id)
    path = write_starter(kata, place)
    say(f"{path} is yours to write in.")
    say(
        f"Read the lesson with `{kata.command('show')}`, grade your file with "
        f"`{kata.command('check', str(path))}`."
    )
