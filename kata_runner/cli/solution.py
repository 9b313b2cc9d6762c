"""`kata solution`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from kata_runner.cli.options import open_catalogue, pack_option
from kata_runner.cli.output import say
from kata_runner.errors import NotPassedError
from kata_runner.grading.answer_key import reference
from kata_runner.learner.progress import has_passed
from kata_runner.packs.author_files import decode_python


@click.command("solution")
@click.argument("kata_id", metavar="ID")
@click.option("--reveal", is_flag=True, help="Give up and see it now.")
@pack_option
def command(kata_id: str, reveal: bool, folders: Sequence[Path]) -> None:
    """Show the reference, once you have passed the kata.

    \b
    Examples:
      kata solution 6.3
      kata solution 6.3 --reveal
    """
    kata = open_catalogue(folders).find(kata_id)
    if not reveal and not has_passed(kata):
        raise NotPassedError(
            f"kata {kata.id} is not passed yet: `{kata.command('check')}` grades your file, "
            f"--reveal gives up"
        )
    say(decode_python(kata.reference, reference(kata).source).rstrip())
