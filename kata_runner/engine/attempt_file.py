"""Reading an attempt's file: whole, bounded, and only if it is a file."""

from __future__ import annotations

import codecs
import hashlib
import os
import stat
from pathlib import Path

from kata_runner.errors import PathError
from kata_runner.model import Attempt

MAX_SOURCE = 256 << 10
MAX_NOTEBOOK = 16 << 20  # bytes: most of a notebook are pictures
# UTF-32 first: its little-endian mark begins with that of UTF-16
BYTE_ORDER_MARKS = {"UTF-32": (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE),
                    "UTF-16": (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)}  # fmt: skip
MISNAMED = "is a notebook: give it a name that ends with .ipynb"
PROBED = 4096  # bytes in which the zeros of an encoding without a mark are counted
MOSTLY = 0.6  # share of zero bytes that shows such an encoding: source files are mostly ASCII


def read_attempt(path: Path) -> Attempt:
    """Return the attempt in a file; raises PathError when it cannot be read or is not a source file
    that a person has written.
    """
    source = read_source(path)
    if is_notebook(path.name):
        source = convert(path, source)
    return attempt_of(path, source)


def convert(path: Path, data: bytes) -> bytes:
    """Return the Python source in a notebook; raises PathError where there is none, or too much."""
    from kata_runner.engine.notebook_source import NotebookError, convert_notebook

    try:
        source = convert_notebook(data)
    except NotebookError as error:
        raise PathError(f"{path} {error}") from error
    if len(source) > MAX_SOURCE:
        raise PathError(
            f"{path} holds {len(source):,} bytes of code, more than the {MAX_SOURCE:,} of any "
            f"hand-written file: name the file with your functions"
        )
    return source


def attempt_of(path: Path, source: bytes) -> Attempt:
    """Return a source as an attempt with this path; no file needs to exist there."""
    return Attempt(path, source, hashlib.sha256(source).hexdigest())


def read_source(path: Path) -> bytes:
    """Return the bytes of a regular file of at most `MAX_SOURCE`, or `MAX_NOTEBOOK`; raises
    PathError.

    Opening a pipe or a device does not block.
    """
    refuse_link(path)
    try:
        descriptor = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
    except OSError as error:
        better = "the Python file in it" if os.path.isdir(path) else "a file that can be read"
        raise PathError(f"{path}: {error.strerror}: name {better}") from error
    try:
        limit = MAX_NOTEBOOK if is_notebook(path.name) else MAX_SOURCE
        refuse(path, os.fstat(descriptor), limit)
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            source = file.read(limit + 1)
    except OSError as error:
        raise PathError(
            f"{path} cannot be read: {error.strerror}: name a file that can be read"
        ) from error
    finally:
        os.close(descriptor)
    if encoding := name_encoding(source):
        raise PathError(
            f"{path} is saved as {encoding}, which Python does not read: save it as UTF-8"
        )
    if b"\0" in source:
        raise PathError(f"{path} is a binary file: name the Python file with your functions")
    if not is_notebook(path.name) and holds_notebook(source):
        raise PathError(f"{path} {MISNAMED}")
    return source


def name_encoding(source: bytes) -> str:
    """Return the name of a source's encoding if Python does not read it: UTF-16 or UTF-32, else an
    empty text.

    >>> [name_encoding(text) for text in ("x".encode("utf-16"), "x".encode("utf-32-be"), b"x")]
    ['UTF-16', 'UTF-32', '']
    """
    for encoding, marks in BYTE_ORDER_MARKS.items():
        if source.startswith(marks):
            return encoding
    if b"\0" not in source:
        return ""
    head = source[: len(source[:PROBED]) // 4 * 4]
    zeros = [part.count(0) / max(len(part), 1) for part in (head[start::4] for start in range(4))]
    if sorted(zeros)[1] > MOSTLY:  # three of four bytes
        return "UTF-32"
    return "UTF-16" if min(zeros[0], zeros[2]) > MOSTLY or min(zeros[1], zeros[3]) > MOSTLY else ""


def is_notebook(name: str) -> bool:
    """Whether a file has the name of a notebook."""
    return name.lower().endswith(".ipynb")


def holds_notebook(source: bytes) -> bool:
    """Whether a source is a notebook, whatever it is called."""
    return source.lstrip().startswith(b"{") and b'"nbformat"' in source


def refuse_link(path: Path) -> None:
    """Raise PathError for a link that leads out of its folder: the learner may not be entitled to
    hand in its target.
    """
    if not os.path.islink(path) or not os.path.isfile(path):
        return  # the caller refuses what is not a file
    if not path.resolve().is_relative_to(path.parent.resolve()):
        raise PathError(
            f"{path} is a link that leads out of its folder: name the file itself, or copy it here"
        )


def refuse(path: Path, status: os.stat_result, limit: int) -> None:
    """Raise PathError unless it is a regular file of at most `limit` bytes."""
    if stat.S_ISDIR(status.st_mode):
        raise PathError(f"{path} is a folder: name the Python file in it")
    if not stat.S_ISREG(status.st_mode):
        raise PathError(f"{path} is not a regular file: name the Python file with your functions")
    if status.st_size > limit:
        raise PathError(
            f"{path} has {status.st_size:,} bytes, more than the {limit:,} of any hand-written "
            f"file: name the file with your functions"
        )
