"""Starting the fork server's process, and seeing to its end."""

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
ENDING: list[int] = []  # killed servers that are not reaped yet


def spawn(command: list[str], control: int, complaints: int) -> int:
    """Start a server in a session of its own; its process id.

    `subprocess` could not do it: what this process ignores or blocks would be ignored and blocked
    in there.
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
    """See every server to its end before this process ends: whoever inherits what is left may take
    no note of it.

    One that is still starting is killed, inside bubblewrap first, which then ends itself.
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
    """Kill what a process has started."""
    path = Path(f"/proc/{process}/task/{process}/children")
    with suppress(OSError), path.open(encoding="ascii") as children:
        for child in children.read().split():
            os.kill(int(child), SIGKILL)


def kill_group(process: int) -> None:
    """Kill a whole session."""
    with suppress(OSError):
        os.killpg(process, SIGKILL)


def is_ending(process: int) -> bool:
    """Whether a killed server is still there; takes note of its end, unless somebody else did."""
    try:
        return os.waitpid(process, os.WNOHANG) == (0, 0)
    except ChildProcessError:
        return False
