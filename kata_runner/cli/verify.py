"""`kata verify`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import indent
from typing import Any

import click

from kata_runner.cli.options import open_catalogue, pack_option
from kata_runner.cli.output import say
from kata_runner.engine.sandbox import Sandbox
from kata_runner.errors import BrokenPack, UnusablePath
from kata_runner.model import Kata
from kata_runner.packs.catalogue import Catalogue, plain_pack
from kata_runner.packs.pack_folder import home_of
from kata_runner.verify.bench import SEEDS, Bench
from kata_runner.verify.check import Finding
from kata_runner.verify.pin import pin_tables
from kata_runner.verify.suite import verify


@click.command("verify")
@click.argument("targets", metavar="[ID | DIR]...", nargs=-1)
@click.option("--pin", is_flag=True, help="Write expected.json and mistakes.json anew.")
@click.option("--seeds", type=click.IntRange(1), default=len(SEEDS), show_default=True, help="How many seeds to try.")
@click.option("--json", "as_json", is_flag=True, help="Write what every check found as JSON.")
@pack_option
@click.pass_context
def command(
    ctx: click.Context, targets: Sequence[str], pin: bool, seeds: int, as_json: bool, folders: Sequence[Path]
) -> None:
    """Try the author's checks on katas, on all of them by default; exits with 1 when one does not hold.

    DIR is a pack's folder, with katas/ and solutions/ in it, or a kata's own in there.

    \b
    Examples:
      kata verify
      kata verify 6.3 --pin
      kata verify my-pack
    """
    catalogue = open_catalogue(folders)
    katas = list(dict.fromkeys(kata for target in targets for kata in katas_of(target, catalogue))) or catalogue.katas
    rows = [tell(kata, findings(kata, pin, range(seeds)), quiet=as_json) for kata in katas]
    good = all(row["holds"] for row in rows)
    if as_json:
        say(json.dumps({"format": 1, "holds": good, "katas": rows}, indent=1, ensure_ascii=False))
    ctx.exit(0 if good else 1)


def katas_of(target: str, catalogue: Catalogue) -> list[Kata]:
    """The katas that an id, a name or a folder stands for; raises BrokenPack for a folder that is not in order."""
    folder = Path(target)
    if (folder / "kata.toml").is_file():
        return [kata for kata in katas_in(folder.resolve().parents[1]) if kata.folder.samefile(folder)]
    if (home_of(folder) / "katas").is_dir():
        return katas_in(folder)
    if folder.is_dir():
        raise UnusablePath(f"{folder}: no kata is in here: name a pack's folder, with katas/ in it, or a kata's own")
    return [catalogue.find(target)]


def katas_in(folder: Path) -> list[Kata]:
    """The katas of a pack's folder."""
    pack = plain_pack(folder)
    if pack.problems:
        raise BrokenPack(pack.problems[0])
    return pack.katas


def findings(kata: Kata, pin: bool, seeds: Sequence[int]) -> Iterator[Finding]:
    """What each check finds, after the tables have been pinned where that is asked for."""
    with Sandbox() as sandbox:
        bench = Bench(kata, sandbox, seeds)
        if pin:
            pin_tables(bench)
        yield from verify(bench)


def tell(kata: Kata, found: Iterator[Finding], quiet: bool) -> dict[str, Any]:
    """Print each finding when it is there, unless it should be quiet; all of them as data."""
    rows = []
    if not quiet:
        say(click.style(str(kata), bold=True))
    for finding in found:
        rows.append(as_data(finding))
        if not quiet:
            say(as_text(finding))
    return {"kata": kata.id, "name": kata.name, "holds": all(row["holds"] for row in rows), "gates": rows}


def as_data(finding: Finding) -> dict[str, Any]:
    """A finding as plain data."""
    return {
        "name": finding.check.name,
        "sentence": finding.check.sentence,
        "holds": finding.holds,
        "problems": finding.problems,
        "notes": finding.notes,
    }


def as_text(finding: Finding) -> str:
    """A line for the check, with what is to say where that is one line, or below it."""
    mark = click.style("✓", fg="green") if finding.holds else click.style("✗", fg="red")
    head = f"  {mark} {finding.check.sentence}"
    said = [*finding.notes, *finding.problems]
    if len(said) == 1 and "\n" not in said[0]:
        return f"{head}: {said[0]}"
    return "\n".join([head + ":" * bool(said), *(indent(text, "      ") for text in said)])
