"""The level `process`: a fresh Python in an empty folder, ended with all it started, and nothing of
it left.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kata_runner.engine import interpreter
from kata_runner.engine.attempt_process import ExitReason
from kata_runner.engine.job import Job, Run
from kata_runner.engine.sandbox import Sandbox
from kata_runner.engine.subprocess_backend import SubprocessAttempt
from kata_runner.engine.temporary import PREFIX, remove_folder, remove_stale_folders
from kata_runner.errors import EngineError
from kata_runner.model import Kata
from tests.helpers.sources import attempt_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
REPORTS = """\
import os, sys
print(sorted(os.environ))
print(os.getcwd(), os.listdir("."))
print(sys.stdin.read() == "")
"""
MESSY = """\
import os
os.makedirs("a/b/c")
for folder in ("a/b/c", "a/b", "a"):
    os.chmod(folder, 0)
os.symlink("/", "root")
"""
FLEES = """\
import os, time
if os.fork() == 0:
    print(f"PID {os.getpid()}", flush=True)
    time.sleep(600)
time.sleep(0.3)
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files are, for this test alone."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def child() -> Iterator[SubprocessAttempt]:
    """A started process, ended by the test or after it."""
    child = SubprocessAttempt()
    yield child
    for descriptor in (child.answers, child.prints):
        os.close(descriptor)
    child.end()


def ran(kata: Kata, source: str) -> Run:
    """An attempt's run at this level."""
    with Sandbox("process") as sandbox:
        return sandbox.run(Job(kata, attempt_of(source), ["candidate"]))


def test_it_knows_nothing_of_this_process(lstm: Kata, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KATA_SECRET", "the grader's own")
    names, place, reads_nothing = ran(lstm, REPORTS).output.splitlines()
    assert "KATA_SECRET" not in names and "HOME" not in names
    assert PREFIX in place and place.endswith("[]") and str(Path.cwd()) not in place
    assert reads_nothing == "True"


def test_its_folder_goes_with_it(child: SubprocessAttempt) -> None:
    assert child.folder.is_dir() and not list(child.folder.iterdir())
    (child.folder / "left.txt").write_text("left", encoding="utf-8")
    child.end()
    assert not child.folder.exists()


def test_its_folder_goes_whatever_rights_are_left_on_it(lstm: Kata, temporary: Path) -> None:
    assert ran(lstm, MESSY).unloadable is None
    assert not list(temporary.iterdir())
    assert Path("/").is_dir()


def test_a_folder_deeper_than_python_descends_does_no_harm(temporary: Path) -> None:
    here, limit = Path.cwd(), sys.getrecursionlimit()
    os.chdir(temporary)
    try:
        for _ in range(400):
            os.mkdir("d")  # noqa: PTH102  # as the attempt does that makes it
            os.chdir("d")
        sys.setrecursionlimit(300)
        remove_folder(temporary / "d")
    finally:
        sys.setrecursionlimit(limit)
        os.chdir(here)


def test_what_it_started_ends_with_it(lstm: Kata) -> None:
    output = ran(lstm, FLEES).output
    number = int(output.split()[-1])
    late = time.monotonic() + 10
    while is_running(number) and time.monotonic() < late:
        time.sleep(0.02)
    assert not is_running(number)


def is_running(number: int) -> bool:
    """Whether there is such a process that is not dead already."""
    try:
        state = (
            Path(f"/proc/{number}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
        )
    except OSError:
        return False
    return state != "Z"


def test_its_end_says_how_it_ended(child: SubprocessAttempt) -> None:
    assert child.end(ExitReason.EXITED) == -9


def test_what_has_read_nothing_is_no_error(child: SubprocessAttempt, lstm: Kata) -> None:
    child._process.kill()
    child._process.wait()
    child.give(Job(lstm, attempt_of(REPORTS)), "mark")


def test_a_python_that_cannot_be_started_is_our_fault(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(interpreter, "interpreter", lambda: "/no/such/python")
    with pytest.raises(
        EngineError, match="cannot start /no/such/python: No such file or directory"
    ):
        SubprocessAttempt()
    assert not list(temporary.iterdir())


def test_folders_of_graders_that_were_killed_are_swept_a_day_later(temporary: Path) -> None:
    old, new, other = (temporary / name for name in (f"{PREFIX}old", f"{PREFIX}new", "kata-mine"))
    for folder in (old, new, other):
        folder.mkdir()
    for folder in (old, other):
        os.utime(folder, (0, time.time() - 2 * 86400))
    remove_stale_folders.cache_clear()
    remove_stale_folders()
    assert [folder.exists() for folder in (old, new, other)] == [False, True, True]
