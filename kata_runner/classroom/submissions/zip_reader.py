"""A zip archive, read in memory and within limits.

A path in an archive is only a name here. Nothing is ever extracted to disk.
"""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, NamedTuple

from kata_runner.classroom.submissions.member_names import decode_name
from kata_runner.classroom.submissions.submitted_file import (
    SYMLINK,
    RefusedFileError,
    check_size,
)

MAX_NESTED = 32 << 20  # bytes of an archive in another container, and of a member of any archive
MAX_DIRECTORY = 16 << 20  # bytes of the central directory, which zipfile reads at once
MAX_RATIO = 200  # deflate reaches about 1000 on zeros and about 5 on code
MIN_SUSPICIOUS_SIZE = 16 << 10  # bytes below which the ratio does not matter
ENCRYPTED = 0x1


class BadArchiveError(Exception):
    """An archive or a member cannot be read; the message says why."""


class Member(NamedTuple):
    """A file in an archive, as its header describes it.

    name      the path that is shown; that of a folder ends with a slash or a backslash
    location  the name by which the reader identifies it
    size      bytes after unpacking
    refusal   why it is not read, such as "is encrypted"; empty if it may be read
    code_page the encoding by which the name was read, if that is a guess
    """

    name: str
    location: str
    size: int
    refusal: str
    code_page: str


class BoundedReader(io.BufferedReader):
    """A file that refuses to read more than `limit` bytes at once."""

    limit = MAX_DIRECTORY  # until the central directory is read

    def read(self, size: int | None = -1, /) -> bytes:
        """Read; raises BadZipFile if the archive claims an enormous central directory."""
        size = self.limit + 1 if size is None or size < 0 else size
        data = super().read(size) if size <= self.limit + 1 else b""
        if max(len(data), size - 1) > self.limit:
            raise zipfile.BadZipFile("its list of contents is too large")
        return data


class ZipReader:
    """An open zip archive."""

    def __init__(self, file: BinaryIO) -> None:
        """Read the central directory; raises BadArchiveError."""
        self._file = BoundedReader(file)  # type: ignore[arg-type]  # a raw stream or bytes
        try:
            with wrap_errors():
                self._archive = zipfile.ZipFile(self._file)
        except BadArchiveError:
            self._file.close()
            raise
        self._file.limit = MAX_NESTED  # from now on, members are read

    def list_members(self) -> list[Member]:
        """Return the members; raises BadArchiveError."""
        with wrap_errors():
            return [to_member(info) for info in self._archive.infolist()]

    def read(self, location: str, limit: int) -> bytes:
        """Return a member's bytes; raises RefusedFileError above the limit, or BadArchiveError."""
        with wrap_errors():
            size = self._archive.getinfo(location).file_size
            if size > limit:
                return check_size(b"", size, limit)
            with self._archive.open(location) as file:
                return check_size(file.read(limit + 1), size, limit)

    def close(self) -> None:
        """Close the archive and its file."""
        self._archive.close()
        self._file.close()


@contextmanager
def wrap_errors() -> Iterator[None]:
    """Raise BadArchiveError for any error but RefusedFileError.

    On a damaged archive, zipfile and its decompressors raise many kinds.
    """
    try:
        yield
    except RefusedFileError:
        raise
    except Exception as error:
        raise BadArchiveError(str(error) or type(error).__name__) from error


def to_member(info: zipfile.ZipInfo) -> Member:
    """Convert a member's header."""
    name, code_page = decode_name(info)
    return Member(name, info.filename, info.file_size, find_refusal(info), code_page)


def find_refusal(info: zipfile.ZipInfo) -> str:
    """Return why a member is refused because of its header, or an empty string."""
    if stat.S_ISLNK(info.external_attr >> 16):
        return SYMLINK
    if info.flag_bits & ENCRYPTED:
        return "is encrypted"
    is_bomb = info.file_size > MAX_RATIO * max(info.compress_size, 1)
    if is_bomb and info.file_size > MIN_SUSPICIOUS_SIZE:
        return f"unpacks to {info.file_size:,} bytes from {info.compress_size:,}, as no code does"
    return ""
