"""`kata grade` as somebody sees it who sits before it: the bar, and Ctrl-C."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

import pytest

from tests.helpers.classrooms import CLASS, RIGHT, handed_in, verdicts
from tests.helpers.commands import clean_environment, kata_command

if TYPE_CHECKING:
    from tests.conftest import RunKata


def endless(folder: Path, count: int) -> Path:
    return handed_in(
        folder,
        {f"s{number}": f"{CLASS['di']}# {number}" for number in range(count)} | {"ada": RIGHT},
    )


def wait_for(condition: Callable[[], bool], seconds: float = 30.0) -> None:
    until = monotonic() + seconds
    while not condition():
        assert monotonic() < until
        sleep(0.02)


@pytest.mark.thorough
@pytest.mark.slow
def test_ctrl_c_ends_with_130_and_keeps_what_is_graded(
    kata: RunKata, quick: Path, work: Path, tmp_path: Path
) -> None:
    endless(work / "class", 12)
    command = [*kata_command(), "grade", "0.1", "class", "--pack", str(quick), "--out", "out"]
    grading = subprocess.Popen(command, cwd=work, env=clean_environment(tmp_path / "home", {}),
                               encoding="utf-8",
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               start_new_session=True)  # fmt: skip
    wait_for(lambda: verdicts(work / "out") > 0)
    os.killpg(grading.pid, signal.SIGINT)
    out, err = grading.communicate(timeout=20)
    assert (grading.returncode, out) == (130, "")
    assert err.endswith("kata: interrupted: nothing was lost\n")
    assert "Traceback" not in err
    graded = verdicts(work / "out")
    assert 0 < graded < 13
    code, _, progress = kata("grade", "0.1", "class", "--pack", quick, "--out", "out")
    assert (code, f"{graded} are graded already" in progress) == (0, True)


def test_on_a_terminal_there_is_a_bar(softmax: Path, work: Path, tmp_path: Path) -> None:
    handed_in(work / "class", {"ada": RIGHT, "bo": CLASS["bo"]})
    terminal, child_end = pty.openpty()
    command = [*kata_command(), "grade", "0.1", "class", "--pack", str(softmax), "--out", "out"]
    env = clean_environment(tmp_path / "home", {"TERM": "xterm-256color", "COLUMNS": "100"})
    grading = subprocess.Popen(
        command, cwd=work, env=env, stdout=subprocess.DEVNULL, stderr=child_end
    )
    os.close(child_end)
    output = b""
    try:
        while part := os.read(terminal, 1 << 16):
            output += part
    except OSError:  # what Linux says when the other end is closed
        pass
    os.close(terminal)
    assert grading.wait(timeout=30) == 0
    assert b"2/2" in output
    assert b"1 failed, 1 passed" in output
    assert b"/s" in output
