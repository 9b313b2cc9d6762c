"""Attempts' folders among the temporary ones: removed whatever an attempt left there, and no link
followed.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from time import time

PREFIX = "kata-attempt-"
MAX_TRIES = 5  # what an attempt has started may still be at work in there
ABANDONED_AFTER = 86400.0  # seconds after which nobody can be using an attempt's folder


def make_folder() -> Path:
    """A new folder for an attempt."""
    return Path(mkdtemp(prefix=PREFIX))


def remove_folder(folder: Path) -> None:
    """Remove an attempt's folder, whatever rights it has left on what is in it and however deep
    that is.

    What lies deeper is moved up first: no path gets longer than the system allows, and nothing is
    called in itself.
    """
    names = (f".{number}" for number in count())
    for _ in range(MAX_TRIES):
        with suppress(OSError):
            empty(folder, names)
            folder.rmdir()
            return


def empty(folder: Path, names: Iterator[str]) -> None:
    """Remove all that is in a folder; raises OSError where something in it changes meanwhile."""
    make_writable(folder)
    while entries := list(os.scandir(folder)):
        for entry in entries:
            if is_folder(entry.path):
                move_up(entry.path, folder, names)
            else:
                os.unlink(entry.path)  # noqa: PTH108  # of ten thousand entries each would become a Path


def move_up(inner: str, folder: Path, names: Iterator[str]) -> None:
    """Empty a folder into the one above it, under new names, and remove it."""
    make_writable(inner)
    for entry in list(os.scandir(inner)):
        if is_folder(entry.path):
            make_writable(entry.path)
        target = free_path(folder, names)
        os.rename(entry.path, target)  # noqa: PTH104
    os.rmdir(inner)  # noqa: PTH106


def free_path(folder: Path, names: Iterator[str]) -> str:
    """A path that nothing has, in a folder."""
    return next(path for name in names if not os.path.lexists(path := f"{folder}/{name}"))


def make_writable(folder: Path | str) -> None:
    """Take back the right to empty a folder; a link is none."""
    if is_folder(folder):
        os.chmod(folder, 0o700)  # noqa: PTH101


def is_folder(path: Path | str) -> bool:
    """Whether a path is a folder itself, and no link to one."""
    return stat.S_ISDIR(os.lstat(path).st_mode)


@cache
def remove_stale_folders() -> None:
    """Remove, once, the folders of attempts whose grader was killed before it could; only the
    user's own.
    """
    for folder in Path(gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):
            status = folder.lstat()
            is_own = not hasattr(os, "getuid") or status.st_uid == os.getuid()
            if (
                stat.S_ISDIR(status.st_mode)
                and is_own
                and time() - status.st_mtime > ABANDONED_AFTER
            ):
                remove_folder(folder)
