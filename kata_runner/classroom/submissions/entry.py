"""Files that were handed in, wherever they lie: what they are called, and how to read them when their turn comes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from kata_runner.engine.notebook_source import NotebookError, convert_notebook
from kata_runner.engine.source import MAX_NOTEBOOK, MAX_SOURCE, MISNAMED, holds_notebook, is_notebook, name_encoding

JUNK = {"__pycache__", "__MACOSX", "node_modules", "venv", "env", "site-packages", "build", "dist"}
SYMLINK = "is a symlink, which could lead to another's work"
OUTSIDE = "has a path that leaves the archive"


class RefusedError(Exception):
    """Why a file is not read, as the end of a sentence that begins with its name."""


class Tree(Protocol):
    """Where entries lie: a folder or an archive."""

    def read(self, entry: Entry, limit: int) -> bytes:
        """Return a file's bytes; raises RefusedError with the end of a sentence that begins with its name."""


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

    def read_bytes(self, limit: int) -> bytes:
        """Return the file's bytes as they are; raises RefusedError, also where there are more than `limit`."""
        if self.refused:
            raise RefusedError(self.refused)
        return self.tree.read(self, limit)

    def read(self) -> bytes:
        """Return the file's source; raises RefusedError for what is no text that Python reads."""
        if is_notebook(self.name):
            return read_notebook(self.read_bytes(MAX_NOTEBOOK))
        return require_text(self.read_bytes(MAX_SOURCE))

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.parts[-1]

    @property
    def path(self) -> str:
        """The path for people."""
        return "/".join(self.parts)


def is_junk(name: str) -> bool:
    """Whether a file or folder is a tool's, nobody's work: hidden ones are."""
    return name.startswith(".") or name in JUNK


def require_size(data: bytes, size: int, limit: int) -> bytes:
    """Return the bytes if they are no more than the limit; `size` is what their folder says they are."""
    actual = max(size, len(data))
    if actual > limit:
        kind = "of hand-written files" if limit == MAX_SOURCE else "that are read of such a file"
        raise RefusedError(f"has {actual:,} bytes, more than the {limit:,} {kind}")
    return data


def read_notebook(data: bytes) -> bytes:
    """Return the Python source in a notebook; raises RefusedError."""
    try:
        source = convert_notebook(data)
    except NotebookError as error:
        raise RefusedError(str(error)) from error
    return require_size(source, 0, MAX_SOURCE)


def require_text(source: bytes) -> bytes:
    """Return the source if it can be a person's code; raises RefusedError."""
    if encoding := name_encoding(source):
        raise RefusedError(f"is saved as {encoding}, which Python does not read: save it as UTF-8")
    if b"\0" in source:
        raise RefusedError("is a binary file")
    if holds_notebook(source):
        raise RefusedError(MISNAMED)
    return source
