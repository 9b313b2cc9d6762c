"""Each wall, tried in a real child: what is not needed for computing is refused, call by call."""

from __future__ import annotations

import errno
import json
import os
import platform
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the walls are Linux's")
if sys.platform == "linux":
    from kata_runner.engine.inside.policies.build import ALLOWED, ARCHITECTURES

PROGRAM = """
import ctypes, json, os, resource, sys

sys.path.insert(0, {root!r})
from kata_runner.engine.inside.lockdown import Walls, get_bounds

libc = ctypes.CDLL(None, use_errno=True)


def call(number, *arguments):
    ctypes.set_errno(0)
    given = [ctypes.c_void_p(one) if isinstance(one, int) else one for one in arguments]
    done = libc.syscall(ctypes.c_long(number), *given)
    return ctypes.get_errno() if done == -1 else 0


def error_of(attack):
    try:
        attack()
    except OSError as error:
        return error.errno
    return 0


open("/dev/null"); os.pipe()
keep = os.dup2(os.dup(1), 40)
limits = dict(memory_mb=900, total=6.5, open_files=32)
walls = Walls([{inside!r}])
walls.apply_landlock()
held = walls.apply(get_bounds(limits), keep)
assert "seccomp" in held, held
found = dict(
    held=held,
    descriptors=[number for number in range(64) if error_of(lambda: os.fstat(number)) == 0],
    limits={{name: resource.getrlimit(getattr(resource, name)) for name in {limits!r}}},
    calls={{number: call(number) for number in {calls!r}}},
    special={{name: call(*what) for name, what in {special!r}.items()}},
    files=dict(
        inside=error_of(lambda: open({inside!r} + "/given.txt").read()),
        listed=error_of(lambda: os.listdir({inside!r})),
        outside=error_of(lambda: open({outside!r}).read()),
        above=error_of(lambda: os.listdir("/")),
        written=error_of(lambda: open({inside!r} + "/new.txt", "w")),
        emptied=error_of(lambda: os.open({inside!r} + "/given.txt", os.O_RDONLY | os.O_TRUNC)),
        deleted=error_of(lambda: os.unlink({inside!r} + "/given.txt")),
    ),
)
os.write(40, json.dumps(found).encode())
"""
LIMITS = ("RLIMIT_AS", "RLIMIT_CPU", "RLIMIT_NOFILE", "RLIMIT_FSIZE", "RLIMIT_CORE")
CONDITIONAL = {"open", "openat", "ioctl", "fcntl", "prlimit64"}  # allowed with some arguments
LAST_CALL = 470
DEADLY = {335, 336}  # uretprobe and uprobe end whoever calls them, before a filter is asked
REFUSED = (errno.EPERM, errno.ENOSYS)


def number_of(name: str) -> int:
    """A system call's number on this machine."""
    import pyseccomp

    return int(pyseccomp.resolve_syscall(ARCHITECTURES[platform.machine()], name))


def name_of(number: int) -> str:
    """The name of a system call of this machine; a new one has none yet."""
    import pyseccomp

    try:
        name: bytes = pyseccomp.resolve_syscall(ARCHITECTURES[platform.machine()], number)
    except ValueError:
        return f"call {number}"
    return name.decode()


def refused_calls() -> dict[int, str]:
    """Every system call that computing does not need, by number."""
    names = {number: name_of(number) for number in range(LAST_CALL)}
    return {
        number: name
        for number, name in names.items()
        if number not in DEADLY and name not in CONDITIONAL.union(ALLOWED)
    }


def special_calls() -> dict[str, tuple[int, ...]]:
    """Calls that are allowed with other arguments."""
    fcntl, ioctl, limit = (number_of(name) for name in ("fcntl", "ioctl", "prlimit64"))
    return {
        "set flags of an open file": (fcntl, 1, 4, os.O_NONBLOCK),
        "own the signals of a file": (fcntl, 1, 8, 1),
        "resize a pipe": (fcntl, 1, 1031, 4096),
        "type into a terminal": (ioctl, 0, 0x5412, 0),
        "limits of another process": (limit, 1, resource.RLIMIT_CPU, 0, 0),
    }


CALLS, SPECIAL = (refused_calls(), special_calls()) if sys.platform == "linux" else ({}, {})


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What a child behind all the walls could do."""
    folder = tmp_path_factory.mktemp("lockdown")
    inside, outside = folder / "inside", folder / "outside.txt"
    inside.mkdir()
    for path in (inside / "given.txt", outside):
        path.write_text("text", encoding="utf-8")
    program = PROGRAM.format(
        root=str(Path(__file__).parents[3]),
        inside=str(inside),
        outside=str(outside),
        limits=LIMITS,
        calls=list(CALLS),
        special=SPECIAL,
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def test_every_wall_stands(found: Any) -> None:
    assert found["held"] == ["landlock", "rlimits", "seccomp"]


def test_every_call_that_computing_does_not_need_is_refused(found: Any) -> None:
    let_through = {
        CALLS[int(number)]: error
        for number, error in found["calls"].items()
        if error not in REFUSED
    }
    assert let_through == {}
    assert len(found["calls"]) > 350 and {"socket", "clone", "execve", "kill", "ptrace"} <= set(
        CALLS.values()
    )


def test_every_argument_that_reaches_further_is_refused(found: Any) -> None:
    assert found["special"] == dict.fromkeys(SPECIAL, errno.EPERM)


def test_only_what_was_shown_can_be_read_and_nothing_changed(found: Any) -> None:
    assert found["files"] == {
        "inside": 0, "listed": 0, "outside": errno.EACCES, "above": errno.EACCES,
        "written": errno.EPERM, "emptied": errno.EPERM, "deleted": errno.EPERM,
    }  # fmt: skip


def test_one_descriptor_is_left_beside_the_standard_three(found: Any) -> None:
    assert found["descriptors"] == [0, 1, 2, 40]


def test_the_limits_are_those_of_the_kata(found: Any) -> None:
    assert found["limits"] == {
        "RLIMIT_AS": [900 << 20] * 2, "RLIMIT_CPU": [7, 8], "RLIMIT_NOFILE": [32] * 2,
        "RLIMIT_FSIZE": [0, 0], "RLIMIT_CORE": [0, 0],
    }  # fmt: skip


def test_where_the_system_has_no_prctl_there_are_still_limits() -> None:
    """As on macOS: the module is imported there, and only Linux's walls are missing."""
    program = (
        "import ctypes; ctypes.CDLL = lambda *_, **__: object();"
        "from kata_runner.engine.inside.lockdown import get_bounds, limit_process;"
        "print(limit_process(get_bounds(dict(memory_mb=4096, total=60, open_files=32))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "5\n"


def test_without_landlock_the_other_walls_stand(tmp_path: Path) -> None:
    program = (
        "import os; from kata_runner.engine.inside import lockdown;"
        "lockdown.LANDLOCK_CREATE_RULESET = 100_000;"  # a call that no kernel knows
        "walls = lockdown.Walls(['/']); walls.apply_landlock(); keep = os.dup2(1, 40);"
        "bounds = lockdown.get_bounds(dict(memory_mb=4096, total=60, open_files=32));"
        "held = walls.apply(bounds, keep);"
        "os.write(40, ' '.join(held).encode())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stdout == "rlimits seccomp"
