"""A zip archive, read in memory and within limits.

A path in an archive is only a name here. Nothing is ever extracted to disk.
"""

from __future__ import annotations

import stat
import zipfile
from typing import BinaryIO

from kata_runner.classroom.submissions.archive_reader import (
    MAX_NESTED,
    MAX_RATIO,
    BadArchiveError,
    BoundedReader,
    Member,
    wrap_errors,
)
from kata_runner.classroom.submissions.member_names import decode_name
from kata_runner.classroom.submissions.submitted_file import SYMLINK, check_size

MIN_SUSPICIOUS_SIZE = 16 << 10  # bytes below which the ratio does not matter
ENCRYPTED = 0x1


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
