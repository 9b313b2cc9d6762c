"""Running `kata` in a terminal of a given width, and what it showed."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import termios
from collections.abc import Mapping
from pathlib import Path

from tests.helpers.commands import Ended, clean_environment, kata_command


def run_in_terminal(
    home: Path,
    *arguments: object,
    cwd: Path,
    columns: int = 80,
    rows: int = 50,
    env: Mapping[str, str] | None = None,
    has_keys: bool = False,
    encoding: str = "utf-8",
) -> Ended:
    """Run `kata` with its output on a terminal, and its input where it `has_keys`; `out` is what it
    shows, without carriage returns.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    environment = {"TERM": "xterm-256color", **(env or {})}
    process = subprocess.Popen(
        [*kata_command(), *map(str, arguments)], cwd=cwd, stdout=theirs, stderr=theirs,
        stdin=theirs if has_keys else subprocess.DEVNULL, env=clean_environment(home, environment),
    )  # fmt: skip
    os.close(theirs)
    shown = b"".join(iter(lambda: read_some(ours), b""))
    os.close(ours)
    return Ended(process.wait(), shown.decode(encoding).replace("\r\n", "\n"), "")


def read_some(descriptor: int) -> bytes:
    """Return what a terminal shows next, nothing at its end."""
    try:
        return os.read(descriptor, 1 << 16)
    except OSError:  # the last program on it has ended
        return b""
