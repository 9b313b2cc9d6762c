"""`kata new`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from kata_runner.cli.options import open_catalogue
from kata_runner.cli.output import print_result
from kata_runner.engine.sandbox import Sandbox
from kata_runner.errors import UsageError
from kata_runner.model import Kata
from kata_runner.packs.catalogue import (
    Catalogue,
    find_enclosing_pack,
    list_pack_roots,
    load_folder_pack,
)
from kata_runner.scaffold.names import (
    check_kata_name,
    get_next_id,
    make_pack_names,
    to_title,
)
from kata_runner.scaffold.write import PACK, PLUGIN, write_kata, write_pack
from kata_runner.verify.checks_pinned import pin_tables
from kata_runner.verify.context import VerifyContext


@click.command("new")
@click.argument("name", required=False)
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option(
    "--kata",
    "first_name",
    metavar="NAME",
    help="What the kata is called; by default as the pack is.",
)
@click.option(
    "--plugin", "is_plugin", is_flag=True, help="Write a pack that uses every hook, for a plugin."
)
def command(name: str | None, folder: Path, first_name: str | None, is_plugin: bool) -> None:
    """Write a pack of one kata to DIR/NAME; without NAME, add a kata to the pack that this folder
    is in.

    What is written holds every check of `kata verify` and is there to be written over.

    \b
    Examples:
      kata new my-katas
      kata new my-katas --kata softmax
      kata new --kata softmax
      kata new --plugin my-plugin
    """
    if is_plugin and not name:
        raise UsageError("name the plugin to write, as in `kata new --plugin my-plugin`")
    if not (name or first_name):
        raise UsageError(
            "name a pack to write, as in `kata new my-katas`, or with --kata a kata for the "
            "pack you are in"
        )
    catalogue = open_catalogue()
    if not name:
        print_written(add(pack_here(), choose_name(str(first_name), catalogue), catalogue))
        return
    names, pack = make_pack_names(name), folder / name
    first = choose_name(first_name or names.package, catalogue)
    write_pack(pack, asdict(names), PLUGIN if is_plugin else PACK)
    print_written(add(pack / names.package, first, catalogue), pack)


def pack_here() -> Path:
    """Return the home of the pack that contains the current folder.

    Raises UsageError if there is none.
    """
    home = find_enclosing_pack(Path.cwd())
    if home is None and len(roots := list_pack_roots(Path.cwd())) > 1:
        names = ", ".join(str(to_relative(root)) for root in roots)
        raise UsageError(f"several packs are here: go to the one that gets the kata: {names}")
    if home is None:
        raise UsageError(
            "no pack is here or above: go to one, with katas/ and solutions/ in it, or let "
            "`kata new NAME` write one"
        )
    return home


def choose_name(name: str, catalogue: Catalogue) -> str:
    """Return the name; raises UsageError if it is invalid, or if a kata has it already."""
    check_kata_name(name)
    for kata in catalogue.katas:
        if kata.name == name:
            raise UsageError(
                f"a kata is called {name!r} already, {kata} of pack '{kata.pack}': choose "
                f"another name"
            )
    return name


def add(home: Path, name: str, catalogue: Catalogue) -> Kata:
    """Write a kata, pin its tables, and return it as read from its pack."""
    katas = load_folder_pack(home).katas if (home / "katas").is_dir() else []
    taken = {kata.id for kata in (*katas, *catalogue.katas)}
    values = {
        "name": name,
        "title": to_title(name),
        "id": get_next_id(katas, home.name.replace("_", "-"), taken),
        "phase": katas[-1].phase if katas else to_title(home.name),
    }
    write_kata(home, values)
    [kata] = [kata for kata in load_folder_pack(home).katas if kata.name == name]
    with Sandbox() as sandbox:
        pin_tables(VerifyContext(kata, sandbox))
    return kata


def print_written(kata: Kata, pack: Path | None = None) -> None:
    """Print what was written and what to do with it."""
    if pack:
        print_result(f"{pack} is a pack of one kata, ready to install and to publish.")
    print_result(f"Kata {kata} is an example for you to write over:")
    for folder in (kata.folder, kata.solutions):
        names = ", ".join(sorted(entry.name for entry in folder.iterdir()))
        print_result(f"  {to_relative(folder)}: {names}")
    target = to_relative(pack or kata.folder)
    print_result(
        f"Try what it must hold with `kata verify {target}`, and with --pin once you have "
        f"changed it."
    )


def to_relative(folder: Path) -> Path:
    """Return a folder as a path relative to the current folder, if it is inside."""
    current = Path.cwd()
    return (
        folder.resolve().relative_to(current)
        if folder.resolve().is_relative_to(current)
        else folder
    )
