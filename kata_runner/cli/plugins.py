"""`kata plugins`."""

from __future__ import annotations

import json
from collections.abc import Sequence

import click

from kata_runner.cli.options import json_option, open_catalogue, pack_option, warn
from kata_runner.cli.output import columns, print_result
from kata_runner.packs.pack import Pack
from kata_runner.packs.plugin_manager import Plugins
from kata_runner.reports import get_formats

USUAL_WIDTH = 100


@click.command("plugins")
@json_option
@pack_option
def command(as_json: bool) -> None:
    """Show each pack: its version, hooks, katas, and what is wrong with it.

    \b
    Examples:
      kata plugins
      KATA_DISABLED_PLUGINS=noisy kata plugins --json
    """
    catalogue = open_catalogue()
    try_registrations(catalogue.plugins)
    warn(catalogue)
    packs = catalogue.packs
    print_result(
        json.dumps([as_data(pack) for pack in packs], indent=1) if as_json else as_text(packs)
    )


def try_registrations(plugins: Plugins) -> None:
    """Call the other registration hooks too, so that their problems are shown."""
    from kata_runner.cli.commands import Commands

    get_formats(plugins)
    plugins.collect_registrations("register_executors", "an executor")
    plugins.call("register_commands", cli=Commands())


def as_data(pack: Pack) -> dict[str, object]:
    """Return a pack as plain data."""
    return {
        "name": pack.name,
        "version": pack.version,
        "source": pack.source,
        "hooks": pack.hooks,
        "katas": [kata.id for kata in pack.katas],
        "problems": pack.problems,
    }


def as_text(packs: Sequence[Pack]) -> str:
    """Return a table of packs, and their problems below it."""
    from tabulate import tabulate

    rows = [
        [pack.name, pack.version, ", ".join(pack.hooks), ", ".join(kata.id for kata in pack.katas)]
        for pack in packs
    ]
    heads = ["pack", "version", "hooks", "katas"]
    table = tabulate(rows, headers=heads, tablefmt="simple", disable_numparse=True,
                     maxcolwidths=divide_width([heads, *rows]))  # fmt: skip
    cross = click.style("✗", fg="red")
    problems = [
        f"{cross} {pack.name}{pack.origin}: {problem}"
        for pack in packs
        for problem in pack.problems
    ]
    return "\n".join([table, *problems])


def divide_width(rows: Sequence[Sequence[str]]) -> list[int]:
    """Return the largest width of each column.

    Names and katas get no more than they need, and the hooks get the rest.
    """
    width = columns() or USUAL_WIDTH
    head = len("  ")  # added by tabulate beside each title
    pack, version, _, katas = (
        max(len(title) + head, *map(len, cells)) for title, *cells in zip(*rows, strict=True)
    )
    pack = min(pack, max(8, width // 4))
    left = max(14, width - pack - version - 3 * len("  "))
    katas = min(katas, left // 2)
    return [pack, version, left - katas, katas]
