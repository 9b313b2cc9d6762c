"""Repair of inherited process state: closed standard streams, and ignored or blocked signals."""

from __future__ import annotations

import os
import signal
import sys
from typing import NoReturn

# If the parent process ignored or blocked these, every process that we start would inherit that.
NEEDED_SIGNALS = ("SIGCHLD", "SIGALRM", "SIGXCPU")


def restore() -> None:
    """Open closed standard streams on the null device, and restore the signals.

    This program and its children depend on these signals.
    """
    restore_streams()
    restore_signals()
    os.environ.pop("PYTHONINSPECT", None)  # a child process must not open a prompt


def restore_streams() -> None:
    """Open the standard streams that are closed.

    Otherwise the next file that is opened would get such a stream's descriptor.
    """
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free, which is this one
    for name, descriptor in (("stdin", 0), ("stdout", 1), ("stderr", 2)):
        if getattr(sys, name) is None:
            mode = "w" if descriptor else "r"
            stream = open(descriptor, mode, encoding="utf-8", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)


def restore_signals() -> None:
    """Reset ignored signals to their defaults, and unblock all signals.

    With SIGCHLD ignored, the exit status of a child cannot be read.
    """
    for name in NEEDED_SIGNALS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_SETMASK, ())


def leave(code: int) -> NoReturn:
    """Exit with this code; with PYTHONINSPECT, Python would open a prompt and lose the code."""
    if sys.flags.inspect:
        sys.stdout.flush()
        os._exit(code)
    sys.exit(code)
