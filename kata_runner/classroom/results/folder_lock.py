"""A lock that lets one run at a time write into a folder of results."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Self

from kata_runner.classroom.results.feedback_folder import make_folder
from kata_runner.classroom.submissions.kinds import DATABASE
from kata_runner.errors import UsageError

LOCK = f"{DATABASE}.lock"


class FolderLock:
    """A lock that is held until it is released; the system releases it when the process ends."""

    def __init__(self, folder: Path) -> None:
        """Create the folder if needed and lock it; raises UsageError if another run holds the lock.

        Raises PathError if the folder cannot be created.
        """
        self.descriptor: int | None = None
        make_folder(folder)
        with suppress(OSError):  # creating the database will fail too, with a better message
            self.descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
        if self.descriptor is not None and not lock(self.descriptor):
            self.release()
            raise UsageError(
                f"{folder}: another `kata grade` is writing there: wait until it has ended, or "
                f"choose another --out"
            )

    def release(self) -> None:
        """Unlock; the file is not removed, as another run may have opened it."""
        if self.descriptor is not None:
            os.close(self.descriptor)
            self.descriptor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def lock(descriptor: int) -> bool:
    """Lock a file, unless its disk does not support locks; return False if it is locked already."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return sys.platform != "win32" and not isinstance(error, BlockingIOError)
    return True
