"""Zip archives, read in memory and within bounds; nothing is ever extracted.

A path in an archive is only a name here, but one that would leave the archive is the mark of an
attack and is refused.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from kata_runner.classroom.submissions.kinds import is_zip, name_archive
from kata_runner.classroom.submissions.member_names import decode_name
from kata_runner.classroom.submissions.submitted_file import (
    OUTSIDE,
    SYMLINK,
    RefusedFileError,
    SubmittedFile,
    check_size,
    is_ignored,
)
from kata_runner.errors import PathError

MAX_DIRECTORY = 16 << 20  # bytes of the list of contents, which zipfile reads in one piece
MAX_ENTRIES = 100_000
MAX_FILES = 5000  # of one student
MAX_NESTED = 32 << 20  # bytes of an archive inside another container
MAX_NESTING = 2  # levels of archives inside archives
MAX_RATIO = 200  # deflate reaches about 1000 on zeros and about 5 on code
MAX_UNPACKED = 4 << 30
MIN_SUSPICIOUS_SIZE = 16 << 10  # below this the ratio does not matter
ENCRYPTED = 0x1
ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError,
              NotImplementedError, RuntimeError, OverflowError, IndexError, KeyError,
              MemoryError)  # fmt: skip


class BoundedReader(io.BufferedReader):
    """A file of which no more than `limit` bytes are read at once."""

    limit = MAX_DIRECTORY  # until the list of contents is read

    def read(self, size: int | None = -1, /) -> bytes:
        """Read; raises BadZipFile where an archive claims an enormous list of contents."""
        size = self.limit + 1 if size is None or size < 0 else size
        data = super().read(size) if size <= self.limit + 1 else b""
        if max(len(data), size - 1) > self.limit:
            raise zipfile.BadZipFile("its list of contents is too large")
        return data


class Archives:
    """The archives of one command; the last one on disk and the last nested one stay open."""

    def __init__(self) -> None:
        self._open: dict[bool, tuple[Path | SubmittedFile, zipfile.ZipFile, BoundedReader]] = {}

    def open(self, source: Path | SubmittedFile) -> zipfile.ZipFile:
        """Return an archive, open; raises ZIP_ERRORS, or RefusedFileError for a nested one."""
        is_nested = isinstance(source, SubmittedFile)
        if is_nested not in self._open or self._open[is_nested][0] != source:
            file = open_source(source)  # opens the archive around a nested one
            self._close(is_nested)
            try:
                self._open[is_nested] = source, zipfile.ZipFile(file), file
            except BaseException:
                file.close()
                raise
            file.limit = MAX_NESTED  # of a member
        return self._open[is_nested][1]

    def list_files(self, path: Path) -> list[SubmittedFile]:
        """Return the files in an archive on disk, by path; raises PathError."""
        try:
            members = [info for info in self.open(path).infolist() if not info.is_dir()]
        except ZIP_ERRORS as error:
            kind = name_archive(read_head(path))
            why = f"it is a {kind}" if kind else error or type(error).__name__
            raise PathError(
                f"{path}: not a usable zip archive: {why}: unpack it and name the folder"
            ) from error
        if len(members) > MAX_ENTRIES:
            raise PathError(f"{path}: {len(members):,} files, more than {MAX_ENTRIES:,}: split it")
        if sum(info.file_size for info in members if is_python(info)) > MAX_UNPACKED:
            raise PathError(
                f"{path}: its Python files would unpack to more than {MAX_UNPACKED >> 30} GB"
            )
        return to_files(members, Archive(self, path))

    def list_nested(self, file: SubmittedFile) -> list[SubmittedFile]:
        """Return the files in an archive in a container, by path; raises RefusedFileError."""
        source = replace(file, path_parts=())  # it is the same archive wherever it is shown
        try:
            members = [info for info in self.open(source).infolist() if not info.is_dir()]
        except ZIP_ERRORS as error:
            kind = name_archive(file.read_bytes(MAX_NESTED)[:512])
            why = f"is a {kind}: ask for a zip" if kind else f"cannot be unpacked: {error}"
            raise RefusedFileError(why) from error
        files = to_files(members, Archive(self, source), file.path_parts)
        if len(files) > MAX_FILES:
            raise RefusedFileError(f"holds more than {MAX_FILES:,} files")
        return files

    def _close(self, is_nested: bool) -> None:
        if is_nested in self._open:
            _, archive, file = self._open.pop(is_nested)
            archive.close()
            file.close()

    def close(self) -> None:
        """Close what is open."""
        self._close(False)
        self._close(True)


@dataclass(frozen=True)
class Archive:
    """A zip archive, on disk or in another container; a location is a member's name."""

    archives: Archives
    source: Path | SubmittedFile

    def read(self, location: str, limit: int) -> bytes:
        """Return a member's bytes, never more than the limit whatever its header says."""
        try:
            archive = self.archives.open(self.source)
            size = archive.getinfo(location).file_size
            if size > limit:
                return check_size(b"", size, limit)
            with archive.open(location) as file:
                return check_size(file.read(limit + 1), size, limit)
        except ZIP_ERRORS as error:
            why = f"cannot be unpacked: {error or type(error).__name__}"
            raise RefusedFileError(why) from error


