"""The interface of a reader of an archive format, such as `zip_reader`.

A path in an archive is only a name here. Nothing is ever extracted to disk.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

MAX_NESTED = 32 << 20  # bytes of an archive in another container, and of a member of any archive


class BadArchiveError(Exception):
    """An archive or a member cannot be read; the message says why."""


class Member(NamedTuple):
    """A file in an archive, as its header describes it.

    name      the path that is shown
    location  the name by which the reader identifies it
    size      bytes after unpacking
    refusal   why it is not read, such as "is encrypted"; empty if it may be read
    code_page the encoding by which the name was read, if that is a guess
    """

    name: str
    location: str
    size: int
    refusal: str
    code_page: str = ""


class ArchiveReader(Protocol):
    """An open archive, constructed from a byte stream, which may raise BadArchiveError as well."""

    def list_members(self) -> list[Member]:
        """Return the files, without folders; raises BadArchiveError."""

    def read(self, location: str, limit: int) -> bytes:
        """Return a file's bytes, never more than `limit` whatever its header says.

        Raises RefusedFileError above the limit, and BadArchiveError.
        """

    def close(self) -> None:
        """Close the archive and the stream."""
