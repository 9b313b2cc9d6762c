"""How much memory is available, and whether the system ran out of it: then a killed process is not
the attempt's fault.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress

SIGKILL = 9
COUNTERS = "/proc/vmstat"
MEMORY = "/proc/meminfo"
OWN_GROUPS = "/proc/self/cgroup"
GROUPS = "/sys/fs/cgroup"
NO_LIMIT = 1 << 60  # bytes; version 1 of cgroups writes a number above this where there is no limit
UNKNOWN = (OSError, ValueError, IndexError)  # what reading such files may raise
REASON = (
    "the memory of this machine or container ran out, and the system killed the attempt: give "
    "it more memory, or grade "
    "fewer at a time with --workers"
)


def count_available() -> int | None:
    """Return how many bytes can be used before the system, or a container, runs out of memory; None
    if unknown.
    """
    return min((*available_here(), *available_in_groups()), default=None)


def available_here() -> Iterator[int]:
    """Yield the kernel's estimate of the available bytes of the whole machine."""
    with suppress(*UNKNOWN):
        yield read_field(MEMORY, "MemAvailable:") << 10


def available_in_groups() -> Iterator[int]:
    """Yield the bytes that are left in each control group of this process; a container sees its own
    group as the root.
    """
    for root, limit, usage, cached in list_groups():
        with suppress(OSError, ValueError):
            most = read_number(f"{root}/{limit}")
            if most < NO_LIMIT:
                yield max(
                    0,
                    most
                    - read_number(f"{root}/{usage}")
                    + read_cached(f"{root}/memory.stat", cached),
                )


def list_groups() -> Iterator[tuple[str, str, str, str]]:
    """Yield the folder of each group, the names of the files with its limit and its usage, and the
    name of the counter of cached pages that it can release at once.
    """
    paths = {"": "/", "memory": "/"}  # by controller; version 2 names none
    with suppress(OSError, ValueError), open(OWN_GROUPS, errors="replace") as lines:  # noqa: PTH123
        for line in lines:
            _, controllers, path = line.rstrip("\n").split(":", 2)
            paths.update(dict.fromkeys(controllers.split(","), path))
    for folder in list_above(paths[""]):
        yield f"{GROUPS}{folder}", "memory.max", "memory.current", "inactive_file"
    for folder in list_above(paths["memory"]):
        yield (
            f"{GROUPS}/memory{folder}",
            "memory.limit_in_bytes",
            "memory.usage_in_bytes",
            "total_inactive_file",
        )


def list_above(path: str) -> Iterator[str]:
    """Yield the path of a group and those of its parents: the limit of each applies."""
    while path not in ("", "/"):
        yield path
        path = os.path.dirname(path)  # noqa: PTH120
    yield ""


def read_number(path: str) -> int:
    """Return the number in a file, NO_LIMIT for `max`."""
    with open(path, encoding="ascii") as file:  # noqa: PTH123
        text = file.read().strip()
    return NO_LIMIT if text == "max" else int(text)


def read_cached(path: str, name: str) -> int:
    """Return how many bytes of a group's usage are cached files, which are dropped when memory is
    needed; 0 if unknown.
    """
    with suppress(*UNKNOWN):
        return read_field(path, f"{name} ")
    return 0


def count_kills() -> int:
    """Return how many processes the system has killed for lack of memory since it started, in
    containers too; 0 if unknown.
    """
    with suppress(*UNKNOWN):
        return read_field(COUNTERS, "oom_kill ")
    return 0


def read_field(path: str, name: str) -> int:
    """Return the number after a name that begins a line in one of the kernel's files; raises one of
    UNKNOWN where there is none.
    """
    with open(path, encoding="ascii") as file:  # noqa: PTH123  # read for each attempt
        return int(f"\n{file.read()}".partition(f"\n{name}")[2].split(maxsplit=1)[0])


class MemoryWatch:
    """Distinguishes a kill for lack of memory from other ends by SIGKILL."""

    def __init__(self) -> None:
        """Count kills from now on."""
        self.kills = count_kills()

    def reason(self, status: int | None) -> str:
        """Return why a process ended with this status, if the system has killed one for lack of
        memory; else an empty text.

        A status of None means that the process it was forked from was killed.
        """
        before, self.kills = self.kills, count_kills()
        return REASON if status in (None, -SIGKILL) and self.kills > before else ""
