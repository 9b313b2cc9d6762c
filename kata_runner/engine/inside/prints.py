"""Output of the attempt, separated by experiment."""

from __future__ import annotations

import io
import os
import sys
import warnings
from contextlib import suppress

OUTPUT = 1  # the descriptor of the pipe to the grader


def open_output() -> io.TextIOWrapper:
    """Return a text stream to the grader, line-buffered; it stays open until the process ends."""
    binary = open(OUTPUT, "wb", closefd=False)  # noqa: SIM115
    return io.TextIOWrapper(binary, encoding="utf-8", errors="replace", line_buffering=True)


def use_output(output: io.TextIOWrapper) -> None:
    """Let a stream take the place of all of Python's own."""
    for name in ("stdout", "stderr", "__stdout__", "__stderr__"):
        setattr(sys, name, output)


def write_mark(mark: str) -> None:
    """Write the mark before the output of an experiment, whichever way that takes; the attempt may
    have closed the descriptor.
    """
    with suppress(OSError):
        os.write(OUTPUT, f"\n{mark}\n".encode())


def silence_unawaited() -> None:
    """Suppress Python's warning about a coroutine that nobody awaited: it names the place where the
    coroutine is disposed of, a line of the grader.
    """
    warnings.filterwarnings("ignore", r"coroutine .* was never awaited", RuntimeWarning)
