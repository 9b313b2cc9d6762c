"""The process above an attempt's at level `process`: nothing that an attempt starts outlives it, or
its grader.

Whatever loses its parent below this process comes to it (PR_SET_CHILD_SUBREAPER of prctl(2)), in
whatever session it is. So when the attempt has ended, when the grader asks for it by SIGTERM or is
gone, it finds all that is left and kills it. It ends as the attempt ended.
"""

from __future__ import annotations

import os
import select
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from time import monotonic, sleep
from typing import NoReturn

from kata_runner.engine.inside.lockdown import PRCTL, die_with_parent

PR_SET_CHILD_SUBREAPER = 36
INTERVAL = 0.1  # seconds between two looks at whether the grader is still there
PATIENCE = 5.0  # seconds for all that was killed to be gone
PAUSE = 0.001


def keep(grader: int) -> None:
    """Return in a fork, in which the attempt is to be run; this process stays behind and never
    returns.
    """
    wake, waking = os.pipe()
    os.set_blocking(waking, False)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    signal.set_wakeup_fd(waking)
    for number in (signal.SIGCHLD, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    PRCTL(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    keeper, attempt = os.getpid(), fork()
    if attempt:
        watch(attempt, grader, wake)
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGCHLD, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    for descriptor in (wake, waking):
        os.close(descriptor)
    die_with_parent()
    if os.getppid() != keeper:
        os._exit(70)  # it was gone before the kernel was told


def fork() -> int:
    """Fork; ends this process with a sentence where the system does not let it."""
    try:
        return os.fork()
    except OSError as error:
        sys.exit(f"no process for an attempt: {error.strerror}")


def watch(attempt: int, grader: int, wake: int) -> NoReturn:
    """Wait for an end, see everything else to its end, and end in the same way."""
    null = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):  # whoever reads from the attempt is to hear when it is gone
        os.dup2(null, standard)
    status = wait(attempt, grader, wake)
    end_all()
    if os.getppid() != grader:
        from shutil import rmtree

        rmtree(os.getcwd(), ignore_errors=True)  # noqa: PTH109  # nobody else is left to do it today
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        if number not in (signal.SIGKILL, signal.SIGSTOP):
            signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
    os._exit(os.waitstatus_to_exitcode(status))


def wait(attempt: int, grader: int, wake: int) -> int:
    """Return the attempt's status, as of a killed one where the grader asks for its end or is
    gone.
    """
    ended: dict[int, int] = {}
    while attempt not in ended:
        ready, _, _ = select.select([wake], [], [], INTERVAL)
        if (ready and signal.SIGTERM in os.read(wake, 1 << 10)) or os.getppid() != grader:
            return signal.SIGKILL
        ended = dict(reap())
    return ended[attempt]


def reap() -> Iterator[tuple[int, int]]:
    """Yield the children that have ended, each with its status."""
    with suppress(ChildProcessError):
        while (ended := os.waitpid(-1, os.WNOHANG))[0]:
            yield ended


def end_all() -> None:
    """Kill all that is below this process: stopped first, for what is stopped starts nothing
    new.
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
    """Whether anything is left, alive or not."""
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return False
    return True


def list_below(process: int) -> set[int]:
    """The processes that a process has started, and those that these have."""
    parents = dict(list_parents())
    below: set[int] = set()
    level = {process}
    while level:
        level = {child for child, parent in parents.items() if parent in level} - below
        below |= level
    return below


def list_parents() -> Iterator[tuple[int, int]]:
    """Yield each process of the machine, with its parent."""
    for name in filter(str.isdecimal, os.listdir("/proc")):  # noqa: PTH208  # an attempt waits while pathlib loads
        path = f"/proc/{name}/stat"
        with suppress(OSError), open(path, encoding="utf-8", errors="replace") as status:  # noqa: PTH123
            yield int(name), int(status.read().rpartition(")")[2].split()[1])
