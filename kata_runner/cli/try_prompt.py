"""`kata try`."""

from __future__ import annotations

from pathlib import Path

import click

from kata_runner.cli.options import (
    file_argument,
    open_catalogue,
    optional_kata_argument,
    pack_option,
)
from kata_runner.learner.choice import choose
from kata_runner.learner.prompt import open_prompt


@click.command("try")
@optional_kata_argument
@file_argument
@pack_option
@click.pass_context
def command(ctx: click.Context, kata_id: str | None, file: Path | None) -> None:
    """Open a Python prompt with FILE's functions and the kata's data.

    FILE runs there with your own rights, as with `python -i FILE`.

    \b
    Examples:
      kata try 6.3
      kata try my_lstm.py
    """
    kata, path = choose(open_catalogue(), kata_id, file)
    ctx.exit(open_prompt(kata, path))
