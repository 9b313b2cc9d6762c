"""The entry points of one group, read from the installed distributions' own files.

`importlib.metadata.entry_points` returns the same (a test compares them) and is not used here
because importing it loads the `email` package: about a third of the time that importing click and
pluggy takes, on every start of every command.
"""

from __future__ import annotations

import importlib
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PACKAGE_PREFIX = "kata_runner."
# A version begins with a digit; `-py3.11` at the end of older metadata is not part of it.
METADATA = re.compile(r"(?P<name>.+?)(?:-(?P<version>[0-9v][^-]*)(?:-py[0-9.]+)?)?")


@dataclass(frozen=True)
class EntryPoint:
    """One line of a distribution's `entry_points.txt`."""

    name: str
    value: str
    version: str
    distribution: str = field(default="", compare=False)

    @property
    def is_builtin(self) -> bool:
        """Whether it is a module of this package, whatever its name is."""
        return self.value.startswith(PACKAGE_PREFIX)

    def load(self) -> Any:
        """Import the object that the line names; raises whatever importing raises."""
        module, _, attribute = self.value.partition(":")
        target: Any = importlib.import_module(module.strip())
        for part in filter(None, attribute.strip().split(".")):
            target = getattr(target, part)
        return target


def entry_points(group: str, search_path: list[str] | None = None) -> list[EntryPoint]:
    """Return all entry points of a group, sorted by name.

    If two distributions have the same name, the first on the path is used.
    """
    by_project: dict[str, list[EntryPoint]] = {}
    for folder in map(Path, sys.path if search_path is None else search_path):
        for metadata in list_metadata(folder):
            name, version = split_name_and_version(metadata.stem)
            # Older installers did not normalize names.
            project = re.sub("[-_.]+", "-", name.lower())
            if project not in by_project:
                lines = read_lines(metadata / "entry_points.txt", group, version, project)
                by_project[project] = list(lines)
    points = [point for points in by_project.values() for point in points]
    return sorted(points, key=lambda point: point.name)


def split_name_and_version(stem: str) -> tuple[str, str]:
    """Split the name of a metadata folder into a distribution's name and version."""
    match = METADATA.fullmatch(stem)
    return (match["name"], match["version"] or "") if match else (stem, "")


def list_metadata(folder: Path) -> Iterator[Path]:
    """Yield the metadata folders of the distributions installed in a folder."""
    try:
        names = sorted(
            name for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info"))
        )
    except OSError:  # a search path may contain files and missing folders
        return
    for name in names:
        yield folder / name


def read_lines(path: Path, group: str, version: str, distribution: str) -> Iterator[EntryPoint]:
    """Yield the `name = module:attribute` lines under ``[group]``."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return
    section = ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("[") and line.endswith("]"):
            section = line.strip("[]").strip()
        elif section == group and "=" in line and not line.startswith("#"):
            name, _, value = line.partition("=")
            yield EntryPoint(name.strip(), value.partition("[")[0].strip(), version, distribution)
