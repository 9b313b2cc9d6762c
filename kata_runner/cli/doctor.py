"""`kata doctor`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from kata_runner.cli.options import isolation_option, json_option, open_catalogue, pack_option
from kata_runner.cli.output import print_result
from kata_runner.engine.levels import LEVELS
from kata_runner.engine.self_test import LevelReport, run_self_test


@click.command("doctor")
@click.option(
    "--attacks",
    is_flag=True,
    help="Run the corpus of attacks on graders instead; takes up to a minute.",
)
@json_option
@isolation_option
@pack_option
@click.pass_context
def command(ctx: click.Context, attacks: bool, as_json: bool, isolation: str | None) -> None:
    """Attack the sandbox at every level and show what was refused.

    With --attacks hostile attempts are graded, at the level that `kata grade` would use: exits with
    3 when one of them came to what it should not.

    \b
    Examples:
      kata doctor
      kata doctor --attacks
    """
    catalogue = open_catalogue()
    if attacks:
        from kata_runner.cli.attacks_text import attack

        ctx.exit(attack(catalogue, isolation or "full,kernel", as_json))
    katas = catalogue.katas
    secret = next((kata.reference for kata in katas if kata.reference.is_file()), Path(__file__))
    levels = list(run_self_test(secret))
    print_result(
        json.dumps([asdict(level) for level in levels], indent=1) if as_json else as_text(levels)
    )


def as_text(levels: Sequence[LevelReport]) -> str:
    """Return a table of attacks and levels, the layers of each level, and advice.

    The advice says how to get the levels that are missing.
    """
    from tabulate import tabulate

    available = [level for level in levels if level.attacks]
    attacks = [attack for attack, _ in available[0].attacks] if available else []
    rows = [[attack, *(answer(level, attack) for level in available)] for attack in attacks]
    table = tabulate(
        rows, headers=["attack", *(level.level for level in available)], tablefmt="simple"
    )
    notes = [
        f"{level.level}: {', '.join(level.layers)}. For {LEVELS[level.level].use}."
        for level in available
    ]
    missing = [f"{level.level} is not available: "
               f"{level.unavailable}\n{LEVELS[level.level].advice}".rstrip()
               for level in levels if level.unavailable]  # fmt: skip
    best = available[0].level if available else "none"
    return "\n\n".join([table, "\n".join(notes), *missing, f"Default level: {best}."])


def answer(level: LevelReport, attack: str) -> str:
    """Return whether an attack was refused, as a coloured word."""
    error = dict(level.attacks)[attack]
    return (
        click.style("refused", fg="green")
        if error
        else click.style("POSSIBLE", fg="red", bold=True)
    )
