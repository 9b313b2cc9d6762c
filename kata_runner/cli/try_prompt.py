"""`kata try`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from kata_runner.cli.options import (
    open_catalogue,
    optional_kata_argument,
    pack_option,
)
from kata_runner.learner.choice import choose
from kata_runner.learner.prompt import open_prompt


@click.command("try")
@optional_kata_argument
@click.argument("file", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
@pack_option
@click.pass_context
def command(
    ctx: click.Context, kata_id: str | None, file: Path | None, folders: Sequence[Path]
) -> None:
    """Open a Python prompt with FILE's functions and the kata's data.

    FILE runs there with your own rights, as with `python -i FILE`.

    \b
    Examples:
      kata try 6.3
      kata try my_lstm.py
    """
    kata, path = choose(open_catalogue(folders), kata_id, file)
    ctx.exit(open_prompt(kata, path))
