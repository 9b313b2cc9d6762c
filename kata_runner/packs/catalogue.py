"""All katas of all packs, found by id, by name or by an unambiguous beginning."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from kata_runner.errors import PackError, PathError, UnknownKataError, UsageError
from kata_runner.model import Kata
from kata_runner.packs.kata_folder import read_kata
from kata_runner.packs.pack import Pack, list_problems
from kata_runner.packs.plugin_manager import Plugins, load_plugins


class Catalogue:
    """The katas of the loaded packs and of plain folders.

    If two packs have a kata with the same id or name, one kata is left out, and its pack gets a
    problem that names both. A kata from a folder given by hand takes precedence, then one of a
    built-in pack, then the one whose pack's name sorts first, so that the choice is always the
    same.
    """

    def __init__(self, plugins: Plugins, folders: Sequence[Path] = ()) -> None:
        """Collect katas through the `register_katas` hook and from pack folders given by hand."""
        self.plugins = plugins
        self.packs = [load_folder_pack(folder) for folder in folders]
        plugins.call("register_katas", register=self.register)
        self.packs += plugins.packs
        self.katas = sorted(
            remove_duplicates(self.packs), key=lambda kata: natural_sort_key(kata.id)
        )

    def register(self, *, katas: Path, solutions: Path) -> None:
        """Add a folder of katas to the pack whose hook is running."""
        collect(self.plugins.running, Path(katas), Path(solutions))

    @property
    def problems(self) -> list[str]:
        """One line for each thing that is wrong with a pack."""
        return list_problems(self.packs)

    def find(self, key: str) -> Kata:
        """Return the kata with this id, name or unambiguous prefix.

        Raises UnknownKataError, which suggests the nearest ones.
        """
        for kata in self.katas:
            if key in (kata.id, kata.name):
                return kata
        matches = [
            kata
            for kata in self.katas
            if key and (kata.id.startswith(key) or kata.name.startswith(key))
        ]
        if len(matches) == 1:
            return matches[0]
        if matches:
            raise UnknownKataError(
                f"{key!r} could be any of {format_katas(matches)}: write more of it"
            )
        raise UnknownKataError(f"no kata is called {key!r:.60}{self.suggest(key)}")

    def suggest(self, key: str) -> str:
        """Return a hint for a name that was not found."""
        from difflib import get_close_matches

        if not self.katas:
            return ": no katas are installed, `kata plugins` says why"
        names = {
            name: kata for kata in self.katas for name in (kata.id, kata.name, kata.title.lower())
        }
        near = [names[name] for name in get_close_matches(key.lower(), names, n=3)]
        if near:
            return f": did you mean {format_katas(dict.fromkeys(near))}?"
        return ": `kata list` shows them all"


def list_folders(packs: str | Path | Iterable[str | Path]) -> list[Path]:
    """Return one folder or several as paths; raises UsageError for anything else."""
    try:
        return [Path(packs)] if isinstance(packs, str | Path) else list(map(Path, packs))
    except TypeError as error:
        raise UsageError(
            f"packs: expected a folder or a list of folders, got {packs!r:.40}"
        ) from error


def load_catalogue(folders: Sequence[Path]) -> Catalogue:
    """Load the katas of the installed packs and of these folders.

    Raises PathError for a folder that does not exist.
    """
    for folder in folders:
        if not os.path.isdir(folder):
            raise PathError(f"{folder}: no such folder: a pack holds katas/ and solutions/")
    return Catalogue(load_plugins(), folders)


def load_folder_pack(folder: Path) -> Pack:
    """Load a folder with `katas/` and `solutions/`, or a project that has one package with them, as
    a pack.
    """
    pack = Pack(folder.resolve().name, "", str(folder), asked_for=str(folder))
    home = find_pack_root(folder)
    collect(pack, home / "katas", home / "solutions")
    return pack


def find_pack_root(folder: Path) -> Path:
    """Return the folder that contains `katas/`: this one, or the only package with katas of a
    project.
    """
    inside = list_pack_roots(folder)
    return inside[0] if len(inside) == 1 else folder


def list_pack_roots(folder: Path) -> list[Path]:
    """Return the folders that contain `katas/`: this one, or all packages with katas of a project,
    beside `pyproject.toml` or in `src/`.
    """
    if os.path.isdir(folder / "katas"):
        return [folder]
    if not os.path.isfile(folder / "pyproject.toml"):
        return []
    return sorted(
        entry for entry in (*folder.glob("*/"), *folder.glob("src/*/")) if is_pack_root(entry)
    )


def find_enclosing_pack(folder: Path) -> Path | None:
    """Return the root of the nearest pack around a folder, None if there is none."""
    homes = (find_pack_root(parent) for parent in (folder, *folder.parents))
    return next(filter(is_pack_root, homes), None)


def is_pack_root(folder: Path) -> bool:
    """Whether a folder contains katas and their solutions."""
    return os.path.isdir(folder / "katas") and os.path.isdir(folder / "solutions")


def collect(pack: Pack, katas: Path, solutions: Path) -> None:
    """Add the katas of a folder to a pack.

    A broken kata is recorded as a problem of the pack and does not affect the others.
    """
    try:
        with os.scandir(katas) as entries:
            names = sorted(
                entry.name for entry in entries if entry.name[0] not in "._" and entry.is_dir()
            )
    except OSError as error:
        pack.add_problem(f"{katas}: {error.strerror}: a pack's katas are folders in here")
        return
    for name in names:
        try:
            pack.katas.append(read_kata(katas / name, solutions, pack.name, pack.asked_for))
        except PackError as error:
            pack.add_problem(str(error))


def remove_duplicates(packs: Iterable[Pack]) -> list[Kata]:
    """Return the katas whose id and name no earlier kata has; the others become problems."""
    owners: dict[str, Kata] = {}
    unique = []
    for pack in packs:
        for kata in pack.katas:
            claims = {kata.id: "field 'id'", kata.name: "the folder's name"}
            taken = next((claim for claim in claims if claim in owners), None)
            if taken is None:
                owners |= dict.fromkeys(claims, kata)
                unique.append(kata)
                continue
            owner = owners[taken]
            if owner.folder.resolve() == kata.folder.resolve():
                continue  # an installed pack whose folder was given by hand as well
            pack.add_problem(f"{kata.folder / 'kata.toml'}: {claims[taken]}: {taken!r} is also in "
                       f"pack '{owner.pack}' "
                       f"({owner.folder}), which is used: rename one, or "
                       f"disable a pack")  # fmt: skip
    return unique


def format_katas(katas: Iterable[Kata]) -> str:
    """Katas as a phrase: ``0.1 (first_name), 0.2 (second_name)``."""
    return ", ".join(f"{kata.id} ({kata.name})" for kata in katas)


def natural_sort_key(identity: str) -> tuple[list[tuple[int, int, str]], str]:
    """Return a sort key that puts 6.10 behind 6.9, and differs for different ids."""
    parts = re.findall(r"\d+|\D+", identity)
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts], identity
