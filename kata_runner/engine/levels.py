"""The levels of isolation, the strongest first.

A level is one object: its layers, its use, how to make it available, whether it may work on this
system, and how it is started. A new level is one more entry of `LEVELS`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from kata_runner.engine.attempt_process import AttemptProcess
    from kata_runner.engine.job import Job


class Backend(Protocol):
    """Interface that starts the processes of attempts at one level."""

    def prepare(self, job: Job) -> None:
        """Make ready what many jobs share; raises PackError for a kata that cannot be read."""

    def wait(self) -> None:
        """Wait until it is ready; raises EngineError when its layers do not hold."""

    def start(self) -> AttemptProcess:
        """Start a process for one attempt; raises EngineError when that cannot be done."""

    def close(self) -> None:
        """End what was started."""


class Level(NamedTuple):
    """One level of isolation.

    outer        layers around the whole fork server
    inner        layers that each process of an attempt has to report
    use          what the level is good for
    advice       how to make it available; empty where it always is
    needs_linux  whether it can only work on Linux
    start        starts the level's backend for packages; with `many`, for many attempts
    """

    name: str
    outer: tuple[str, ...]
    inner: frozenset[str]
    use: str
    advice: str
    needs_linux: bool
    start: Callable[[Level, Collection[str], bool], Backend]


def start_in_bubblewrap(level: Level, packages: Collection[str], many: bool) -> Backend:
    """Start a fork server inside bubblewrap."""
    from kata_runner.engine import interpreter
    from kata_runner.engine.bubblewrap import bubblewrap
    from kata_runner.engine.forkserver import ForkServer

    visible = interpreter.visible(packages)
    return ForkServer(level.name, level.inner, packages, visible, bubblewrap(visible), many)


def start_beside(level: Level, packages: Collection[str], many: bool) -> Backend:
    """Start a fork server that only the kernel isolates."""
    from kata_runner.engine import interpreter
    from kata_runner.engine.forkserver import ForkServer

    readable = interpreter.readable(packages)
    return ForkServer(level.name, level.inner, packages, readable, [], many)


def start_processes(level: Level, packages: Collection[str], many: bool) -> Backend:
    """Start the backend that runs each attempt in a new Python process."""
    from kata_runner.engine.subprocess_backend import SubprocessBackend

    return SubprocessBackend(packages)


LEVELS = {
    level.name: level
    for level in (
        Level(
            "full",
            ("bubblewrap",),
            frozenset({"seccomp", "rlimits"}),
            "strangers' code: nothing of yours is in reach",
            "Level full needs bubblewrap (apt-get install bubblewrap, dnf install bubblewrap) "
            "and user namespaces: on Ubuntu 24.04 "
            "`sysctl kernel.apparmor_restrict_unprivileged_userns=0` or an AppArmor profile for "
            "bwrap.",
            True,
            start_in_bubblewrap,
        ),
        Level(
            "kernel",
            (),
            frozenset({"landlock", "seccomp", "rlimits"}),
            "strangers' code: nothing of yours can be read or changed, names of files can be "
            "guessed at",
            "Level kernel needs Linux 5.13 or later with Landlock and seccomp.",
            True,
            start_beside,
        ),
        Level(
            "process",
            (),
            frozenset(),
            "your own code: contained against accidents, not against malice",
            "",
            False,
            start_processes,
        ),
    )
}


def list_possible_levels() -> Iterator[str]:
    """Yield the levels that may work on this system, the strongest first."""
    is_linux = sys.platform == "linux"
    return (level.name for level in LEVELS.values() if is_linux or not level.needs_linux)


def split_levels(isolation: str) -> list[str]:
    """Return the levels of a demand such as ``full,kernel``, the first choice first."""
    return isolation.split(",")


def find_unknown_level(isolation: object) -> object:
    """Return the first unknown level in a demand, or a demand that is no text; None if there is
    none, or no demand.
    """
    if not isinstance(isolation, str):
        return isolation
    return next((level for level in split_levels(isolation) if level not in LEVELS), None)
