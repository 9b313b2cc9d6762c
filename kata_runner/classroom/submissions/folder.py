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

from kata_runner.classroom.submissions.entry import SYMLINK, Entry, RefusedError, is_junk, require_size
from kata_runner.classroom.submissions.outputs import find_outputs

MAX_DEPTH = 6
MAX_FILES = 5000
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

    def read(self, entry: Entry, limit: int) -> bytes:
        """Return a regular file's bytes, within the limit; raises RefusedError for anything else."""
        return read_file(join(self.root, entry.place), limit)


def read_file(path: str, limit: int) -> bytes:
    """Return a regular file's bytes, within the limit; raises RefusedError for anything else."""
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
        size = status.st_size
        return require_size(read_bounded(file, size, limit) if size <= limit else b"", size, limit)


def read_bounded(file: BinaryIO, size: int, limit: int) -> bytes:
    """Return what is in a file of that size; more, to beyond the limit, where it grows or has no size of its own."""
    data = file.read(size + 1)  # to ask for all that is allowed would take a new piece of memory for each file
    return data if len(data) <= size else data + file.read(limit)


def list_folder(folder: str | Path, leave_out: Path) -> Iterator[tuple[str, bool]]:
    """Yield the names in a folder, each with whether it is a folder too.

    Left out are links to folders, the folder `leave_out`, and what an earlier run of ours wrote.
    """
    with os.scandir(folder) as entries:
        found = [(entry.name, entry.is_dir()) for entry in entries if is_of_use(entry, leave_out)]
    written = find_outputs(name for name, _ in found)
    yield from (row for row in found if row[0] not in written)


def is_of_use(entry: os.DirEntry[str], leave_out: Path) -> bool:
    """Whether something in a folder may be somebody's work; `leave_out` is a folder that is nobody's."""
    is_folder = entry.is_dir()
    if is_junk(entry.name) or is_folder != entry.is_dir(follow_symlinks=False):
        return False
    return not is_folder or os.path.realpath(entry) != str(leave_out)


def walk_files(tree: Folder, place: str, leave_out: Path, above: tuple[str, ...] = ()) -> Iterator[Entry]:
    """Yield every file in a folder and its folders, to a bounded depth; what cannot be listed has nothing in it."""
    try:
        names = sorted(list_folder(join(tree.root, place), leave_out))
    except OSError:
        return
    for name, is_folder in names:
        parts = (*above, name)
        if not is_folder:
            yield tree.entry(join(place, name), parts)
        elif len(parts) < MAX_DEPTH:
            yield from walk_files(tree, join(place, name), leave_out, parts)
