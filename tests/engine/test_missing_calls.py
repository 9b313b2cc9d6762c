"""A kernel that lacks a system call: a level that needs it counts as not available from the start,
and says so.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.commands import clean_environment, kata_command

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="the calls are Linux's"),
]
WITHOUT = """\
import errno, os, sys
import pyseccomp

rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
rules.add_rule(pyseccomp.ERRNO(errno.ENOSYS), sys.argv[1])
rules.load()
os.execv(sys.argv[2], sys.argv[2:])
"""
LEVELS = {
    "seccomp": "full",
    "clone3": "full",
    "close_range": "full",
    "unshare": "full",
    "setns": "full",
    "statx": "full",
    "landlock_create_ruleset": "full",
    "landlock_add_rule": "full",
    "landlock_restrict_self": "full",
    "getrandom": "full",
    "pidfd_send_signal": "full",
    "waitid": "full",
    "rseq": "full",
    "dup3": "full",
    "pivot_root": "kernel",
    "mount": "kernel",
    "umount2": "kernel",
    "eventfd2": "kernel",
    "pidfd_open": "process",
    "memfd_create": "process",
    "prctl": "process",
    "socketpair": "process",
    "capset": "process",
    "prlimit64": "process",
}


def run_without(call: str, folder: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """Run a command on a kernel that seems to lack a call."""
    line = [sys.executable, "-c", WITHOUT, call, *kata_command(), *words]
    env = clean_environment(folder / "home", {})
    return subprocess.run(
        [*map(str, line)], env=env, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize("call", LEVELS)
def test_without_a_call_the_best_level_that_does_not_need_it_holds(
    call: str, tmp_path: Path, softmax: Path, right: Path
) -> None:
    done = run_without(call, tmp_path, "check", "0.1", right, "--pack", softmax)
    assert done.returncode == 0, done.stderr
    assert f"isolation {LEVELS[call]}," in done.stdout
    lines = done.stderr.splitlines()
    assert len(lines) == (LEVELS[call] != "full")
    assert all(
        line.startswith(f"kata: warning: isolation is only at level {LEVELS[call]}: ")
        for line in lines
    )


@pytest.mark.parametrize(
    "call", ["landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self"]
)
def test_level_kernel_is_not_to_be_had_without_landlock(
    call: str, tmp_path: Path, softmax: Path, right: Path
) -> None:
    done = run_without(
        call, tmp_path, "check", "0.1", right, "--pack", softmax, "--isolation", "kernel"
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert "landlock does not hold here" in done.stderr and len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "call", ["pidfd_open", "memfd_create", "capset", "prlimit64", "socketpair", "prctl"]
)
def test_no_class_is_graded_at_less_than_is_demanded(
    call: str, tmp_path: Path, softmax: Path, right: Path
) -> None:
    done = run_without(
        call, tmp_path, "grade", "0.1", right, "--pack", softmax, "--out", tmp_path / "out"
    )
    assert done.returncode == 3
    assert (
        done.stderr.splitlines()[-1].startswith("kata: error: ") and "Traceback" not in done.stderr
    )
    assert not (tmp_path / "out" / "grades.csv").exists()


@pytest.mark.parametrize("call", ["clone", "poll", "pipe2", "setsid"])
def test_without_what_every_process_needs_the_machine_is_to_blame(
    call: str, tmp_path: Path, softmax: Path, right: Path
) -> None:
    done = run_without(call, tmp_path, "check", "0.1", right, "--pack", softmax)
    assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (3, "", False)
    assert len([line for line in done.stderr.splitlines() if "error" in line]) == 1
