"""`kata verify`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from kata_runner.cli.options import open_catalogue, pack_option
from kata_runner.cli.output import say
from kata_runner.engine.sandbox import Sandbox
from kata_runner.grading.answer_key import PINNED_SEED, compute, write_pinned
from kata_runner.grading.verify import verify
from kata_runner.model import Kata


@click.command("verify")
@click.argument("kata_ids", metavar="[ID...]", nargs=-1)
@click.option("--pin", is_flag=True, help="Write expected.json from what the reference gives now.")
@pack_option
@click.pass_context
def command(ctx: click.Context, kata_ids: Sequence[str], pin: bool, folders: Sequence[Path]) -> None:
    """Try the author's gates on katas, on all of them by default; exits with 1 when one does not hold.

    \b
    Examples:
      kata verify
      kata verify 6.3 --pin
    """
    catalogue = open_catalogue(folders)
    katas = [catalogue.find(kata_id) for kata_id in kata_ids] or catalogue.katas
    held = [verified(kata, pin) for kata in katas]
    ctx.exit(0 if all(held) else 1)


def verified(kata: Kata, pin: bool) -> bool:
    """Print what each gate finds; whether all of them hold."""
    say(click.style(str(kata), bold=True))
    good = True
    with Sandbox() as sandbox:
        if pin:
            write_pinned(kata, compute(kata, PINNED_SEED, sandbox.run))
        for finding in verify(kata, sandbox.run):
            good = good and not finding.problem
            mark = click.style("✗", fg="red") if finding.problem else click.style("✓", fg="green")
            say(f"  {mark} {finding.gate}" + (f": {finding.problem}" if finding.problem else ""))
    return good
