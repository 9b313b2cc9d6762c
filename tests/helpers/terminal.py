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
    env: Mapping[str, str] | None = None,
) -> Ended:
    """Run `kata` with its output on a terminal; `out` is what that shows."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    environment = {"TERM": "xterm-256color", **(env or {})}
    process = subprocess.Popen(
        [*kata_command(), *map(str, arguments)], cwd=cwd, stdout=theirs, stderr=theirs,
        stdin=subprocess.DEVNULL, env=clean_environment(home, environment),
    )  # fmt: skip
    os.close(theirs)
    shown = b"".join(iter(lambda: read_some(ours), b""))
    os.close(ours)
    return Ended(process.wait(), shown.decode("utf-8").replace("\r\n", "\n"), "")


def read_some(descriptor: int) -> bytes:
    """Return what a terminal shows next, nothing at its end."""
    try:
        return os.read(descriptor, 1 << 16)
    except OSError:  # the last program on it has ended
        return b""
