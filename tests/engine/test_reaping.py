"""Nothing is left unreaped, also under a parent that takes no note of what it inherits."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.commands import clean_environment, kata_command

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="Linux lets a process inherit orphans"
)
PARENT = """
import ctypes, subprocess, sys, time
from pathlib import Path
# PR_SET_CHILD_SUBREAPER: all orphans become children of this process
ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
time.sleep(0.3)
task = Path("/proc/self/task").iterdir().__next__()
left = (task / "children").read_text().split()
states = [Path(f"/proc/{child}/status").read_text().splitlines()[:3] for child in left]
print(done.returncode, states)
"""
HANGS = """def softmax(scores):
    while True:
        try:
            pass
        except BaseException:
            pass
"""


@pytest.mark.parametrize("level", ["full", "kernel", "process"])
@pytest.mark.parametrize("attempt", ["right", "hangs", "missing"])
def test_nothing_is_left_for_whoever_inherits_it(
    tmp_path: Path, softmax: Path, right: Path, level: str, attempt: str
) -> None:
    path = {"right": right, "hangs": tmp_path / "softmax.py", "missing": tmp_path / "missing.py"}[
        attempt
    ]
    (tmp_path / "softmax.py").write_text(HANGS, encoding="utf-8")
    limits = ["--limit", "wall=1", "--limit", "cpu=1", "--limit", "total=2"]
    line = [*kata_command(), "check", "0.1", path, "--pack", softmax, "--isolation", level, *limits]
    done = subprocess.run(
        [sys.executable, "-c", PARENT, *map(str, line)],
        capture_output=True,
        text=True,
        env=clean_environment(tmp_path / "home", {}),
        timeout=60,
        check=True,
    )
    assert done.stdout.split(maxsplit=1)[1] == "[]\n"


def test_a_command_that_ends_while_its_sandbox_starts_leaves_nothing(tmp_path: Path) -> None:
    line = [*kata_command(), "check", "no_such_kata"]
    done = subprocess.run(
        [sys.executable, "-c", PARENT, *line],
        capture_output=True,
        text=True,
        env=clean_environment(tmp_path / "home", {}),
        timeout=60,
        check=True,
    )
    assert done.stdout == "2 []\n"
