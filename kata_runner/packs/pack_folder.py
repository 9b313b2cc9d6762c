"""Where in a folder a pack's katas lie: a plain pack is `katas/` and `solutions/`, a project has a
package of them.
"""

from __future__ import annotations

from pathlib import Path


def find_pack_root(folder: Path) -> Path:
    """The folder that has `katas/` in it: this one, or the only package of the project that it
    holds.
    """
    if (folder / "katas").is_dir() or not (folder / "pyproject.toml").is_file():
        return folder
    inside = [entry for entry in folder.iterdir() if is_pack_root(entry)]
    return inside[0] if len(inside) == 1 else folder


def find_enclosing_pack(folder: Path) -> Path | None:
    """The home of the pack in which a folder lies, the nearest one on the way up."""
    homes = (find_pack_root(parent) for parent in (folder, *folder.parents))
    return next(filter(is_pack_root, homes), None)


def is_pack_root(folder: Path) -> bool:
    """Whether katas and their answers lie here."""
    return (folder / "katas").is_dir() and (folder / "solutions").is_dir()
