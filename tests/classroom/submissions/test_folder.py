"""Files on disk: nothing leads out of a folder, and nothing waits for ever."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from kata_runner.classroom.submissions.folder import MAX_DEPTH, Folder, list_folder, walk_files
from kata_runner.classroom.submissions.submitted_file import SYMLINK, RefusedFileError
from tests.helpers.classrooms import lock, write
from tests.helpers.enrollments import Gather

NOWHERE = Path("nowhere")


def paths_below(folder: Path, leave_out: Path = NOWHERE) -> list[str]:
    return [file.path for file in walk_files(Folder(folder), "", leave_out, ())]


def test_files_come_by_path_without_those_of_tools(tmp_path: Path) -> None:
    for name in ("b/x.py", "a.py", ".git/config", "venv/lib/y.py", "venv/pyvenv.cfg",
                 "b/__pycache__/x.pyc"):  # fmt: skip
        write(tmp_path / name)
    assert paths_below(tmp_path) == ["a.py", "b/x.py"]
    assert sorted(list_folder(tmp_path, NOWHERE)) == [("a.py", False), ("b", True)]


def test_a_folder_is_no_environment_by_its_name_alone(tmp_path: Path) -> None:
    for name in ("build/a.py", "dist/a.py", "env/a.py", "my env/pyvenv.cfg", "my env/a.py",
                 "sam/pyvenv.cfg", "sam/src/a.py", "venv/a.py"):  # fmt: skip
        write(tmp_path / name)
    folders = sorted(name for name, _ in list_folder(tmp_path, NOWHERE))
    assert folders == ["build", "dist", "env", "my env", "sam", "venv"]


def test_the_folder_of_results_is_nobody_s_work(tmp_path: Path) -> None:
    write(tmp_path / "out" / "ada.py")
    write(tmp_path / "earlier" / "results.sqlite")
    write(tmp_path / "earlier" / "ada.py")
    assert paths_below(tmp_path, tmp_path / "out") == ["earlier/ada.py"]


def test_what_lies_too_deep_is_not_looked_for(tmp_path: Path) -> None:
    inside = tmp_path.joinpath(*"abcdefgh"[: MAX_DEPTH - 1])
    write(inside / "kept.py")
    write(inside / "deeper" / "lost.py")
    assert [Path(path).name for path in paths_below(tmp_path)] == ["kept.py"]


def test_a_link_is_refused_and_one_to_a_folder_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "secret" / "other.py")
    work = write(tmp_path / "work" / "own.py").parent
    (work / "link.py").symlink_to(tmp_path / "secret" / "other.py")
    (work / "folder").symlink_to(tmp_path / "secret")
    assert paths_below(work) == ["link.py", "own.py"]
    assert Folder(work).get_file("link.py", ("link.py",)).refusal == SYMLINK
    with pytest.raises(RefusedFileError, match="is a symlink"):
        Folder(work).read("link.py", 100)


def test_a_folder_that_cannot_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.py")
    write(tmp_path / "locked" / "b.py")
    lock(monkeypatch, "locked")
    one, other = walk_files(Folder(tmp_path), "", NOWHERE, ())
    assert (one.path, one.refusal) == ("a.py", "")
    assert (other.path, other.refusal) == (
        "locked", "is a folder that cannot be read: Permission denied",
    )  # fmt: skip


def test_a_folder_that_cannot_be_read_is_told_whatever_else_counts(
    gather: Gather, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ada/old/softmax.py", "ada/locked/softmax.py", "bo/locked/softmax.py", "cy.py"):
        write(work / name)
    lock(monkeypatch, "locked")
    rows = gather(work)
    assert rows["ada"].file == "ada/old/softmax.py"
    assert rows["ada"].note == "locked is a folder that cannot be read: Permission denied"
    assert rows["bo"].refusal == "locked is a folder that cannot be read: Permission denied"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes in folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.py")
    with pytest.raises(RefusedFileError, match="is not a regular file"):
        Folder(tmp_path).read("pipe.py", 100)


def test_no_more_is_read_than_the_bound(tmp_path: Path) -> None:
    write(tmp_path / "a.py", "12345")
    assert Folder(tmp_path).read("a.py", 5) == b"12345"
    with pytest.raises(RefusedFileError, match="has 5 bytes, more than the 4"):
        Folder(tmp_path).read("a.py", 4)
    with pytest.raises(RefusedFileError, match="cannot be read: No such file"):
        Folder(tmp_path).read("b.py", 4)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege")
@pytest.mark.parametrize("target", ["loop", "x" * 300], ids=["to itself", "too long"])
def test_a_link_that_cannot_be_followed_is_refused_alone(tmp_path: Path, target: str) -> None:
    write(tmp_path / "a.py")
    (tmp_path / "loop").symlink_to(target)
    one, other = walk_files(Folder(tmp_path), "", NOWHERE, ())
    assert (one.path, one.refusal) == ("a.py", "")
    assert (other.path, other.refusal) == ("loop", SYMLINK)


@pytest.mark.skipif(sys.platform != "linux", reason="a file that cannot be read is there")
def test_an_error_of_reading_is_the_file_s() -> None:
    with pytest.raises(RefusedFileError, match="cannot be read: Input/output error"):
        Folder(Path("/proc/self")).read("mem", 1000)