def open_source(source: Path | SubmittedFile) -> BoundedReader:
    """Open an archive's bytes; those of a nested archive are read into memory."""
    if isinstance(source, SubmittedFile):
        return BoundedReader(io.BytesIO(source.read_bytes(MAX_NESTED)))
    return BoundedReader(io.FileIO(source))


def read_head(path: Path) -> bytes:
    """Return the first bytes of a file, or nothing."""
    try:
        with path.open("rb") as file:
            return file.read(512)
    except OSError:
        return b""


def is_python(info: zipfile.ZipInfo) -> bool:
    """Whether a member is called a Python file."""
    return info.filename.lower().endswith(".py")


def to_files(
    members: Iterable[zipfile.ZipInfo], archive: Archive, path_parts: tuple[str, ...] = ()
) -> list[SubmittedFile]:
    """Return members as files, by path below `path_parts`; of several with one path the last."""
    files = {}
    for info in members:
        parts, refusal = describe_member(info)
        if not any(map(is_ignored, parts)):
            files[parts] = SubmittedFile((*path_parts, *parts), archive, info.filename, refusal)
    return [files[parts] for parts in sorted(files)]


def describe_member(info: zipfile.ZipInfo) -> tuple[tuple[str, ...], str]:
    """Return a member's path without what would leave the archive, and why it is refused."""
    name = decode_name(info)
    parts = tuple(part for part in name.replace("\\", "/").split("/") if part not in ("", "."))
    inside = tuple(part for part in parts if part != "..") or ("nameless",)
    return inside, find_refusal(info, name, parts)


def find_refusal(info: zipfile.ZipInfo, name: str, parts: tuple[str, ...]) -> str:
    """Return why a member is refused by its header, or nothing."""
    if ".." in parts or name.startswith(("/", "\\")) or (parts and parts[0].endswith(":")):
        return OUTSIDE
    if stat.S_ISLNK(info.external_attr >> 16):
        return SYMLINK
    if info.flag_bits & ENCRYPTED:
        return "is encrypted"
    is_bomb = info.file_size > MAX_RATIO * max(info.compress_size, 1)
    if is_bomb and info.file_size > MIN_SUSPICIOUS_SIZE:
        return f"unpacks to {info.file_size:,} bytes from {info.compress_size:,}, as no code does"
    return ""


def expand(
    files: Iterable[SubmittedFile], archives: Archives, nesting: int = 0
) -> Iterator[SubmittedFile]:
    """Yield the files, and in place of each zip archive its contents, or the archive as refused."""
    for file in files:
        if not is_zip(file.name) or nesting >= MAX_NESTING:
            yield file
            continue
        try:
            members = archives.list_nested(file)
        except RefusedFileError as error:
            yield replace(file, refusal=str(error))
            continue
        yield from expand(members, archives, nesting + 1)


def limit_files(files: Iterable[SubmittedFile]) -> list[SubmittedFile]:
    """Return the files, up to the number that one student may have."""
    return list(islice(files, MAX_FILES))
