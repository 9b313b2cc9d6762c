"""Temporary folders of attempts: they are removed whatever an attempt left there, without following
links.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from time import time

PREFIX = "kata-attempt-"
MAX_TRIES = 5  # processes that an attempt has started may still be writing there
ABANDONED_AFTER = 86400.0  # seconds after which an attempt's folder cannot be in use


def make_folder() -> Path:
    """Create a folder for an attempt."""
    return Path(mkdtemp(prefix=PREFIX))


def remove_folder(folder: Path) -> None:
    """Remove an attempt's folder, whatever the permissions and the depth of its contents.

    Deeper entries are moved up first, so that no path exceeds the system's limit and no recursion
    is needed. After MAX_TRIES the rest is left.
    """
    for _ in range(MAX_TRIES):
        with suppress(OSError):
            if is_folder(folder):
                empty(folder)
                folder.rmdir()
            else:  # the attempt has put a link or a file in its place
                folder.unlink()
            return


def empty(folder: Path) -> None:
    """Remove all that is in a folder; raises OSError where something in it changes meanwhile."""
    make_writable(folder)
    while entries := list(os.scandir(folder)):
        for entry in entries:
            if is_folder(entry.path):
                move_up(entry.path, folder)
            else:
                # No Path: making one for each of ten thousand entries is slow.
                os.unlink(entry.path)  # noqa: PTH108


def move_up(inner: str, folder: Path) -> None:
    """Move the entries of `inner` into `folder`, under random names, and remove `inner`."""
    make_writable(inner)
    for entry in list(os.scandir(inner)):
        if is_folder(entry.path):
            make_writable(entry.path)
        os.rename(entry.path, f"{folder}/{os.urandom(16).hex()}")  # noqa: PTH104
    os.rmdir(inner)  # noqa: PTH106


def make_writable(folder: Path | str) -> None:
    """Restore the permission to empty a folder; a link is left as it is."""
    if is_folder(folder):
        os.chmod(folder, 0o700)  # noqa: PTH101


def is_folder(path: Path | str) -> bool:
    """Whether a path is a folder itself, not a link to one."""
    return stat.S_ISDIR(os.lstat(path).st_mode)


@cache
def remove_stale_folders() -> None:
    """Remove, once in this process, old folders of attempts whose grader was killed before it
    could; only the user's own.
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
