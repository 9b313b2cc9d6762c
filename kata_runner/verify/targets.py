"""The katas that a word on the command line means: an id, a name, a kata's folder or a pack's."""

from __future__ import annotations

import os
from pathlib import Path

from kata_runner.errors import PackError, PathError
from kata_runner.model import Kata
from kata_runner.packs.catalogue import Catalogue, list_pack_roots, load_folder_pack


def get_katas(target: str, catalogue: Catalogue) -> list[Kata]:
    """Return the katas that an id, a name or a folder means.

    Raises PackError for an invalid pack, and PathError for a folder without katas.
    """
    folder = Path(target)
    if (folder / "kata.toml").is_file():
        return [get_kata_in_pack(folder)]
    katas = [kata for root in list_pack_roots(folder) for kata in load_katas(root)]
    if folder.is_dir() and not katas:
        raise PathError(
            f"{folder}: no kata is in here: name a pack's folder, with katas/ in it, or a "
            f"kata's own"
        )
    return katas or [catalogue.find(target)]


def get_kata_in_pack(folder: Path) -> Kata:
    """Return the kata of a folder, which may be a link in its pack.

    Raises PackError for an invalid pack, and PathError for a folder that is in no pack.
    """
    home = Path(os.path.abspath(folder)).parent.parent  # noqa: PTH100  # a link stays in its pack
    katas = load_katas(home) if (home / "katas").is_dir() else []
    for kata in katas:
        if kata.folder.samefile(folder):
            return kata
    raise PathError(
        f"{folder}: this kata is in no pack: put it into katas/ of one, and its reference into "
        f"solutions/ beside that"
    )


def load_katas(folder: Path) -> list[Kata]:
    """Return the katas of a pack's folder; raises PackError for an invalid pack."""
    pack = load_folder_pack(folder)
    if pack.problems:
        raise PackError(pack.problems[0])
    return pack.katas


def list_neighbours(kata: Kata, catalogue: Catalogue) -> list[Kata]:
    """Return all known katas, including those of the kata's own pack."""
    return [*catalogue.katas, *load_folder_pack(kata.folder.parents[1]).katas]
