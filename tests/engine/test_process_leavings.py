"""At level `process` an attempt ends with its grader, leaves nothing, and no link leads the tidying
up astray.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kata_runner.engine import in_flight, memory, temporary
from tests.helpers.commands import clean_environment, kata_command

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
SLEEPS = (
    "import time\nwhile True:\n    try:\n        time.sleep(1000)\n    except "
    "BaseException:\n        pass\n"
)


def working_below(folder: Path) -> list[int]:
    """The processes whose working folder lies below this one."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                below = folder in (entry / "cwd").readlink().parents
            except OSError:
                continue
            found += [int(entry.name)] * below
    return found


def wait_until(what: str, is_so: object, folder: Path) -> None:
    for _ in range(100):
        if bool(working_below(folder)) is is_so:
            return
        time.sleep(0.1)
    pytest.fail(what)


def test_an_attempt_ends_when_its_grader_is_killed(tmp_path: Path, softmax: Path) -> None:
    (tmp_path / "tmp").mkdir()
    (tmp_path / "softmax.py").write_text(SLEEPS, encoding="utf-8")
    line = [
        *kata_command(),
        "check",
        "0.1",
        tmp_path / "softmax.py",
        "--pack",
        softmax,
        "--isolation",
        "process",
    ]
    env = clean_environment(tmp_path / "home", {"TMPDIR": str(tmp_path / "tmp")})
    grader = subprocess.Popen([*map(str, line)], env=env, stdout=subprocess.DEVNULL)
    wait_until("it never began", True, tmp_path / "tmp")
    grader.send_signal(signal.SIGKILL)
    grader.wait()
    wait_until("it is still there", False, tmp_path / "tmp")


FLEES = """\
import os, subprocess, sys, time, ctypes

ctypes.CDLL(None).prctl(1, 0)  # PR_SET_PDEATHSIG: nobody is to end this with its parent
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        sleeper = [sys.executable, "-c", "import time; time.sleep(600)"]
        subprocess.Popen(sleeper, start_new_session=True)
        time.sleep(600)
    os._exit(0)
os.wait()
{then}
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "how", ["the grader is killed", "the attempt is done", "the attempt is stopped"]
)
def test_nothing_that_an_attempt_started_outlives_it(
    tmp_path: Path, softmax: Path, how: str
) -> None:
    (tmp_path / "tmp").mkdir()
    then = (
        "time.sleep(0.3)\ndef softmax(scores):\n    return scores"
        if "done" in how
        else "time.sleep(600)"
    )
    (tmp_path / "softmax.py").write_text(FLEES.replace("{then}", then), encoding="utf-8")
    line = [
        *kata_command(),
        "check",
        "0.1",
        tmp_path / "softmax.py",
        "--pack",
        softmax,
        "--isolation",
        "process",
        "--limit",
        "wall=2",
    ]
    env = clean_environment(tmp_path / "home", {"TMPDIR": str(tmp_path / "tmp")})
    grader = subprocess.Popen([*map(str, line)], env=env, stdout=subprocess.DEVNULL)
    wait_until("it never began", True, tmp_path / "tmp")
    if "killed" in how:
        late = time.monotonic() + 10
        while len(working_below(tmp_path / "tmp")) < 4 and time.monotonic() < late:
            time.sleep(0.02)  # the keeper, the attempt, and the two that stay
        grader.send_signal(signal.SIGKILL)
    grader.wait()
    wait_until("it is still there", False, tmp_path / "tmp")
    assert not list((tmp_path / "tmp").iterdir())


def test_a_bomb_of_forks_ends_with_its_grader(tmp_path: Path, softmax: Path) -> None:
    (tmp_path / "tmp").mkdir()
    bomb = (
        "import os, time\nfor _ in range(4):\n    os.fork()\nos.setsid() if os.getpid() % 2 "
        "else 0\n" + SLEEPS
    )
    (tmp_path / "softmax.py").write_text(bomb, encoding="utf-8")
    line = [
        *kata_command(),
        "check",
        "0.1",
        tmp_path / "softmax.py",
        "--pack",
        softmax,
        "--isolation",
        "process",
    ]
    env = clean_environment(tmp_path / "home", {"TMPDIR": str(tmp_path / "tmp")})
    grader = subprocess.Popen([*map(str, line)], env=env, stdout=subprocess.DEVNULL)
    wait_until("it never began", True, tmp_path / "tmp")
    time.sleep(0.5)
    grader.send_signal(signal.SIGKILL)
    grader.wait()
    wait_until("it is still there", False, tmp_path / "tmp")


def test_a_link_called_like_an_attempts_folder_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    victim = tmp_path / "victim" / "a"
    victim.mkdir(parents=True)
    victim.chmod(0o755)
    link = tmp_path / "tmp" / f"{temporary.PREFIX}planted"
    link.parent.mkdir()
    link.symlink_to(tmp_path / "victim")
    old = time.time() - 3 * 86400
    os.utime(link, (old, old), follow_symlinks=False)
    monkeypatch.setattr(temporary, "gettempdir", lambda: str(link.parent))
    temporary.remove_stale_folders.__wrapped__()
    assert (link.is_symlink(), victim.stat().st_mode & 0o777) == (True, 0o755)


@pytest.mark.thorough
def test_a_folder_is_removed_however_deep_and_closed_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "attempt"
    folder.mkdir()
    outside = tmp_path / "outside"
    outside.mkdir(mode=0o755)
    here = os.open(folder, os.O_RDONLY)
    for number in range(3000):
        os.mkdir("d", dir_fd=here)
        os.symlink(outside, f"link{number}", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.fchmod(here, 0)
    os.close(here)
    temporary.remove_folder(folder)
    assert not folder.exists()
    assert outside.stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize(
    ("asked", "limit", "used", "fits"), [(400, 1024, 24, 162), (3, 1024, 24, 3), (9, 20, 8, 1)]
)
def test_no_more_attempts_than_there_are_descriptors_for(
    monkeypatch: pytest.MonkeyPatch, asked: int, limit: int, used: int, fits: int
) -> None:
    monkeypatch.setattr(in_flight, "get_descriptor_limit", lambda: limit)
    monkeypatch.setattr(in_flight, "count_descriptors", lambda: used)
    monkeypatch.setattr(memory, "count_available", lambda: None)
    assert in_flight.limit_in_flight(asked, 1024) == fits
