"""The folder that contains a pack's katas: a plain pack is `katas/` and `solutions/`, a project has
a package with them.
"""

from __future__ import annotations

from pathlib import Path


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
    if (folder / "katas").is_dir():
        return [folder]
    if not (folder / "pyproject.toml").is_file():
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
    return (folder / "katas").is_dir() and (folder / "solutions").is_dir()
