"""`kata verify`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from shlex import join
from typing import Any

import click

from kata_runner.cli.options import complete_katas, open_catalogue, pack_option
from kata_runner.cli.output import print_result
from kata_runner.cli.verify_text import ProgressLine, to_data, to_text
from kata_runner.cli.verify_watch import watch
from kata_runner.engine.sandbox import Sandbox
from kata_runner.errors import PackError, UsageError
from kata_runner.model import Kata
from kata_runner.packs.catalogue import Catalogue
from kata_runner.verify.author_check import Finding
from kata_runner.verify.checks_pinned import pin_tables
from kata_runner.verify.context import SEEDS, VerifyContext
from kata_runner.verify.settle import add_mistake, waive
from kata_runner.verify.suite import verify
from kata_runner.verify.targets import get_katas, list_neighbours

QUICK_SAMPLE = 40  # mutants


@dataclass(frozen=True)
class VerifyOptions:
    """The options of a verification."""

    pin: bool
    seeds: Sequence[int]
    sample: int
    strict: bool = False


@click.command("verify")
@click.argument("targets", metavar="[ID | DIR]...", nargs=-1, shell_complete=complete_katas)
@click.option(
    "--pin", is_flag=True, help="Write expected.json, mistakes.json and mutants.json anew."
)
@click.option(
    "--seeds",
    type=click.IntRange(1),
    default=len(SEEDS),
    show_default=True,
    help="How many seeds to try.",
)
@click.option(
    "--quick",
    is_flag=True,
    help=f"Try {QUICK_SAMPLE} of the mutants, from everywhere in the reference.",
)
@click.option("--strict", is_flag=True, help="Take notes on what could be better for errors.")
@click.option("--diff", is_flag=True, help="Show surviving mutants as diffs.")
@click.option(
    "--waive",
    "keys",
    metavar="KEY",
    multiple=True,
    help="Waive a survivor in kata.toml; repeatable.",
)
@click.option("--why", default="", help="The reason for --waive.")
@click.option(
    "--mistake",
    "mistakes",
    nargs=2,
    multiple=True,
    metavar="KEY SENTENCE",
    help="Make a mutant a named mistake, in mistakes.py; repeatable.",
)
@click.option(
    "--watch", "watched", is_flag=True, help="At every save, show the first check that fails."
)
@click.option("--json", "as_json", is_flag=True, help="Write what every check found as JSON.")
@pack_option
@click.pass_context
def command(
    ctx: click.Context,
    targets: Sequence[str],
    pin: bool,
    seeds: int,
    quick: bool,
    strict: bool,
    diff: bool,
    keys: Sequence[str],
    why: str,
    mistakes: Sequence[tuple[str, str]],
    watched: bool,
    as_json: bool,
) -> None:
    """Try the author's checks on katas, on all of them by default; exits with 1 when one does not
    hold.

    DIR is a pack's folder, with katas/ and solutions/ in it, or a kata's own in there. KEY is what
    a surviving mutant is called, or how that begins.

    \b
    Examples:
      kata verify
      kata verify 6.3 --pin
      kata verify my-pack --quick --watch
      kata verify my-pack --waive "softmax: scores - np.max(scores)" --why "It is as right."
    """
    options = VerifyOptions(pin, range(seeds), QUICK_SAMPLE if quick else 0, strict)
    if why and not keys:
        raise UsageError("--why is the reason for a waiver: name the mutant to waive, --waive KEY")
    catalogue = open_catalogue()
    katas = catalogue.katas
    if targets:
        katas = list(dict.fromkeys(kata for one in targets for kata in get_katas(one, catalogue)))
    if keys or mistakes or watched:
        kata, named = require_single_kata(katas), join(["kata", "verify", *targets])
        if keys or mistakes:
            settle(kata, options, keys, why, mistakes)
            return
        watch(kata, lambda kata: run_checks(kata, catalogue, options), named)
        return
    rows = [print_findings(kata, catalogue, options, diff, quiet=as_json) for kata in katas]
    good = all(row["holds"] for row in rows)
    if as_json:
        print_result(
            json.dumps({"format": 1, "holds": good, "katas": rows}, indent=1, ensure_ascii=False)
        )
    ctx.exit(0 if good else 1)


def require_single_kata(katas: Sequence[Kata]) -> Kata:
    """Return the only kata; raises UsageError for several."""
    if len(katas) != 1:
        raise UsageError(
            f"name one kata for --watch, --waive and --mistake: these are {len(katas)}"
        )
    return katas[0]


def settle(
    kata: Kata,
    options: VerifyOptions,
    keys: Sequence[str],
    why: str,
    mistakes: Sequence[tuple[str, str]],
) -> None:
    """Write waivers and mistakes, and print what was written."""
    with Sandbox() as sandbox:
        context = VerifyContext(kata, sandbox, options.seeds)
        for key in waive(context, keys, why) if keys else ():
            print_result(f"{kata.folder / 'kata.toml'}: waived {key}")
        for mistake in mistakes:
            name, part = add_mistake(context, *mistake)
            print_result(f"{kata.mistakes}: {name} is a known mistake of {part} now.")
        if mistakes:
            print_result(
                "Write a probe of that part that shows it where none does, then pin what it "
                "gives with --pin."
            )


def run_checks(kata: Kata, catalogue: Catalogue, options: VerifyOptions) -> Iterator[Finding]:
    """Yield what each check finds.

    With `pin`, the tables are pinned first, if possible.
    """
    line = ProgressLine(str(kata))
    with Sandbox() as sandbox:
        context = VerifyContext(
            kata,
            sandbox,
            options.seeds,
            katas=list_neighbours(kata, catalogue),
            sample=options.sample,
            progress=line,
        )
        context.doing = "pinning"
        with suppress(PackError):  # the checks report it, and what it prevents
            if options.pin:
                pin_tables(context)
        for finding in verify(context):
            line.clear()
            yield finding.strict() if options.strict else finding


def print_findings(
    kata: Kata, catalogue: Catalogue, options: VerifyOptions, diff: bool, quiet: bool
) -> dict[str, Any]:
    """Print each finding as soon as there is one, unless `quiet`; return all of them as data."""
    rows = []
    if not quiet:
        print_result(click.style(str(kata), bold=True))
    for finding in run_checks(kata, catalogue, options):
        rows.append(to_data(finding))
        if not quiet:
            print_result(to_text(finding, diff))
    return {
        "kata": kata.id,
        "name": kata.name,
        "holds": all(row["holds"] for row in rows),
        "gates": rows,
    }
