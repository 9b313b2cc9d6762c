"""Files that were handed in, wherever they lie: what they are called, and how to read them when their turn comes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from kata_runner.engine.source import MOST_SOURCE

JUNK = {"__pycache__", "__MACOSX", "node_modules", "venv", "env", "site-packages", "build", "dist"}
SYMLINK = "is a symlink, which could lead to another's work"
OUTSIDE = "has a path that leaves the archive"


class RefusedError(Exception):
    """Why a file is not read, as the end of a sentence that begins with its name."""


class Tree(Protocol):
    """Where entries lie: a folder or an archive."""

    def read(self, entry: Entry) -> bytes:
        """A file's bytes, bounded; raises RefusedError with the end of a sentence that begins with its name."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file: its path for people, when it was changed, where it lies and as what; `refused` says why it is not read.

    There may be a hundred thousand of them, so each is small.
    """

    parts: tuple[str, ...]
    modified: float
    tree: Tree
    place: str
    refused: str = ""

    def read(self) -> bytes:
        """The file's bytes; raises RefusedError."""
        if self.refused:
            raise RefusedError(self.refused)
        return self.tree.read(self)

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.parts[-1]


def is_junk(name: str) -> bool:
    """Whether a file or folder is a tool's, nobody's work: hidden ones are."""
    return name.startswith(".") or name in JUNK


def whole(source: bytes, size: int) -> bytes:
    """A file's bytes, if it can be a person's code; raises RefusedError. `size` is what its folder says it has."""
    if max(size, len(source)) > MOST_SOURCE:
        raise RefusedError(f"has {max(size, len(source)):,} bytes, more than the {MOST_SOURCE:,} of hand-written files")
    if b"\0" in source:
        raise RefusedError("is a binary file")
    return source
