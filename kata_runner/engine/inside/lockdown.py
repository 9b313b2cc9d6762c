"""Restrictions of a forked child before any line of the attempt runs: files, system calls, memory,
time.

Each layer refuses something that the others allow; `kata doctor` tries what each one refuses.
"""

from __future__ import annotations

import ctypes
import os
import resource
import struct
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from math import ceil
from os.path import dirname, exists, isdir, join
from typing import Any

PR_SET_PDEATHSIG = 1
PR_SET_SECCOMP = 22
PR_SET_NO_NEW_PRIVS = 38
SECCOMP_MODE_FILTER = 2
SIGKILL = 9
# landlock(7): three system calls, whose numbers are the same on every architecture, and rights that
# all of its versions support.
LANDLOCK_CREATE_RULESET = 444
LANDLOCK_ADD_RULE = 445
LANDLOCK_RESTRICT_SELF = 446
LANDLOCK_RULE_PATH_BENEATH = 1
# capset(2): version 3, with 64 bits for each of three sets, of this process
CAPABILITIES = struct.pack("=Ii", 0x20080522, 0)
READ_FILE, READ_DIR, EVERYTHING = 1 << 2, 1 << 3, (1 << 13) - 1
POLICIES = join(dirname(__file__), "policies")
DEVICES = ("/dev/null", "/dev/urandom")
LIBC = ctypes.CDLL(None, use_errno=True)
# Looked up once, before the forks: each would touch 50 pages for it. Only Linux has these two.
PRCTL: Any = getattr(LIBC, "prctl", None)
CAPSET: Any = getattr(LIBC, "capset", None)
MAX_DESCRIPTORS = 1 << 20
# Limits for a process that only tests the layers.
PROBE_LIMITS = {"memory_mb": 1 << 12, "total": 60, "open_files": 32}
Bounds = dict[int, tuple[int, int]]


class Program(ctypes.Structure):
    """`struct sock_fprog` of linux/filter.h, in which the kernel takes a filter."""

    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


def load_policy() -> Program | None:
    """Return the seccomp filter for this machine, built beforehand by `policies/build.py`; None if
    there is none.
    """
    try:
        with open(join(POLICIES, f"{os.uname().machine}.bpf"), "rb") as file:
            code = file.read()
    except OSError:
        return None
    return Program(len(code) // 8, code)


def make_ruleset(paths: Iterable[str]) -> int:
    """Return the descriptor of a Landlock ruleset by which only these paths, what is below them,
    and `DEVICES` can be read; -1 without Landlock.
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
    """Add a rule to a ruleset and return whether the kernel accepted it; without the rule less can
    be read, never more.
    """
    below = os.open(path, os.O_PATH | os.O_CLOEXEC)
    refused = system_call(
        LANDLOCK_ADD_RULE, ruleset, LANDLOCK_RULE_PATH_BENEATH, struct.pack("=Qi", rights, below), 0
    )
    os.close(below)
    return not refused


def system_call(number: int, *arguments: int | bytes) -> int:
    """Make a system call and return its result, -1 if it fails; bytes are passed by address."""
    whole = [value if isinstance(value, bytes) else ctypes.c_long(value) for value in arguments]
    return int(LIBC.syscall(ctypes.c_long(number), *whole))


class Walls:
    """Isolation layers for every child of one server, prepared once: this takes a twelfth of the
    time of preparing them in each child.
    """

    def __init__(self, readable: list[str]) -> None:
        """Prepare layers that let a process read these paths, what is below them, and no others."""
        self.ruleset, self.filter = make_ruleset(readable), load_policy()
        self.inherited: list[str] = []

    def apply_landlock(self) -> None:
        """Apply Landlock to this process, so that its forks inherit it: applying it in each fork
        takes far longer.
        """
        PRCTL(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        if not system_call(LANDLOCK_RESTRICT_SELF, self.ruleset, 0):
            self.inherited.append("landlock")

    def apply(self, bounds: Bounds, keep: int) -> list[str]:
        """Apply all other layers, close all descriptors but `keep` and the standard three, and
        return the names of the layers that hold.

        The order matters: once system calls are filtered, none of this is allowed.
        """
        held = [*self.inherited]
        give_up_capabilities()
        os.closerange(3, keep)
        os.closerange(keep + 1, MAX_DESCRIPTORS)
        if limit_process(bounds) == len(bounds):
            held.append("rlimits")
        if self.filter and filter_system_calls(self.filter):
            held.append("seccomp")
        return held


class LayerProbe:
    """Detection of the layers that hold here, by a forked process that only applies them.

    It is forked before numpy is loaded: forking a small process costs almost nothing, and the
    process works while numpy loads.
    """

    def __init__(self, walls: Walls) -> None:
        """Start the process."""
        self.result, writing = os.pipe()
        self.process = os.fork()
        if self.process == 0:
            with suppress(BaseException):
                walls.apply_landlock()
                os.write(writing, " ".join(walls.apply(get_bounds(PROBE_LIMITS), writing)).encode())
            os._exit(0)
        os.close(writing)

    def layers(self) -> list[str]:
        """Wait for the process and return the names of the layers that hold."""
        with os.fdopen(self.result, encoding="ascii") as result:
            names = result.read().split()
        os.waitpid(self.process, 0)
        return names


def die_with_parent(parent: int) -> None:
    """Have the kernel kill this process when its parent ends, for whatever reason, so that nothing
    keeps running unnoticed; exits at once if it has ended already.
    """
    PRCTL(PR_SET_PDEATHSIG, SIGKILL)
    if os.getppid() != parent:
        os._exit(70)


def give_up_capabilities() -> None:
    """Drop all capabilities, which let root do more than use its own files; raises OSError if that
    fails.

    In bubblewrap there are none left to drop.
    """
    if CAPSET(CAPABILITIES, bytes(24)):
        raise OSError(ctypes.get_errno(), "capset")


def filter_system_calls(program: Program) -> bool:
    """Allow only what the filter lists, permanently; return whether the kernel accepted it."""
    if PRCTL(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    return not PRCTL(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0)


def get_stricter(name: int, bound: tuple[int, int]) -> tuple[int, int]:
    """Return a bound, soft and hard, that does not exceed the present limits of this process."""
    now = resource.getrlimit(name)
    return min(bound[0], *map(comparable_limit, now)), min(bound[1], comparable_limit(now[1]))


def comparable_limit(limit: int) -> int:
    """Return a limit as a number that can be compared: `RLIM_INFINITY` may be negative."""
    return sys.maxsize if limit == resource.RLIM_INFINITY else limit


def get_bounds(limits: Mapping[str, float]) -> Bounds:
    """Return the bounds of the operating system's limits, soft and hard, by resource."""
    memory, total = int(limits["memory_mb"]) << 20, ceil(limits["total"])
    return {
        resource.RLIMIT_AS: (memory, memory),
        resource.RLIMIT_CPU: (total, total + 1),
        resource.RLIMIT_NOFILE: (int(limits["open_files"]),) * 2,
        resource.RLIMIT_FSIZE: (0, 0),
        resource.RLIMIT_CORE: (0, 0),
    }


def limit_process(bounds: Bounds) -> int:
    """Apply the operating system's limits and return how many hold: not every system can lower
    each of them.
    """
    held = 0
    for name, bound in bounds.items():
        try:
            resource.setrlimit(name, get_stricter(name, bound))
        except (OSError, ValueError):
            continue
        held += 1
    return held
