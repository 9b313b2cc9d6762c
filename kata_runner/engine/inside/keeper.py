"""Parent process of an attempt's process at level `process`: no process that an attempt starts
outlives the attempt or the grader.

A process below this one that loses its parent becomes its child (PR_SET_CHILD_SUBREAPER of
prctl(2)), whatever its session. So this process finds and kills all that remain when the attempt
has ended, when the grader sends SIGTERM, or when the grader is gone. It exits with the attempt's
status.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from time import monotonic, sleep
from typing import NoReturn

from kata_runner.engine.inside.lockdown import PRCTL, die_with_parent

PR_SET_CHILD_SUBREAPER = 36
AWAITED = (signal.SIGCHLD, signal.SIGTERM)  # blocked, so that none is lost between two waits
INTERVAL = 0.1  # seconds between two checks that the grader still exists
PATIENCE = 5.0  # seconds to wait until all killed processes are gone
PAUSE = 0.001


def keep(grader: int) -> None:
    """Fork, and return only in the child, where the attempt is to be run; this process watches the
    child and never returns.
    """
    signal.pthread_sigmask(signal.SIG_SETMASK, AWAITED)
    for number in AWAITED:  # where SIGCHLD is ignored, no child can be reaped
        signal.signal(number, signal.SIG_DFL)
    PRCTL(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    keeper, attempt = os.getpid(), fork()
    if attempt:
        watch(attempt, grader)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    die_with_parent(keeper)


def fork() -> int:
    """Fork; exits this process with a message if the system refuses."""
    try:
        return os.fork()
    except OSError as error:
        sys.exit(f"no process for an attempt: {error.strerror}")


def watch(attempt: int, grader: int) -> NoReturn:
    """Wait for the attempt, kill all other processes below, and exit with the attempt's status."""
    null = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):  # the grader sees the end of a pipe only if all copies are closed
        os.dup2(null, standard)
    status = wait(attempt, grader)
    end_all()
    if os.getppid() != grader:
        from shutil import rmtree

        # Without the grader, nothing else removes the folder before it is a day old.
        rmtree(os.getcwd(), ignore_errors=True)  # noqa: PTH109
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        if number not in (signal.SIGKILL, signal.SIGSTOP):
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        os.kill(os.getpid(), number)
    os._exit(os.waitstatus_to_exitcode(status))


def wait(attempt: int, grader: int) -> int:
    """Return the attempt's wait status, or that of a killed process if the grader sends SIGTERM or
    is gone.
    """
    ended: dict[int, int] = {}
    while attempt not in ended:
        received = signal.sigtimedwait(AWAITED, INTERVAL)
        if (received and received.si_signo == signal.SIGTERM) or os.getppid() != grader:
            return signal.SIGKILL
        ended = dict(reap())
    return ended[attempt]


def reap() -> Iterator[tuple[int, int]]:
    """Reap the children that have ended; yield each with its status."""
    with suppress(ChildProcessError):
        while (ended := os.waitpid(-1, os.WNOHANG))[0]:
            yield ended


def end_all() -> None:
    """Kill all processes below this one; they are stopped first, because a stopped process starts
    no new ones.
    """
    until, stopped = monotonic() + PATIENCE, set[int]()
    while has_children() and monotonic() < until:
        below = list_below(os.getpid())
        is_complete = below <= stopped
        for process in below:
            with suppress(OSError):
                os.kill(process, signal.SIGKILL if is_complete else signal.SIGSTOP)
        stopped = below
        if is_complete:
            sleep(PAUSE)
        list(reap())


def has_children() -> bool:
    """Return whether any child is left, running or not reaped."""
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return False
    return True


def list_below(process: int) -> set[int]:
    """Return all descendants of a process."""
    parents = dict(list_parents())
    below: set[int] = set()
    level = {process}
    while level:
        level = {child for child, parent in parents.items() if parent in level} - below
        below |= level
    return below


def list_parents() -> Iterator[tuple[int, int]]:
    """Yield each process of the machine, with its parent."""
    # Without pathlib: an attempt would wait while it loads.
    for name in filter(str.isdecimal, os.listdir("/proc")):  # noqa: PTH208
        path = f"/proc/{name}/stat"
        with (
            suppress(OSError),
            open(path, encoding="utf-8", errors="replace") as status,  # noqa: PTH123
        ):
            yield int(name), int(status.read().rpartition(")")[2].split()[1])
