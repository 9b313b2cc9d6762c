"""One run at a time writes into a folder of results."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from kata_runner.classroom.submissions.outputs import DATABASE
from kata_runner.errors import UnusablePath, WrongUse

LOCK = f"{DATABASE}.lock"


class FolderLock:
    """Held from its making to its end; the system lets go of it when the process ends, however that happens."""

    def __init__(self, folder: Path) -> None:
        """Lock the folder, and make it where it is not there; raises WrongUse where another run writes into it."""
        self.descriptor: int | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UnusablePath(
                f"{folder}: cannot keep results there: {error.strerror}: choose another --out"
            ) from error
        with suppress(OSError):  # where no such file can be made the database cannot either, and says why
            self.descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            self.acquire()
        except BlockingIOError as error:
            self.release()
            raise WrongUse(
                f"{folder}: another `kata grade` is writing there: wait until it has ended, or choose another --out"
            ) from error

    def acquire(self) -> None:
        """Take the lock or raise BlockingIOError; a disk that knows no locks is used without."""
        if self.descriptor is None:
            return
        if sys.platform == "win32":
            lock_on_windows(self.descriptor)
            return
        import fcntl

        try:
            fcntl.flock(self.descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise
        except OSError:
            return

    def release(self) -> None:
        """Let go of the folder; the file stays, as another run may wait for it."""
        if self.descriptor is not None:
            os.close(self.descriptor)
            self.descriptor = None

    def __enter__(self) -> FolderLock:
        """Return it; it is held already."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the folder."""
        self.release()


def lock_on_windows(descriptor: int) -> None:
    """Lock a file's first byte; raises BlockingIOError where another process has it."""
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError(str(error)) from error
