"""Noticing that a learner's file was saved: by its size, times and number, then by its content.

It works where nobody is told of changes: network disks, containers, editors that write a new file
in place of the old one.
"""

from __future__ import annotations

import os
from pathlib import Path
from time import monotonic

from kata_runner.engine.source import read_attempt
from kata_runner.errors import PathError
from kata_runner.model import Attempt

SETTLING = 0.25  # seconds that a file may be empty or gone while an editor writes it
Stamp = tuple[int, int, int, int]
NEVER_SEEN = (-1, 0, 0, 0)


class WatchedFile:
    """A file that is looked at again and again."""

    def __init__(self, path: Path) -> None:
        """Nothing was seen of it yet."""
        self.path = path
        self._stamp: Stamp | None = NEVER_SEEN
        self._seen: str | None = None  # a hash, or what is wrong with it
        self._unsettled_since: float | None = None

    def poll(self) -> Attempt | PathError | None:
        """Return the attempt in it where it is another one than before, or what is wrong with it,
        once; else None.

        A file that is gone or empty is waited for, as editors leave it so for a moment.
        """
        stamp = self._read_stamp()
        if stamp == self._stamp and self._unsettled_since is None:
            return None
        if self._is_unsettled(stamp):
            return None
        try:
            result: Attempt | PathError = read_attempt(self.path)
            seen = result.sha256 if isinstance(result, Attempt) else ""
        except PathError as error:
            result, seen = error, str(error)
        if self._read_stamp() != stamp:
            return None  # it is being written: the next look sees the rest
        self._stamp = stamp
        if seen == self._seen:
            return None
        self._seen = seen
        return result

    def _is_unsettled(self, stamp: Stamp | None) -> bool:
        """Whether it is worth to wait for more of the file."""
        if stamp is not None and stamp[0]:
            self._unsettled_since = None
            return False
        now = monotonic()
        if self._unsettled_since is None:
            self._unsettled_since = now
        if now - self._unsettled_since < SETTLING and self._seen is not None:
            return True
        self._unsettled_since = None
        return False

    def _read_stamp(self) -> Stamp | None:
        """Return what changes with every save; None where there is no file."""
        try:
            status = os.stat(self.path)  # noqa: PTH116  # unlike Path's, it raises nothing else
        except (OSError, ValueError):
            return None
        return status.st_size, status.st_mtime_ns, status.st_ino, status.st_ctime_ns
