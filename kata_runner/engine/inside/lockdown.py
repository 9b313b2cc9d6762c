"""What a forked child gives up before it sees a line of the attempt: files, system calls, memory,
time.

Every wall here shuts something that the others leave open; the table of what each refuses is what
`kata doctor` tries.
"""

from __future__ import annotations

import ctypes
import os
import resource
import struct
import sys
from collections.abc import Iterable, Mapping
from math import ceil
from os.path import dirname, exists, isdir, join
from typing import Any

PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER, SIGKILL = (
    1,
    38,
    22,
    2,
    9,
)
# landlock(7): three system calls, whose numbers are the same everywhere, and rights that all of its
# versions know.
LANDLOCK_CREATE_RULESET, LANDLOCK_ADD_RULE, LANDLOCK_RESTRICT_SELF, LANDLOCK_RULE_PATH_BENEATH = (
    444,
    445,
    446,
    1,
)
# capset(2): version 3, with 64 bits for each of three sets, of this process
CAPABILITIES = struct.pack("=Ii", 0x20080522, 0)
READ_FILE, READ_DIR, EVERYTHING = 1 << 2, 1 << 3, (1 << 13) - 1
POLICIES = join(dirname(__file__), "policies")
DEVICES = ("/dev/null", "/dev/urandom")
LIBC = ctypes.CDLL(None, use_errno=True)
# Looked up once, before the forks, which would each touch 50 pages for it; only Linux has them.
PRCTL: Any = getattr(LIBC, "prctl", None)
CAPSET: Any = getattr(LIBC, "capset", None)
MAX_DESCRIPTORS = 1 << 20
TRIED = {
    "memory_mb": 1 << 12,
    "total": 60,
    "open_files": 32,
}  # limits for a process that only tries the walls
Bounds = dict[int, tuple[int, int]]


class Program(ctypes.Structure):
    """`struct sock_fprog` of linux/filter.h: how the kernel is given a filter."""

    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


def load_policy() -> Program | None:
    """The seccomp filter for this machine, made beforehand by `policies/build.py`, or nothing where
    there is none.
    """
    try:
        with open(join(POLICIES, f"{os.uname().machine}.bpf"), "rb") as file:
            code = file.read()
    except OSError:
        return None
    return Program(len(code) // 8, code)


def make_ruleset(paths: Iterable[str]) -> int:
    """A Landlock ruleset, an open file, by which only these and what is below them can be read; -1
    without Landlock.
    """
    ruleset = system_call(LANDLOCK_CREATE_RULESET, struct.pack("=Q", EVERYTHING), 8, 0)
    if ruleset < 0:
        return -1
    rights = (
        (path, READ_FILE | READ_DIR if isdir(path) else READ_FILE)
        for path in (*paths, *DEVICES)
        if exists(path)
    )
    return ruleset if sum(allow(ruleset, *right) for right in rights) else -1


def allow(ruleset: int, path: str, rights: int) -> bool:
    """Add a rule to a ruleset; where the kernel does not take it there is less that can be read,
    never more.
    """
    below = os.open(path, os.O_PATH | os.O_CLOEXEC)
    refused = system_call(
        LANDLOCK_ADD_RULE, ruleset, LANDLOCK_RULE_PATH_BENEATH, struct.pack("=Qi", rights, below), 0
    )
    os.close(below)
    return not refused


def system_call(number: int, *arguments: int | bytes) -> int:
    """What the kernel answers, -1 where it refuses; bytes are what it reads."""
    whole = [value if isinstance(value, bytes) else ctypes.c_long(value) for value in arguments]
    return int(LIBC.syscall(ctypes.c_long(number), *whole))


class Walls:
    """The walls for every child of one server, made ready once: a twelfth of the time of making
    them in each.
    """

    def __init__(self, readable: list[str]) -> None:
        """Walls that let a process read below these paths and nowhere else."""
        self.ruleset, self.filter = make_ruleset(readable), load_policy()
        self.inherited: list[str] = []

    def enclose(self) -> None:
        """Put up Landlock for this process and all its forks, which inherit it: in each anew it
        takes far longer.
        """
        PRCTL(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        if not system_call(LANDLOCK_RESTRICT_SELF, self.ruleset, 0):
            self.inherited.append("landlock")

    def put_up(self, get_bounds: Bounds, keep: int) -> list[str]:
        """Put up every other wall and keep one descriptor beside the standard three; the names of
        what stands.

        The order matters: once system calls are filtered none of this is allowed.
        """
        held = [*self.inherited]
        die_with_parent()
        give_up_capabilities()
        os.closerange(3, keep)
        os.closerange(keep + 1, MAX_DESCRIPTORS)
        if limit_process(get_bounds) == len(get_bounds):
            held.append("rlimits")
        if self.filter and filter_system_calls(self.filter):
            held.append("seccomp")
        return held


def die_with_parent() -> None:
    """Have the kernel end this process when the one above it ends, for whatever reason: nothing
    runs on unseen.
    """
    PRCTL(PR_SET_PDEATHSIG, SIGKILL)


def give_up_capabilities() -> None:
    """Give up what root may do beyond its own files; raises OSError where that cannot be done.

    In bubblewrap there is nothing left to give up.
    """
    if CAPSET(CAPABILITIES, bytes(24)):
        raise OSError(ctypes.get_errno(), "capset")


def filter_system_calls(program: Program) -> bool:
    """Allow only what the filter lists, for good; whether the kernel took it."""
    if PRCTL(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    return not PRCTL(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0)


def get_stricter(name: int, bound: tuple[int, int]) -> tuple[int, int]:
    """A bound, soft and hard, that is nowhere above what this process is held to already."""
    now = resource.getrlimit(name)
    return min(bound[0], *map(endless, now)), min(bound[1], endless(now[1]))


def endless(limit: int) -> int:
    """A limit as a number that can be compared."""
    return sys.maxsize if limit == resource.RLIM_INFINITY else limit


def get_bounds(limits: Mapping[str, float]) -> Bounds:
    """The operating system's own limits, soft and hard."""
    memory, total = int(limits["memory_mb"]) << 20, ceil(limits["total"])
    return {
        resource.RLIMIT_AS: (memory, memory),
        resource.RLIMIT_CPU: (total, total + 1),
        resource.RLIMIT_NOFILE: (int(limits["open_files"]),) * 2,
        resource.RLIMIT_FSIZE: (0, 0),
        resource.RLIMIT_CORE: (0, 0),
    }


def limit_process(get_bounds: Bounds) -> int:
    """Put up the operating system's limits; how many of them hold, for not every system can lower
    each.
    """
    held = 0
    for name, bound in get_bounds.items():
        try:
            resource.setrlimit(name, get_stricter(name, bound))
        except (OSError, ValueError):
            continue
        held += 1
    return held
