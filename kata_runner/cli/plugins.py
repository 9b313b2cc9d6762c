"""`kata plugins`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from kata_runner.cli.options import json_option, open_catalogue, pack_option
from kata_runner.cli.output import say
from kata_runner.packs.plugins import Pack


@click.command("plugins")
@json_option
@pack_option
def command(as_json: bool, folders: Sequence[Path]) -> None:
    """Show each pack: its version, hooks, katas, and what is wrong with it.

    \b
    Examples:
      kata plugins
      KATA_DISABLED_PLUGINS=noisy kata plugins --json
    """
    packs = open_catalogue(folders).packs
    say(json.dumps([as_data(pack) for pack in packs], indent=1) if as_json else as_text(packs))


def as_data(pack: Pack) -> dict[str, object]:
    """A pack as data."""
    return {
        "name": pack.name,
        "version": pack.version,
        "source": pack.source,
        "hooks": pack.hooks,
        "katas": [kata.id for kata in pack.katas],
        "problems": pack.problems,
    }


def as_text(packs: Sequence[Pack]) -> str:
    """A table of packs, and their problems below."""
    from tabulate import tabulate

    rows = [[pack.name, pack.version, ", ".join(pack.hooks), ", ".join(kata.id for kata in pack.katas)]
            for pack in packs]  # fmt: skip
    table = tabulate(rows, headers=["pack", "version", "hooks", "katas"], tablefmt="simple", disable_numparse=True)
    problems = [f"{click.style('✗', fg='red')} {pack.name}: {problem}" for pack in packs for problem in pack.problems]
    return "\n".join([table, *problems])
