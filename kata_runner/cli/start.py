"""`kata start`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from kata_runner.cli.options import (
    kata_argument,
    open_catalogue,
    open_progress,
    pack_option,
    with_option,
)
from kata_runner.cli.output import print_result
from kata_runner.learner.file_writing import write_data, write_starter
from kata_runner.learner.notebook_file import write_notebook
from kata_runner.learner.reuse import compose_starter, offer_earlier
from kata_runner.model import Kata


@click.command("start")
@kata_argument
@click.argument(
    "place", metavar="[DIR|FILE.py]", default=".", type=click.Path(path_type=Path, file_okay=True)
)
@click.option(
    "--notebook", "as_notebook", is_flag=True, help="Write a notebook with the lesson in it."
)
@with_option
@pack_option
def command(kata: Kata, place: Path, as_notebook: bool, earlier: Sequence[str]) -> None:
    """Write the starter file, DIR/<name>.py or FILE.py; a file that is there is never touched.

    Data that the kata has is written beside it.

    \b
    Examples:
      kata start 6.3
      kata start 6.3 my-katas
      kata start 6.3 my_lstm.py
      kata start 6.3 --notebook
      kata start 7.1 --with 6.4
    """
    catalogue, progress = open_catalogue(), open_progress()
    text, used = compose_starter(kata, catalogue, earlier, progress)
    path = write_notebook(kata, place, text) if as_notebook else write_starter(kata, place, text)
    print_result(f"{path} is yours to write in.")
    for line in used:
        print_result(line)
    for file in write_data(kata, path.parent):
        print_result(f"{file} is data of the kata.")
    if as_notebook:
        print_result(
            f"Open it with Jupyter, or grade it with `{kata.command('check', str(path))}`."
        )
        return
    print_result(
        f"Read the lesson with `{kata.command('show')}`, grade your file with "
        f"`{kata.command('check', str(path))}`."
    )
    for line in [] if earlier else offer_earlier(kata, catalogue, path, progress):
        print_result(line)
