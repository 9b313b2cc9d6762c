"""The folder with files for each student: a file is replaced in one step, and not at all when it says the same already.

Paths are plain text here: pathlib interns every part of every path, and a class has ten thousand of them.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from contextlib import suppress
from os.path import join
from pathlib import Path
from typing import BinaryIO

from kata_runner.errors import UnusablePath


def refuse_links(paths: Iterable[Path]) -> None:
    """Raise UnusablePath where one of ours is a link: what it leads to is not ours to write or to delete."""
    for path in paths:
        if path.is_symlink():
            raise UnusablePath(f"{path} is a link: what it leads to would be overwritten: choose another --out")


def new_file(path: str) -> BinaryIO:
    """A file that was not there before; what a run that was killed has left, or a link, is removed first."""
    with suppress(FileNotFoundError):
        os.unlink(path)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb")


class FeedbackFolder:
    """Files by a student's file name and one of these suffixes."""

    def __init__(self, folder: Path, suffixes: Collection[str]) -> None:
        """Make it where there is none; raises OSError where that cannot be done."""
        refuse_links([folder])
        folder.mkdir(exist_ok=True)
        self.folder, self.suffixes = str(folder), suffixes

    def write(self, name: str, suffix: str, text: str) -> None:
        """Write a file whole or not at all; not at all, too, when it says that already."""
        path, new = self.path(name, suffix), join(self.folder, f".{name}.{suffix}.new")
        data = f"{text}\n".encode("utf-8", "backslashreplace")
        if self.says(path, data):
            return
        with new_file(new) as file:
            file.write(data)
        os.replace(new, path)

    def says(self, path: str, data: bytes) -> bool:
        """Whether that is in a file."""
        try:
            with open(path, "rb") as file:
                return file.read() == data
        except OSError:
            return False

    def take_away(self, name: str) -> None:
        """Remove what nobody has any more under this name."""
        if name != os.path.basename(name) or name.startswith("."):
            return  # no name that we ever gave a file: the store was changed by somebody else
        for suffix in self.suffixes:
            with suppress(FileNotFoundError):
                os.unlink(self.path(name, suffix))

    def path(self, name: str, suffix: str) -> str:
        """Where a file is."""
        return join(self.folder, f"{name}.{suffix}")

    def clear_up(self) -> None:
        """Remove what a run that was killed has left of files it was writing."""
        with os.scandir(self.folder) as files:  # one at a time: there are several for each student
            left = [file.path for file in files if file.name.startswith(".") and file.name.endswith(".new")]
        for path in left:
            with suppress(FileNotFoundError):
                os.unlink(path)
