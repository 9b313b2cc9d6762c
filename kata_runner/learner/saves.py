"""Detection of saves of a learner's file: by its size, times and inode, then by its content.

The file is polled, which also works where change notifications do not: on network disks, in
containers, and with editors that replace the old file by a new one.
"""

from __future__ import annotations

import os
from pathlib import Path
from time import monotonic

from kata_runner.engine.attempt_file import read_attempt
from kata_runner.errors import PathError
from kata_runner.model import Attempt

SETTLING = 0.25  # seconds that a file may be empty or gone while an editor writes it
Stamp = tuple[int, int, int, int]
NEVER_SEEN = (-1, 0, 0, 0)


class WatchedFile:
    """A file that is polled for changes."""

    def __init__(self, path: Path) -> None:
        """Start with no known state, so that the first poll reports the file."""
        self.path = path
        self._stamp: Stamp | None = NEVER_SEEN
        self._seen: str | None = None  # the content's hash, or the error message
        self._unsettled_since: float | None = None

    def poll(self) -> Attempt | PathError | None:
        """Return the attempt in the file if its content is new, or an error once; else None.

        A missing or empty file is reported only after a moment, because editors leave it so while
        they write.
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
            return None  # it is being written: the next poll reads the rest
        self._stamp = stamp
        if seen == self._seen:
            return None
        self._seen = seen
        return result

    def _is_unsettled(self, stamp: Stamp | None) -> bool:
        """Whether the file is missing or empty, and an editor may still write it."""
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
        """Return the file's size, times and inode, which change with every save.

        None if there is no file.
        """
        try:
            status = os.stat(self.path)  # noqa: PTH116  # unlike Path.stat, it raises nothing else
        except (OSError, ValueError):
            return None
        return status.st_size, status.st_mtime_ns, status.st_ino, status.st_ctime_ns
