"""What every archive format shares: its members as their headers describe them, errors and bounds.

A path in an archive is only a name here. Nothing is ever extracted to disk.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple, Protocol

from kata_runner.classroom.submissions.submitted_file import RefusedFileError

MAX_NESTED = 32 << 20  # bytes of an archive in another container, and of a member of any archive
MAX_DIRECTORY = 16 << 20  # bytes of a list of contents, which is read at once
MAX_RATIO = 200  # deflate reaches about 1000 on zeros and about 5 on code


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


class ArchiveReader(Protocol):
    """An open archive of one format; it is made from the archive's bytes, a binary file.

    To be made raises BadArchiveError for what is no such archive.
    """

    def list_members(self) -> list[Member]:
        """Return the members; raises BadArchiveError."""

    def read(self, location: str, limit: int) -> bytes:
        """Return a member's bytes; raises RefusedFileError above the limit, or BadArchiveError."""

    def close(self) -> None:
        """Close the archive and its file."""


class BoundedReader(io.BufferedReader):
    """A file that refuses to read more than `limit` bytes at once."""

    limit = MAX_DIRECTORY  # until the list of contents is read

    def read(self, size: int | None = -1, /) -> bytes:
        """Read; raises BadArchiveError if the archive claims an enormous list of contents."""
        size = self.limit + 1 if size is None or size < 0 else size
        data = super().read(size) if size <= self.limit + 1 else b""
        if max(len(data), size - 1) > self.limit:
            raise BadArchiveError("its list of contents is too large")
        return data


@contextmanager
def wrap_errors() -> Iterator[None]:
    """Raise BadArchiveError for any error but RefusedFileError.

    On a damaged archive, the standard library and its decompressors raise many kinds.
    """
    try:
        yield
    except RefusedFileError:
        raise
    except Exception as error:
        raise BadArchiveError(str(error) or type(error).__name__) from error
