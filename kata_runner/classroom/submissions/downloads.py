"""Folders and archives that contain submissions; each lists the items at its top level.

An item is a file, a folder or an archive that belongs to one sender. The sender is determined
later, from all items together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import NamedTuple, Protocol

from kata_runner.classroom.submissions import kinds
from kata_runner.classroom.submissions.archives import limit_files
from kata_runner.classroom.submissions.folder import Folder, list_folder, walk_files
from kata_runner.classroom.submissions.submitted_file import EMPTY, SubmittedFile
from kata_runner.errors import PathError


class Item(NamedTuple):
    """A top-level entry of a download, with the files in it; for a file, that file."""

    name: str
    is_folder: bool
    files: Sequence[SubmittedFile]


class Download(Protocol):
    """A folder or archive with submissions; it may be listed repeatedly, in the same order."""

    path: str
    title: str

    def list_names(self) -> Iterator[tuple[str, bool]]:
        """Yield the top-level names, each with whether it is a folder; nothing below is read."""

    def list_items(self) -> Iterator[Item]:
        """Yield the items."""


class FolderDownload:
    """A folder, or only some of the names in it."""

    def __init__(self, path: Path, leave_out: Path, only: Iterable[str] | None = None) -> None:
        """List the names, without those of folders that contain only results of an earlier run.

        Raises PathError if the folder cannot be read.
        """
        self.path, self.title, self.leave_out = str(path), path.resolve().name, leave_out
        self.folder = Folder(path)
        try:
            entries = sorted(
                list_folder(path, leave_out)
                if only is None
                else ((name, is_real_folder(path / name)) for name in only)
            )
        except OSError as error:
            raise PathError(f"{path}: {error.strerror}: name a folder that can be read") from error
        self.names = [(name, is_folder) for name, is_folder in entries
                      if not (is_folder and self.has_only_results(name))]  # fmt: skip

    def list_names(self) -> Iterator[tuple[str, bool]]:
        """Yield the top-level names, each with whether it is a folder."""
        return iter(self.names)

    def has_only_results(self, name: str) -> bool:
        """Whether a folder contains results of an earlier run and nothing else."""
        return has_results(Path(self.path, name)) and not any(self.walk(name))

    def walk(self, name: str) -> Iterator[SubmittedFile]:
        """Yield every file in a top-level folder."""
        return walk_files(self.folder, name, self.leave_out, (name,))

    def list_items(self) -> Iterator[Item]:
        """Yield the items, without folders that contain only results of an earlier run."""
        for name, is_folder in self.names:
            if is_folder:
                yield Item(name, True, limit_files(self.walk(name)))
            else:
                yield Item(name, False, [self.folder.get_file(name, (name,))])


def is_real_folder(path: Path) -> bool:
    """Whether a path is a folder and not a link to one."""
    return path.is_dir() and not path.is_symlink()


def has_results(folder: Path) -> bool:
    """Whether results of an earlier run are in a folder."""
    try:
        return bool(kinds.find_result_files(path.name for path in folder.iterdir()))
    except OSError:
        return False


@dataclass
class ArchiveDownload:
    """The files of an archive, sorted by path."""

    path: str
    title: str
    files: Sequence[SubmittedFile]

    def list_names(self) -> Iterator[tuple[str, bool]]:
        """Yield the top-level names, each with whether it is a folder."""
        return ((item.name, item.is_folder) for item in self.list_items())

    def list_items(self) -> Iterator[Item]:
        """Yield the items, without folders that contain only results of an earlier run."""
        results = kinds.find_result_files(name for name, _ in map(get_top, self.files))
        for (name, is_folder), group in groupby(self.files, get_top):
            files = list(group)
            files = leave_out_results(files) if is_folder else files
            if files and name not in results:
                yield Item(name, is_folder, files)

    def get_only_folder(self) -> str:
        """Return the name of the one folder that contains every file, or an empty string."""
        match [(name, is_folder) for name, is_folder, files in self.list_items()
               if any(file.name != EMPTY for file in files)]:  # fmt: skip
            case [(name, True)]:
                return name
        return ""

    def open_folder(self, name: str) -> None:
        """Keep only the files in a top-level folder, and make their paths relative to it."""
        self.files = [replace(file, path_parts=file.path_parts[1:]) for file in self.files
                      if get_top(file) == (name, True)]  # fmt: skip


def get_top(file: SubmittedFile) -> tuple[str, bool]:
    """Return the top-level name in a file's path, and whether that is a folder."""
    return file.path_parts[0], len(file.path_parts) > 1


def leave_out_results(files: Iterable[SubmittedFile]) -> list[SubmittedFile]:
    """Return a folder's files without results of an earlier run directly in it."""
    files = limit_files(files)
    results = kinds.find_result_files(file.path_parts[1] for file in files)
    return [file for file in files if file.path_parts[1] not in results]


def list_submission_names(download: Download) -> Iterator[str]:
    """Yield the top-level names that may be submissions."""
    return (
        name for name, is_folder in download.list_names() if is_folder or kinds.is_submission(name)
    )
