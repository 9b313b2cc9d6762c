"""A save is noticed however an editor writes it, and only where something changed."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from kata_runner.errors import PathError
from kata_runner.learner import saves
from kata_runner.learner.saves import WatchedFile
from kata_runner.model import Attempt


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A learner's file."""
    path = tmp_path / "softmax.py"
    path.write_text("x = 1\n")
    return path


def source(watched: WatchedFile) -> bytes | None:
    """What a look at the file gives: a source, or nothing new."""
    found = watched.poll()
    assert found is None or isinstance(found, Attempt)
    return found.source if found else None


def test_the_first_look_gives_what_is_there_and_the_next_nothing(file: Path) -> None:
    watched = WatchedFile(file)
    assert [source(watched) for _ in range(3)] == [b"x = 1\n", None, None]


def test_a_save_in_place_and_one_by_rename_are_seen(file: Path, tmp_path: Path) -> None:
    watched = WatchedFile(file)
    source(watched)
    file.write_text("x = 2\n")
    assert source(watched) == b"x = 2\n"
    (tmp_path / "new").write_text("x = 3\n")
    (tmp_path / "new").replace(file)
    assert source(watched) == b"x = 3\n"


def test_a_save_with_the_times_and_the_size_of_the_one_before_is_seen(file: Path) -> None:
    watched = WatchedFile(file)
    source(watched)
    status = file.stat()
    time.sleep(0.02)  # the time of the last change of a file's data cannot be set
    file.write_text("x = 9\n")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert source(watched) == b"x = 9\n"


def test_a_file_that_was_only_touched_is_not_new(file: Path) -> None:
    watched = WatchedFile(file)
    source(watched)
    os.utime(file)
    assert source(watched) is None


def test_a_file_that_an_editor_takes_away_for_a_moment_is_waited_for(file: Path) -> None:
    watched = WatchedFile(file)
    source(watched)
    file.unlink()
    assert source(watched) is None
    file.write_text("")
    assert source(watched) is None
    file.write_text("x = 4\n")
    assert source(watched) == b"x = 4\n"


def test_a_file_that_stays_away_is_named_once_and_seen_when_it_is_back(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saves, "SETTLING", 0.02)
    watched = WatchedFile(file)
    source(watched)
    file.unlink()
    looks = []
    for _ in range(6):
        looks.append(watched.poll())
        time.sleep(0.01)
    errors = [look for look in looks if look is not None]
    assert [type(error) for error in errors] == [PathError]
    assert "softmax.py: No such file or directory" in str(errors[0])
    file.write_text("x = 1\n")
    assert source(watched) == b"x = 1\n"


def test_an_empty_file_is_an_attempt_once_it_stays_empty(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saves, "SETTLING", 0.01)
    watched = WatchedFile(file)
    source(watched)
    file.write_text("")
    assert source(watched) is None
    time.sleep(0.02)
    assert source(watched) == b""


def test_a_file_that_cannot_be_read_is_named_once(file: Path) -> None:
    watched = WatchedFile(file)
    file.write_bytes(b"\0\1")
    assert "is a binary file" in str(watched.poll())
    assert watched.poll() is None


def test_a_file_that_is_there_only_later_is_seen(tmp_path: Path) -> None:
    watched = WatchedFile(tmp_path / "later.py")
    assert isinstance(watched.poll(), PathError)
    (tmp_path / "later.py").write_text("x = 1\n")
    assert source(watched) == b"x = 1\n"
