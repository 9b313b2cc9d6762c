"""A process as it should have been started: standard streams that are open, signals that arrive."""

from __future__ import annotations

import os
import signal
import sys
from typing import NoReturn

# Ignored or blocked by whoever started us, these would be so in every process that we start.
NEEDED_SIGNALS = ("SIGCHLD", "SIGALRM", "SIGXCPU")


def restore() -> None:
    """Open what is closed, to nowhere; let the signals through that this program and its children
    live by.
    """
    restore_streams()
    restore_signals()
    os.environ.pop("PYTHONINSPECT", None)  # no process of ours shall ask for commands


def restore_streams() -> None:
    """Open the standard streams that are closed: else the next file that is opened takes such a
    stream's place.
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
    """Handle signals as a new process does: with SIGCHLD ignored nobody learns how a child
    ended.
    """
    for name in NEEDED_SIGNALS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_SETMASK, ())


def leave(code: int) -> NoReturn:
    """Exit with this code, with PYTHONINSPECT too: Python would ask for commands and forget it."""
    if sys.flags.inspect:
        sys.stdout.flush()
        os._exit(code)
    sys.exit(code)
