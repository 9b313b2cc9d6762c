"""Starting the fork server's process, and reaping it."""

from __future__ import annotations

import atexit
import os
from contextlib import suppress
from pathlib import Path
from signal import SIGCHLD, SIGKILL, SIGXCPU
from time import monotonic, sleep

from kata_runner.engine import interpreter

EXIT_GRACE = 0.5  # seconds for a server to end by itself
REAP_INTERVAL = 0.001
ENDING: list[int] = []  # process ids of closed servers that are not reaped yet


def spawn(command: list[str], control: int, complaints: int) -> int:
    """Start a server in its own session, and return its process id.

    `subprocess` cannot be used: the server would inherit which signals this process ignores and
    blocks.
    """
    streams = [
        (os.POSIX_SPAWN_DUP2, control, 0),
        (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
        (os.POSIX_SPAWN_DUP2, complaints, 2),
    ]
    atexit.unregister(reap)
    atexit.register(reap)
    ENDING[:] = [process for process in ENDING if is_ending(process)]
    return os.posix_spawn(
        command[0],
        command,
        interpreter.environment(),
        file_actions=streams,
        setsid=True,
        setsigmask=(),
        setsigdef=(SIGCHLD, SIGXCPU),
    )


def reap() -> None:
    """Wait until every closed server has ended, before this process ends: the process that inherits
    them might never reap them.

    A server that does not end, such as one that is still starting, is killed: first the processes
    below it, as bubblewrap then ends by itself, and later its process group.
    """
    for kill in (None, kill_below, kill_group):
        for process in ENDING:
            if kill is not None:
                kill(process)
        until = monotonic() + EXIT_GRACE
        while ENDING and monotonic() < until:
            ENDING[:] = [process for process in ENDING if is_ending(process)]
            sleep(REAP_INTERVAL if ENDING else 0)


def kill_below(process: int) -> None:
    """Kill the children of a process."""
    path = Path(f"/proc/{process}/task/{process}/children")
    with suppress(OSError), path.open(encoding="ascii") as children:
        for child in children.read().split():
            os.kill(int(child), SIGKILL)


def kill_group(process: int) -> None:
    """Kill the process group of a server: bubblewrap, killed alone while it starts, would leave one
    of its processes behind.
    """
    with suppress(OSError):
        os.killpg(process, SIGKILL)


def is_ending(process: int) -> bool:
    """Return whether a closed server is still running; reap it if it has ended."""
    try:
        return os.waitpid(process, os.WNOHANG) == (0, 0)
    except ChildProcessError:
        return False
