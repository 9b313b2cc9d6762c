"""Writing of packs and katas from templates; existing files are never changed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from string import Template

from kata_runner.errors import PathError

PACK = {
    "pyproject.toml": "pyproject.toml",
    "README.md": "README.md",
    ".gitignore": "gitignore",
    ".github/workflows/katas.yml": "workflow.yml",
    "%{package}/__init__.py": "plugin.py",
}
PLUGIN = PACK | {"%{package}/__init__.py": "every_hook.py"}
KATA = {
    "katas/%{name}/kata.toml": "kata.toml",
    "katas/%{name}/lesson.md": "lesson.md",
    "katas/%{name}/experiments.py": "experiments.py",
    "solutions/%{name}/solution.py": "solution.py",
    "solutions/%{name}/mistakes.py": "mistakes.py",
    "solutions/%{name}/alternatives.py": "alternatives.py",
}


class PercentTemplate(Template):
    """A template with placeholders `%{name}`.

    They have no meaning in TOML, YAML and Python.
    """

    delimiter = "%"


def write_pack(folder: Path, values: Mapping[str, str], files: Mapping[str, str] = PACK) -> None:
    """Write a pack without katas, from the templates of `PACK` or `PLUGIN`.

    Raises PathError if the folder is not empty, or a file cannot be written.
    """
    if os.path.exists(folder) and not is_empty(folder):
        raise PathError(
            f"{folder} already exists and was not changed: choose another name, or name another "
            "folder behind it"
        )
    write_files(folder, files, values)


def write_kata(home: Path, values: Mapping[str, str]) -> None:
    """Write a kata into a pack.

    Raises PathError if one of its folders exists, or a file cannot be written.
    """
    for part in ("katas", "solutions"):
        if os.path.exists(home / part / values["name"]):
            raise PathError(
                f"{home / part / values['name']} already exists and was not changed: choose "
                "another name"
            )
    write_files(home, KATA, values)


def write_files(folder: Path, table: Mapping[str, str], values: Mapping[str, str]) -> None:
    """Render each template of a table to a file below a folder; raises PathError."""
    templates = files(__package__) / "templates"
    for place, name in table.items():
        path = folder / PercentTemplate(place).substitute(values)
        text = PercentTemplate((templates / f"{name}.in").read_text(encoding="utf-8")).substitute(
            values
        )
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except OSError as error:
            raise PathError(f"{path} cannot be written: {error.strerror}") from error


def is_empty(folder: Path) -> bool:
    """Whether a path is an empty folder."""
    try:
        return not any(folder.iterdir())
    except OSError:
        return False
