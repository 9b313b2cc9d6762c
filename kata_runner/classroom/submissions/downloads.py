"""The places where work lies: a folder, some files and folders of one, an archive. Each lists the items at its top.

An item is a file, a folder or an archive, and belongs to one sender: whom, is decided later from all items together.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import NamedTuple, Protocol

from kata_runner.classroom.submissions.archive import Contents
from kata_runner.classroom.submissions.entry import Entry
from kata_runner.classroom.submissions.folder import Folder, list_folder, walk_files
from kata_runner.classroom.submissions.kinds import is_work
from kata_runner.classroom.submissions.nested import take_first
from kata_runner.classroom.submissions.outputs import find_outputs
from kata_runner.classroom.tables import Ordered, key_of, parts_of
from kata_runner.errors import UnusablePath


class Item(NamedTuple):
    """Something at the top of a download: its name, and its files; a file has itself."""

    name: str
    is_folder: bool
    entries: Sequence[Entry]


class Download(Protocol):
    """A place where work lies, gone through as often as wanted; names come in order."""

    path: str
    title: str

    def list_names(self) -> Iterator[tuple[str, bool]]:
        """Yield the names at the top, each with whether it is a folder, without reading further."""

    def list_items(self) -> Iterator[Item]:
        """Yield the items."""

    def close(self) -> None:
        """Forget what was listed."""


class FolderDownload:
    """A folder, or only some of the names in it."""

    def __init__(self, path: Path, leave_out: Path, only: Iterable[str] | None = None) -> None:
        """List the names; raises UnusablePath where that cannot be done."""
        self.path, self.title, self.leave_out = str(path), path.resolve().name, leave_out
        self.tree = Folder(path)
        self.names = Ordered("is_folder")
        try:
            rows = (
                list_folder(path, leave_out) if only is None else ((name, is_real_folder(path, name)) for name in only)
            )
            self.names.put((key_of(name), is_folder) for name, is_folder in rows)
        except OSError as error:
            self.close()
            raise UnusablePath(f"{path}: {error.strerror}: name a folder that can be read") from error

    def list_names(self) -> Iterator[tuple[str, bool]]:
        """Yield the names at the top, each with whether it is a folder."""
        return ((parts_of(key)[0], bool(is_folder)) for key, is_folder in self.names)

    def list_items(self) -> Iterator[Item]:
        """Yield the items; a folder that holds nothing but our own results is none."""
        for name, is_folder in self.list_names():
            if not is_folder:
                yield Item(name, False, [self.tree.entry(name, (name,))])
                continue
            files = take_first(walk_files(self.tree, name, self.leave_out, (name,)))
            if files or not self.holds_outputs(name):
                yield Item(name, True, files)

    def holds_outputs(self, name: str) -> bool:
        """Whether results of an earlier run lie in a folder."""
        try:
            return bool(find_outputs(os.listdir(os.path.join(self.path, name))))
        except OSError:
            return False

    def close(self) -> None:
        """Forget the names."""
        self.names.close()


def is_real_folder(path: Path, name: str) -> bool:
    """Whether something in a folder is a folder itself, not a link to one."""
    full = os.path.join(path, name)
    return os.path.isdir(full) and not os.path.islink(full)


@dataclass
class ArchiveDownload:
    """What is in an archive, without a folder around everything."""

    path: str
    title: str
    contents: Contents | Sequence[Entry]

    def list_names(self) -> Iterator[tuple[str, bool]]:
        """Yield the names at the top, each with whether it is a folder."""
        written = find_outputs(name for (name, _), _ in groupby(self.contents, get_top))
        return ((name, is_folder) for (name, is_folder), _ in groupby(self.contents, get_top) if name not in written)

    def list_items(self) -> Iterator[Item]:
        """Yield the items; a folder that holds nothing but our own results is none."""
        written = find_outputs(name for (name, _), _ in groupby(self.contents, get_top))
        for (name, is_folder), entries in groupby(self.contents, get_top):
            below = list(entries)
            files = leave_out_outputs(below) if is_folder else below
            if files and name not in written:
                yield Item(name, is_folder, files)

    def close(self) -> None:
        """Forget the contents."""
        if isinstance(self.contents, Contents):
            self.contents.close()

    def unwrap(self) -> str:
        """Take off the one folder that holds everything, and return its name; nothing where there is none."""
        tops = {get_top(entry) for entry in self.contents}
        if len(tops) != 1 or not all(is_folder for _, is_folder in tops):
            return ""
        [(name, _)] = tops
        contents = self.contents
        self.contents = (
            contents.unwrap() if isinstance(contents, Contents) else [replace(e, parts=e.parts[1:]) for e in contents]
        )
        return name


def get_top(entry: Entry) -> tuple[str, bool]:
    """Return the name at the top that an entry is below, and whether that is a folder."""
    return entry.parts[0], len(entry.parts) > 1


def leave_out_outputs(entries: Iterable[Entry]) -> list[Entry]:
    """Return a folder's files without our own results, where it has any right inside."""
    files = take_first(iter(entries))
    written = find_outputs(entry.parts[1] for entry in files)
    return [entry for entry in files if entry.parts[1] not in written]


def list_work(download: Download) -> Iterator[str]:
    """Yield the names at the top that may be somebody's work."""
    return (name for name, is_folder in download.list_names() if is_folder or is_work(name))
