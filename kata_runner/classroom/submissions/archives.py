"""Archives, read in memory and within limits; nothing is ever extracted to disk.

A path that would leave the archive indicates an attack and is refused.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from pathlib import Path
from typing import BinaryIO

from kata_runner.classroom.submissions.archive_reader import (
    MAX_NESTED,
    ArchiveReader,
    BadArchiveError,
    Member,
)
from kata_runner.classroom.submissions.kinds import (
    detect_unsupported_kind,
    is_archive,
    is_source,
    split_suffix,
)
from kata_runner.classroom.submissions.submitted_file import (
    EMPTY,
    OUTSIDE,
    RefusedFileError,
    SubmittedFile,
    is_environment,
    is_ignored,
)
from kata_runner.classroom.submissions.zip_reader import ZipReader
from kata_runner.errors import PathError

MAX_ENTRIES = 100_000
MAX_FILES = 5000  # of one student
MAX_NESTING = 2  # levels of archives inside archives
TOO_DEEP = f"is an archive in {MAX_NESTING} others, which is too deep: ask for a zip of the files"
MAX_UNPACKED = 4 << 30
# By the endings that `kinds.ARCHIVES` names.
READERS: dict[str, Callable[[BinaryIO], ArchiveReader]] = {".zip": ZipReader}
SEPARATORS = ("/", "\\")
NAMELESS = ("nameless",)  # the path of a member whose name has no other part


class Archives:
    """A cache of open archives: the last one on disk and the last nested one stay open."""

    def __init__(self) -> None:
        self.code_pages: dict[Path, str] = {}  # by which names were read; empty if known
        self._open: dict[bool, tuple[Path | SubmittedFile, ArchiveReader]] = {}

    def open(self, source: Path | SubmittedFile) -> ArchiveReader:
        """Open an archive, or return it if it is open already.

        Raises BadArchiveError, and RefusedFileError for a nested archive.
        """
        is_nested = isinstance(source, SubmittedFile)
        if is_nested not in self._open or self._open[is_nested][0] != source:
            file = open_source(source)  # opens the archive around a nested one
            self._close(is_nested)
            self._open[is_nested] = source, READERS[split_suffix(source.name)[1]](file)
        return self._open[is_nested][1]

    def list_files(self, path: Path) -> list[SubmittedFile]:
        """Return the files in an archive on disk, sorted by path; raises PathError."""
        try:
            members = self.open(path).list_members()
        except BadArchiveError as error:
            kind = detect_unsupported_kind(read_head(path))
            why = f"it is a {kind}" if kind else error
            raise PathError(
                f"{path}: not a usable archive: {why}: unpack it and name the folder"
            ) from error
        if len(members) > MAX_ENTRIES:
            raise PathError(f"{path}: {len(members):,} files, more than {MAX_ENTRIES:,}: split it")
        if sum(member.size for member in members if is_source(member.name)) > MAX_UNPACKED:
            raise PathError(
                f"{path}: its sources would unpack to more than {MAX_UNPACKED >> 30} GB"
            )
        self.code_pages[path] = next(filter(None, (member.code_page for member in members)), "")
        return to_files(members, Archive(self, path))

    def list_nested(
        self, file: SubmittedFile, shown: tuple[str, ...] | None = None
    ) -> list[SubmittedFile]:
        """Return the files in a nested archive, sorted by path; raises RefusedFileError.

        Their paths begin with `shown`, or with the archive's own path.
        """
        # The same archive may have several paths.
        source = replace(file, path_parts=(file.name,))
        try:
            members = self.open(source).list_members()
        except BadArchiveError as error:
            kind = detect_unsupported_kind(file.read_bytes(MAX_NESTED)[:512])
            why = f"is a {kind}: ask for a zip" if kind else f"cannot be unpacked: {error}"
            raise RefusedFileError(why) from error
        path_parts = file.path_parts if shown is None else shown
        files = to_files(members, Archive(self, source), path_parts)
        if len(files) > MAX_FILES:
            raise RefusedFileError(f"holds more than {MAX_FILES:,} files")
        return files

    def _close(self, is_nested: bool) -> None:
        if is_nested in self._open:
            self._open.pop(is_nested)[1].close()

    def close(self) -> None:
        """Close the open archives."""
        self._close(False)
        self._close(True)


@dataclass(frozen=True)
class Archive:
    """An archive, on disk or in another container."""

    archives: Archives
    source: Path | SubmittedFile

    def read(self, location: str, limit: int) -> bytes:
        """Return a member's bytes, never more than the limit whatever its header says."""
        try:
            return self.archives.open(self.source).read(location, limit)
        except BadArchiveError as error:
            raise RefusedFileError(f"cannot be unpacked: {error}") from error


