"""Files and folders on disk: links are not followed, pipes are refused, files are read lazily."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kata_runner.classroom.submissions.kinds import find_result_files
from kata_runner.classroom.submissions.submitted_file import (
    ENVIRONMENT,
    SYMLINK,
    UNREADABLE,
    RefusedFileError,
    SubmittedFile,
    check_size,
    is_environment,
    is_ignored,
)

MAX_DEPTH = 6
FLAGS = os.O_RDONLY | sum(getattr(os, flag, 0) for flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))


@dataclass(frozen=True)
class Folder:
    """A folder on disk; a location is a path relative to it."""

    root: Path

    def get_file(self, location: str, path_parts: tuple[str, ...]) -> SubmittedFile:
        """Return the file at a location; a link is refused at once, other kinds when read."""
        refusal = SYMLINK if (self.root / location).is_symlink() else ""
        return SubmittedFile(path_parts, self, location, refusal)

    def read(self, location: str, limit: int) -> bytes:
        """Return a regular file's bytes; raises RefusedFileError for anything else."""
        path = self.root / location
        try:
            if path.is_symlink():
                raise RefusedFileError(SYMLINK)
            with os.fdopen(os.open(path, FLAGS), "rb") as file:
                status = os.fstat(file.fileno())
                if not stat.S_ISREG(status.st_mode):
                    raise RefusedFileError("is not a regular file")
                data = file.read(limit + 1) if status.st_size <= limit else b""
        except OSError as error:
            raise RefusedFileError(f"cannot be read: {error.strerror}") from error
        return check_size(data, status.st_size, limit)


def list_folder(folder: Path, leave_out: Path) -> Iterator[tuple[str, bool]]:
    """Yield the names in a folder, each with whether it is a folder.

    Links to folders, tools' files, the folder `leave_out` and the results of an earlier run are
    left out.
    """
    with os.scandir(folder) as entries:
        rows = [(entry.name, entry.is_dir(follow_symlinks=False))
                for entry in entries if is_eligible(entry, leave_out)]  # fmt: skip
    results = find_result_files(name for name, _ in rows)
    return (row for row in rows if row[0] not in results)


def is_eligible(entry: os.DirEntry[str], leave_out: Path) -> bool:
    """Whether a file or folder may belong to a submission; `leave_out` and links to folders do not.

    A link that leads nowhere or to itself is a file, which is refused when it is read.
    """
    is_link_to_folder = entry.is_symlink() and os.path.isdir(entry)
    if is_ignored(entry.name) or is_link_to_folder:
        return False
    is_folder = entry.is_dir(follow_symlinks=False)
    return not is_folder or not (Path(entry).resolve() == leave_out or is_tools_folder(entry))


def is_tools_folder(entry: os.DirEntry[str]) -> bool:
    """Whether a folder is a virtual environment."""
    if not os.path.lexists(Path(entry, ENVIRONMENT)):
        return False
    try:
        return is_environment(entry.name, [path.name for path in Path(entry).iterdir()])
    except OSError:
        return False


def walk_files(
    folder: Folder, location: str, leave_out: Path, path_parts: tuple[str, ...]
) -> Iterator[SubmittedFile]:
    """Yield every file below a location, up to `MAX_DEPTH`.

    A folder that cannot be read is yielded itself, refused.
    """
    try:
        names = sorted(list_folder(folder.root / location, leave_out))
    except OSError as error:
        yield SubmittedFile(path_parts, folder, location, f"{UNREADABLE}: {error.strerror}")
        return
    for name, is_folder in names:
        inner, parts = str(Path(location) / name), (*path_parts, name)
        if not is_folder:
            yield folder.get_file(inner, parts)
        elif len(parts) < MAX_DEPTH:
            yield from walk_files(folder, inner, leave_out, parts)
