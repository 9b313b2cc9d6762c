"""Running a program in a pseudo-terminal, to read exactly what it writes there."""

from __future__ import annotations

import os
import pty
import subprocess
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path


def run_in_terminal(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], size: tuple[int, int]
) -> bytes:
    """Run a program to its end in a terminal of so many columns and rows; return what it wrote."""
    ours, theirs = pty.openpty()
    columns, rows = size
    termios.tcsetwinsize(theirs, (rows, columns))
    with subprocess.Popen(
        command, cwd=folder, env=dict(environment), stdin=theirs, stdout=theirs, stderr=theirs
    ):
        os.close(theirs)
        output = b""
        while piece := read(ours):
            output += piece
    os.close(ours)
    return output.replace(b"\r\n", b"\n")


def read(descriptor: int) -> bytes:
    """What comes next, nothing where the other end is closed."""
    try:
        return os.read(descriptor, 1 << 16)
    except OSError:  # so Linux says it
        return b""
