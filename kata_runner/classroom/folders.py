"""Files and folders on disk: no link is followed, no pipe is waited for, nothing is read before its turn."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kata_runner.classroom.entries import SYMLINK, Entry, RefusedError, is_junk, whole
from kata_runner.engine.source import MOST_SOURCE

MOST_DEPTH = 6
MOST_FILES = 5000
FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True)
class Folder:
    """Files below one folder; the place of an entry is its path below."""

    root: Path

    def entry(self, path: Path, parts: tuple[str, ...]) -> Entry:
        """An entry for whatever a path names; links are known at once, all else when it is read."""
        status = path.lstat()
        refused = SYMLINK if stat.S_ISLNK(status.st_mode) else ""
        return Entry(parts, status.st_mtime, self, str(path.relative_to(self.root)), refused)

    def read(self, entry: Entry) -> bytes:
        """A regular file's bytes, within the bound; raises RefusedError for anything else."""
        return read_file(self.root / entry.place)


def read_file(path: Path) -> bytes:
    """A regular file's bytes, within the bound; raises RefusedError for anything else."""
    try:
        if path.is_symlink():
            raise RefusedError(SYMLINK)
        descriptor = os.open(path, FLAGS)
    except OSError as error:
        raise RefusedError(f"cannot be read: {error.strerror}") from error
    with open(descriptor, "rb") as file:  # noqa: PTH123  # a descriptor has no path
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise RefusedError("is not a regular file")
        return whole(file.read(MOST_SOURCE + 1) if status.st_size <= MOST_SOURCE else b"", status.st_size)


def listed(folder: Path, leave_out: Path) -> list[tuple[str, bool]]:
    """The names in a folder, in order, each with whether it is a folder too; links to folders are left out."""
    with os.scandir(folder) as found:
        return sorted((entry.name, entry.is_dir()) for entry in found if is_of_use(entry, leave_out))


def is_of_use(entry: os.DirEntry[str], leave_out: Path) -> bool:
    """Whether something in a folder may be somebody's work; `leave_out` is a folder that is nobody's."""
    is_folder = entry.is_dir()
    if is_junk(entry.name) or is_folder != entry.is_dir(follow_symlinks=False):
        return False
    return not is_folder or Path(entry).resolve() != leave_out


def files_below(tree: Folder, folder: Path, leave_out: Path, above: tuple[str, ...] = ()) -> Iterator[Entry]:
    """Every file in a folder and its folders, to a bounded depth; what cannot be listed has nothing in it."""
    try:
        found = listed(folder, leave_out)
    except OSError:
        return
    for name, is_folder in found:
        parts = (*above, name)
        if not is_folder:
            yield tree.entry(folder / name, parts)
        elif len(parts) < MOST_DEPTH:
            yield from files_below(tree, folder / name, leave_out, parts)
