"""A file that was handed in: its path, its container, and how to read it when needed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from kata_runner.classroom.submissions.kinds import is_source
from kata_runner.engine.attempt_file import (
    MAX_NOTEBOOK,
    MAX_SOURCE,
    MISNAMED,
    holds_notebook,
    is_notebook,
    name_encoding,
)
from kata_runner.engine.notebook_source import NotebookError, convert_notebook
from kata_runner.sanitize import harmless

IGNORED_NAMES = {"__pycache__", "__MACOSX", "node_modules", "site-packages", "Thumbs.db",
                 "desktop.ini", "Desktop.ini", "Icon\r"}  # fmt: skip
EMPTY = "."  # stands for the contents of an archive's folder in which nothing is a student's
ENVIRONMENT = "pyvenv.cfg"
SYMLINK = "is a symlink, which could lead to another's work"
UNREADABLE = "is a folder that cannot be read"
OUTSIDE = "has a path that leaves the archive"


class RefusedFileError(Exception):
    """A file is not read; the message says why."""


class Container(Protocol):
    """A folder or an archive."""

    def read(self, location: str, limit: int) -> bytes:
        """Return the bytes of the file at a location.

        Raises RefusedFileError, whose message completes a sentence that begins with the file's
        name: "is a binary file".
        """


@dataclass(frozen=True, slots=True)
class SubmittedFile:
    """A file in a container: `path_parts` are shown, `location` identifies it in the container.

    `refusal` says why the file must not be read, if that is known from its header or its folder.
    """

    path_parts: tuple[str, ...]
    container: Container
    location: str
    refusal: str = ""

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.path_parts[-1]

    @property
    def path(self) -> str:
        """The path that is shown."""
        return "/".join(self.path_parts)

    def describe(self, reason: object) -> str:
        """Return a sentence that begins with the file's name."""
        return f"{harmless(self.name)} {reason}"

    def read_bytes(self, limit: int) -> bytes:
        """Return the file's bytes; raises RefusedFileError, also if there are more than `limit`.

        The message completes a sentence that begins with the file's name.
        """
        if self.refusal:
            raise RefusedFileError(self.refusal)
        return self.container.read(self.location, limit)

    def read_source(self) -> bytes:
        """Return the Python source; raises RefusedFileError, whose message is a whole sentence."""
        try:
            if is_notebook(self.name):
                return extract_source(self.read_bytes(MAX_NOTEBOOK))
            return check_text(self.read_bytes(MAX_SOURCE))
        except RefusedFileError as error:
            raise RefusedFileError(self.describe(error)) from error


def is_ignored(name: str) -> bool:
    """Whether a file or folder belongs to a tool and not to a student; hidden ones always do."""
    return name.startswith(".") or name in IGNORED_NAMES


def is_environment(name: str, inside: Collection[str]) -> bool:
    """Whether a folder is a virtual environment, by its name and the names of the files in it.

    A student's folder may be called `env`, or have been made an environment beside the work.
    """
    return ENVIRONMENT in inside and "env" in name.lower() and not any(map(is_source, inside))


def check_size(data: bytes, size: int, limit: int) -> bytes:
    """Return the data; raises RefusedFileError if it, or the `size` in a header, is too large."""
    actual = max(size, len(data))
    if actual > limit:
        kind = "of hand-written files" if limit == MAX_SOURCE else "that are read of such a file"
        raise RefusedFileError(f"has {actual:,} bytes, more than the {limit:,} {kind}")
    return data


def extract_source(notebook: bytes) -> bytes:
    """Return the Python source in a notebook; raises RefusedFileError."""
    try:
        source = convert_notebook(notebook)
    except NotebookError as error:
        raise RefusedFileError(str(error)) from error
    return check_size(source, 0, MAX_SOURCE)


def check_text(source: bytes) -> bytes:
    """Return the source; raises RefusedFileError for a binary file or an unreadable encoding."""
    if encoding := name_encoding(source):
        raise RefusedFileError(
            f"is saved as {encoding}, which Python does not read: save it as UTF-8"
        )
    if b"\0" in source:
        raise RefusedFileError("is a binary file")
    if holds_notebook(source):
        raise RefusedFileError(MISNAMED)
    return source
