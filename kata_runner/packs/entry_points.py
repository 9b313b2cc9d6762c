"""The entry points of one group, read from the installed distributions' own files.

`importlib.metadata.entry_points` says the same (a test holds the two together) and is not used here
because importing it loads the `email` package: about a third of what importing click and pluggy
costs, on every start of every command.
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

OURS = "kata_runner."
# A version begins with a digit; `-py3.11` at the end of older metadata is none of it.
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
        """Whether it is a module of this package, whatever others call theirs."""
        return self.value.startswith(OURS)

    def load(self) -> Any:
        """Import what the line names; raises whatever importing raises."""
        module, _, attribute = self.value.partition(":")
        target: Any = importlib.import_module(module.strip())
        for part in filter(None, attribute.strip().split(".")):
            target = getattr(target, part)
        return target


def entry_points(group: str, search_path: list[str] | None = None) -> list[EntryPoint]:
    """All entry points of a group, sorted by name; of two distributions of one name the first on
    the path counts.
    """
    by_project: dict[str, list[EntryPoint]] = {}
    for folder in map(Path, sys.path if search_path is None else search_path):
        for metadata in list_metadata(folder):
            name, version = split_name_and_version(metadata.stem)
            project = re.sub(
                "[-_.]+", "-", name.lower()
            )  # older installers did not write all names alike
            if project not in by_project:
                by_project[project] = list(
                    read_lines(metadata / "entry_points.txt", group, version, project)
                )
    return sorted(
        (point for points in by_project.values() for point in points), key=lambda point: point.name
    )


def split_name_and_version(stem: str) -> tuple[str, str]:
    """What a metadata folder is called after: a distribution and its version."""
    match = METADATA.fullmatch(stem)
    return (match["name"], match["version"] or "") if match else (stem, "")


def list_metadata(folder: Path) -> Iterator[Path]:
    """The metadata folders of the distributions installed in a folder."""
    try:
        names = sorted(
            name for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info"))
        )
    except OSError:  # a search path may name what is no folder or is not there
        return
    for name in names:
        yield folder / name


def read_lines(path: Path, group: str, version: str, distribution: str) -> Iterator[EntryPoint]:
    """The `name = module:attribute` lines under ``[group]``."""
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
