"""`kata reset`."""

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
from kata_runner.errors import UsageError
from kata_runner.learner.file_writing import replace_file, starter_path
from kata_runner.learner.reuse import compose_starter
from kata_runner.model import Kata


@click.command("reset")
@kata_argument
@click.argument("place", metavar="[DIR|FILE.py]", default=".", type=click.Path(path_type=Path))
@click.option("--best", is_flag=True, help="Write your best attempt in place of the starter.")
@with_option
@pack_option
def command(kata: Kata, place: Path, best: bool, earlier: Sequence[str]) -> None:
    """Write a fresh starter file; the old file is kept beside it.

    \b
    Examples:
      kata reset 6.3
      kata reset 6.3 my_lstm.py
      kata reset 6.3 --best
      kata reset 7.1 --with 6.4
    """
    if best and earlier:
        raise UsageError("--best and --with are two beginnings: choose one")
    path = starter_path(kata, place)
    used: list[str] = []
    if best:
        source, content = best_attempt(kata)
    else:
        text, used = compose_starter(kata, open_catalogue(), earlier, open_progress())
        source, content = text.encode(), "the starter"
    old_file = replace_file(path, source)
    print_result(f"{path} is {content}." + (f" What it was is in {old_file}." if old_file else ""))
    for line in used:
        print_result(line)


def best_attempt(kata: Kata) -> tuple[bytes, str]:
    """Return the source of the best attempt and a description of it.

    Raises UsageError if no attempt was stored.
    """
    attempt = open_progress().best_attempt(kata)
    if attempt is None:
        raise UsageError(
            f"no attempt at kata {kata.id} was kept: `{kata.command('check')}` keeps each"
        )
    return attempt.source, f"your best attempt, {attempt.score:g} of {attempt.max_score:g} points"
