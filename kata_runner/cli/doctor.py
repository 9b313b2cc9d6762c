"""`kata doctor`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from time import monotonic

import click

from kata_runner.cli.options import (
    isolation_option,
    json_option,
    open_catalogue,
    pack_option,
    warn_of_fallback,
)
from kata_runner.cli.output import note, print_result
from kata_runner.engine.levels import LEVELS
from kata_runner.engine.sandbox import Sandbox
from kata_runner.engine.self_test import LevelReport, run_self_test
from kata_runner.errors import KataRunnerError
from kata_runner.packs.catalogue import Catalogue


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
    rows = [[attack, *(format_answer(level, attack) for level in available)] for attack in attacks]
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


def format_answer(level: LevelReport, attack: str) -> str:
    """Return whether an attack was refused, as a coloured word."""
    error = dict(level.attacks)[attack]
    return (
        click.style("refused", fg="green")
        if error
        else click.style("POSSIBLE", fg="red", bold=True)
    )


def attack(catalogue: Catalogue, isolation: str, as_json: bool) -> int:
    """Run the attacks, and print those that broke something and how many did not.

    Return the exit code.
    """
    from kata_runner.grading.attacks import read_kata_id, run_attacks

    kata, begun = catalogue.find(read_kata_id()), monotonic()
    with Sandbox(isolation) as sandbox:
        warn_of_fallback(sandbox)
        note(f"attacking level {sandbox.level}, which takes up to a minute")
        results = sorted(run_attacks(kata, sandbox), key=lambda result: result.name)
        level = sandbox.level
    broken = [result for result in results if result.broken]
    if as_json:
        attacks = [
            {"name": result.name, "held": not result.broken, "broken": result.broken}
            for result in results
        ]
        print_result(json.dumps({"format": 1, "level": level, "attacks": attacks}, indent=1))
    else:
        lines = [f"✗ {result.name}: {result.broken}" for result in broken]
        held, seconds = len(results) - len(broken), monotonic() - begun
        last = f"{held} of {len(results)} held at level {level}, in {seconds:.0f} s."
        print_result("\n".join([*lines, last]))
    return KataRunnerError.exit_code if broken else 0
