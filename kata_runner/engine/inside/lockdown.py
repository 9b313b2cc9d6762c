"""What a forked child gives up before it sees a line of the attempt: files, system calls, memory, time.

Every wall here shuts something that the others leave open; the table of what each refuses is what `kata doctor` tries.
"""

from __future__ import annotations

import ctypes
import os
import resource
from collections.abc import Mapping
from contextlib import suppress
from math import ceil
from os.path import dirname, join
from typing import Any

PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER, SIGKILL = 1, 38, 22, 2, 9
POLICIES = join(dirname(__file__), "policies")
DEVICES = ("/dev/null", "/dev/urandom")
PRCTL = ctypes.CDLL(None, use_errno=True).prctl  # looked up once, before the forks
MOST_DESCRIPTORS = 1 << 20
TRIED = {"memory_mb": 1 << 12, "total": 60, "open_files": 32}  # limits for a process that only tries the walls
Bounds = dict[int, tuple[int, int]]


class Program(ctypes.Structure):
    """`struct sock_fprog` of linux/filter.h: how the kernel is given a filter."""

    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


def policy() -> Program | None:
    """The seccomp filter for this machine, made beforehand by `policies/build.py`, or nothing where there is none."""
    try:
        with open(join(POLICIES, f"{os.uname().machine}.bpf"), "rb") as file:
            code = file.read()
    except OSError:
        return None
    return Program(len(code) // 8, code)


def readable_files(paths: list[str]) -> Any:
    """A Landlock ruleset that allows reading below these paths and nothing else, or nothing where there is none."""
    try:
        from landlock import FSAccess, Ruleset
    except ImportError:
        return None
    try:
        rules = Ruleset(FSAccess((1 << 13) - 1))  # what the first version of the interface knows: it works everywhere
        rules.allow(*filter(os.path.isdir, paths), rules=FSAccess.READ_FILE | FSAccess.READ_DIR)
        rules.allow(*filter(os.path.isfile, paths), *DEVICES, rules=FSAccess.READ_FILE)
    except (OSError, RuntimeError):  # a kernel without Landlock
        return None
    return rules


class Walls:
    """The walls for every child of one server, made ready once: a twelfth of the time of making them in each."""

    def __init__(self, readable: list[str]) -> None:
        """Walls that let a process read below these paths and nowhere else."""
        self.rules, self.filter = readable_files(readable), policy()
        self.inherited: list[str] = []

    def enclose(self) -> None:
        """Put up Landlock for this process and all its forks, which inherit it: in each anew it takes far longer."""
        if self.rules is not None:
            with suppress(OSError):  # a kernel that has it and a process that may not use it
                self.rules.apply()
                self.inherited.append("landlock")

    def put_up(self, bounds: Bounds, keep: int) -> list[str]:
        """Put up every other wall and keep one descriptor beside the standard three; the names of what stands.

        The order matters: once system calls are filtered none of this is allowed.
        """
        held = [*self.inherited]
        die_with_parent()
        os.closerange(3, keep)
        os.closerange(keep + 1, MOST_DESCRIPTORS)
        if limit_process(bounds) == len(bounds):
            held.append("rlimits")
        if self.filter and filter_system_calls(self.filter):
            held.append("seccomp")
        return held


def die_with_parent() -> None:
    """Have the kernel end this process when the one above it ends, for whatever reason: nothing runs on unseen."""
    PRCTL(PR_SET_PDEATHSIG, SIGKILL)


def filter_system_calls(program: Program) -> bool:
    """Allow only what the filter lists, for good; whether the kernel took it."""
    if PRCTL(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    return not PRCTL(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0)


def bounds(limits: Mapping[str, float]) -> Bounds:
    """The operating system's own limits, soft and hard."""
    memory, total = int(limits["memory_mb"]) << 20, ceil(limits["total"])
    return {
        resource.RLIMIT_AS: (memory, memory),
        resource.RLIMIT_CPU: (total, total + 1),
        resource.RLIMIT_NOFILE: (int(limits["open_files"]),) * 2,
        resource.RLIMIT_FSIZE: (0, 0),
        resource.RLIMIT_CORE: (0, 0),
    }


def limit_process(bounds: Bounds) -> int:
    """Put up the operating system's limits; how many of them hold, for not every system can lower each."""
    held = 0
    for name, bound in bounds.items():
        try:
            resource.setrlimit(name, bound)
        except (OSError, ValueError):
            continue
        held += 1
    return held
