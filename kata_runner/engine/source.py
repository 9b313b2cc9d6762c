"""Reading an attempt's file: whole, bounded, and only if it is a file."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from kata_runner.errors import UnusablePath
from kata_runner.model import Attempt

MOST_SOURCE = 256 << 10


def read_attempt(path: Path) -> Attempt:
    """The attempt in a file; raises UnusablePath when there is none to be read or it is no file for a person's code."""
    return attempt_of(path, read_source(path))


def attempt_of(path: Path, source: bytes) -> Attempt:
    """A source as an attempt that goes by a path, whether or not it stands there."""
    return Attempt(path, source, hashlib.sha256(source).hexdigest())


def read_source(path: Path) -> bytes:
    """A regular file's bytes, at most `MOST_SOURCE`; opening a pipe or a device does not wait."""
    refuse_link(path)
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        way_on = "name the Python file in it" if path.is_dir() else "name a file that can be read"
        raise UnusablePath(f"{path}: {error.strerror}: {way_on}") from error
    try:
        refuse(path, os.fstat(descriptor))
        source = os.read(descriptor, MOST_SOURCE + 1)
    finally:
        os.close(descriptor)
    if b"\0" in source:
        raise UnusablePath(f"{path} is a binary file: name the Python file with your functions")
    return source


def refuse_link(path: Path) -> None:
    """Raise UnusablePath for a link that leads out of its folder: what is there is not the learner's to hand in."""
    if not path.is_symlink() or not path.is_file():  # what is no file is refused for that
        return
    folder, target = os.path.realpath(path.parent), os.path.realpath(path)
    if os.path.dirname(target) != folder and not target.startswith(os.path.join(folder, "")):  # noqa: PTH118, PTH120
        raise UnusablePath(f"{path} is a link that leads out of its folder: name the file itself, or copy it here")


def refuse(path: Path, status: os.stat_result) -> None:
    """Raise UnusablePath for what is no regular file, or larger than anybody writes by hand."""
    if stat.S_ISDIR(status.st_mode):
        raise UnusablePath(f"{path} is a folder: name the Python file in it")
    if not stat.S_ISREG(status.st_mode):
        raise UnusablePath(f"{path} is not a regular file: name the Python file with your functions")
    if status.st_size > MOST_SOURCE:
        raise UnusablePath(
            f"{path} has {status.st_size:,} bytes, more than the {MOST_SOURCE:,} of any hand-written file: "
            "name the file with your functions"
        )
