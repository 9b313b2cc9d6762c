"""Files and folders on disk: no link is followed, no pipe is waited for, nothing is read before its turn.

Paths are plain text here: pathlib interns every part of every path, and a class has ten thousand of them.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from os.path import join
from pathlib import Path
from typing import BinaryIO

from kata_runner.classroom.entries import SYMLINK, Entry, RefusedError, is_junk, whole
from kata_runner.engine.source import MOST_SOURCE

MOST_DEPTH = 6
MOST_FILES = 5000
FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True)
class Folder:
    """Files below one folder; the place of an entry is its path below."""

    root: Path

    def entry(self, place: str, parts: tuple[str, ...]) -> Entry:
        """An entry for whatever is at a place; links are known at once, all else when it is read."""
        status = os.lstat(join(self.root, place))
        refused = SYMLINK if stat.S_ISLNK(status.st_mode) else ""
        return Entry(parts, status.st_mtime, self, place, refused)

    def read(self, entry: Entry) -> bytes:
        """A regular file's bytes, within the bound; raises RefusedError for anything else."""
        return read_file(join(self.root, entry.place))


def read_file(path: str) -> bytes:
    """A regular file's bytes, within the bound; raises RefusedError for anything else."""
    try:
        if os.path.islink(path):
            raise RefusedError(SYMLINK)
        descriptor = os.open(path, FLAGS)
    except OSError as error:
        raise RefusedError(f"cannot be read: {error.strerror}") from error
    with open(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise RefusedError("is not a regular file")
        return whole(bounded(file, status.st_size) if status.st_size <= MOST_SOURCE else b"", status.st_size)


def bounded(file: BinaryIO, size: int) -> bytes:
    """What is in a file of that size; more than that, to beyond the bound, where it grows or has no size of its own."""
    source = file.read(size + 1)  # to ask for all that is allowed would take a new piece of memory for each file
    return source if len(source) <= size else source + file.read(MOST_SOURCE)


def listed(folder: str | Path, leave_out: Path) -> Iterator[tuple[str, bool]]:
    """The names in a folder, each with whether it is a folder too; links to folders are left out."""
    with os.scandir(folder) as found:
        yield from ((entry.name, entry.is_dir()) for entry in found if is_of_use(entry, leave_out))


def is_of_use(entry: os.DirEntry[str], leave_out: Path) -> bool:
    """Whether something in a folder may be somebody's work; `leave_out` is a folder that is nobody's."""
    is_folder = entry.is_dir()
    if is_junk(entry.name) or is_folder != entry.is_dir(follow_symlinks=False):
        return False
    return not is_folder or os.path.realpath(entry) != str(leave_out)


def files_below(tree: Folder, place: str, leave_out: Path, above: tuple[str, ...] = ()) -> Iterator[Entry]:
    """Every file in a folder and its folders, to a bounded depth; what cannot be listed has nothing in it."""
    try:
        found = sorted(listed(join(tree.root, place), leave_out))
    except OSError:
        return
    for name, is_folder in found:
        parts = (*above, name)
        if not is_folder:
            yield tree.entry(join(place, name), parts)
        elif len(parts) < MOST_DEPTH:
            yield from files_below(tree, join(place, name), leave_out, parts)