def open_source(source: Path | SubmittedFile) -> BinaryIO:
    """Open an archive's bytes; those of a nested archive are read into memory.

    Raises BadArchiveError if a file on disk cannot be opened, and RefusedFileError if a nested
    archive cannot be read.
    """
    if isinstance(source, SubmittedFile):
        return io.BytesIO(source.read_bytes(MAX_NESTED))
    try:
        return io.FileIO(source)
    except OSError as error:
        raise BadArchiveError(str(error)) from error


def read_head(path: Path) -> bytes:
    """Return the first 512 bytes of a file; empty if it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(512)
    except OSError:
        return b""


def to_files(
    members: Iterable[Member], archive: Archive, path_parts: tuple[str, ...] = ()
) -> list[SubmittedFile]:
    """Return members as files below `path_parts`, sorted; of several with one path the last.

    A folder in which nothing is a student's has a file called `EMPTY`.
    """
    files, folders = {}, set()
    for member in members:
        parts, is_inside = split_path(member.name)
        own = tuple(takewhile(lambda part: not is_ignored(part), parts))
        is_folder = member.name.endswith(SEPARATORS) and not member.size
        if is_folder or own != parts:
            folders.add(own if is_inside and own != NAMELESS else ())
        else:
            refusal = member.refusal if is_inside else OUTSIDE
            files[parts] = SubmittedFile((*path_parts, *parts), archive, member.location, refusal)
    used = {parts[:end] for parts in files for end in range(len(parts))}
    for folder in folders - used - {()}:
        parts = (*folder, EMPTY)
        files[parts] = SubmittedFile((*path_parts, *parts), archive, "")
    environments = find_environments(files)
    return [files[parts] for parts in sorted(files)
            if not any(parts[:end] in environments for end in range(1, len(parts)))]  # fmt: skip


def find_environments(paths: Iterable[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """Return the folders among some files' paths that are virtual environments."""
    inside: dict[tuple[str, ...], set[str]] = {}
    for parts in paths:
        inside.setdefault(parts[:-1], set()).add(parts[-1])
    return {folder for folder, names in inside.items()
            if folder and is_environment(folder[-1], names)}  # fmt: skip


def split_path(name: str) -> tuple[tuple[str, ...], bool]:
    """Split a member's path, leaving out `..`; return whether the path stays in the archive too."""
    parts = tuple(part for part in name.replace("\\", "/").split("/") if part not in ("", "."))
    leaves = ".." in parts or name.startswith(SEPARATORS)
    has_drive = bool(parts) and parts[0].endswith(":")
    return tuple(part for part in parts if part != "..") or NAMELESS, not (leaves or has_drive)


def expand(
    files: Iterable[SubmittedFile], archives: Archives, nesting: int = 0
) -> Iterator[SubmittedFile]:
    """Yield the files; replace each archive by its files, or mark it refused if it is unreadable.

    Archives below `MAX_NESTING` levels are refused unopened.
    """
    for file in files:
        if not is_archive(file.name):
            yield file
            continue
        if nesting >= MAX_NESTING:
            yield replace(file, refusal=file.refusal or TOO_DEEP)
            continue
        try:
            members = archives.list_nested(file)
        except RefusedFileError as error:
            yield replace(file, refusal=str(error))
            continue
        yield from expand(members, archives, nesting + 1)


def limit_files(files: Iterable[SubmittedFile]) -> list[SubmittedFile]:
    """Return the first `MAX_FILES` files."""
    return list(islice(files, MAX_FILES))
