"""A machine that stood still costs no attempt anything: a paused container, one that was moved, a
closed lid.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.helpers.commands import clean_environment, kata_command

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="stops processes that it finds in /proc"
)
SLOW = """import time
import numpy as np


def softmax(scores):
    time.sleep(0.5)
    e = np.exp(scores - np.max(scores))
    return e / e.sum()
"""


def family(process: int) -> list[int]:
    """A process and all below it."""
    below = [process]
    for folder in Path(f"/proc/{process}/task").glob("*/children"):
        for child in folder.read_text(encoding="ascii").split():
            below += family(int(child))
    return below


@pytest.mark.parametrize("level", ["full", "kernel", "process"])
@pytest.mark.slow
@pytest.mark.thorough
def test_a_pause_of_everything_costs_no_attempt_anything(
    tmp_path: Path, softmax: Path, level: str
) -> None:
    path = tmp_path / "softmax.py"
    path.write_text(SLOW, encoding="utf-8")
    limits = ["--limit", "wall=3", "--limit", "total=6"]
    line = [*kata_command(), "check", "0.1", path, "--pack", softmax, "--isolation", level, *limits]
    grader = subprocess.Popen(
        [*map(str, line)],
        env=clean_environment(tmp_path / "home", {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(0.9)
    stopped = family(grader.pid)
    for process in stopped:
        os.kill(process, signal.SIGSTOP)
    time.sleep(8)
    for process in reversed(stopped):
        os.kill(process, signal.SIGCONT)
    out, err = grader.communicate(timeout=60)
    assert len(stopped) > 1
    assert (grader.returncode, err) == (0, ""), out
