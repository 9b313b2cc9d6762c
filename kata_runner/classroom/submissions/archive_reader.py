"""What a reader of an archive format gives; `zip_reader` is one.

A path in an archive is only a name here. Nothing is ever extracted.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

MAX_NESTED = 32 << 20  # bytes of an archive inside another container, and of a member of any


class BadArchiveError(Exception):
    """An archive or a member cannot be read; the message says why."""


class Member(NamedTuple):
    """A file in an archive, by its header.

    name      the path as people see it
    location  what the reader finds it by
    size      bytes once it is unpacked
    refusal   why it is not read, or nothing: "is encrypted"
    """

    name: str
    location: str
    size: int
    refusal: str


class ArchiveReader(Protocol):
    """An open archive; it is made from a stream of bytes, and raises BadArchiveError there too."""

    def list_members(self) -> list[Member]:
        """Return its files without folders; raises BadArchiveError."""

    def read(self, location: str, limit: int) -> bytes:
        """Return a file's bytes, never more than `limit` whatever its header says.

        Raises RefusedFileError above the limit, and BadArchiveError.
        """

    def close(self) -> None:
        """Close it and the stream."""
