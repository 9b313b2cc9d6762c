"""Plugins that are installed without pip: an entry point in a folder on the path is enough."""

from __future__ import annotations

from pathlib import Path


def install_entry_point(folder: Path, name: str, module: str) -> None:
    """Write the metadata of a distribution with one plugin, a module that is found in that
    folder.
    """
    metadata = folder / f"{module}-1.0.dist-info"
    metadata.mkdir(parents=True)
    points = f"[kata_runner]\n{name} = {module}\n"
    (metadata / "entry_points.txt").write_text(points, encoding="utf-8")
    head = f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n"
    (metadata / "METADATA").write_text(head, encoding="utf-8")
