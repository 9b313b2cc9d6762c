"""One run at a time writes into a folder, and each trouble with its database has a sentence."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from time import monotonic

import pytest

from kata_runner.classroom.results.database_errors import describe_error
from kata_runner.classroom.results.folder_lock import FolderLock
from kata_runner.classroom.results.store import Store
from kata_runner.classroom.submissions.kinds import DATABASE
from kata_runner.errors import PathError, UsageError


def test_a_second_run_is_refused_while_the_first_is_there(tmp_path: Path) -> None:
    with (
        FolderLock(tmp_path),
        pytest.raises(UsageError, match="another `kata grade` is writing there: wait until it has"),
    ):
        FolderLock(tmp_path)
    with FolderLock(tmp_path):
        pass


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PathError, match=r"cannot keep results there: .*: choose another"):
        FolderLock(tmp_path / "file" / "out")


def test_a_database_that_another_program_holds_is_called_that_within_a_second(
    tmp_path: Path,
) -> None:
    Store(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / DATABASE, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        begun = monotonic()
        with pytest.raises(
            PathError,
            match="another program holds it open: close that and run the command again",
        ):
            Store(tmp_path)
        assert monotonic() - begun < 1


def test_a_database_that_is_read_only_is_called_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store(tmp_path).close()
    connect = sqlite3.connect  # opened for reading only, as the superuser may write into every file
    read_only = f"file:{tmp_path / DATABASE}?mode=ro"
    monkeypatch.setattr(sqlite3, "connect", lambda _, **more: connect(read_only, uri=True, **more))
    with pytest.raises(
        PathError, match="it is read-only: make it writable, or choose another --out"
    ):
        Store(tmp_path)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (sqlite3.SQLITE_BUSY, "another program holds it open"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "another program holds it open"),
        (sqlite3.SQLITE_READONLY, "it is read-only"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "it is read-only"),
        (sqlite3.SQLITE_FULL, "the disk is full: make room and run the command again"),
        (
            sqlite3.SQLITE_IOERR_WRITE,
            "the disk cannot be written to: make room and run the command again",
        ),
        (sqlite3.SQLITE_IOERR_SHMMAP, "its disk does not lock files, as many network disks"),
        (sqlite3.SQLITE_PROTOCOL, "its disk does not lock files, as many network disks"),
        (sqlite3.SQLITE_NOTADB, "damaged, or not made by kata: move it away"),
        (sqlite3.SQLITE_CANTOPEN, "it cannot be opened or made there"),
        (sqlite3.SQLITE_SCHEMA, "cannot be used"),
    ],
)
def test_each_trouble_has_a_sentence_of_its_own(code: int, words: str) -> None:
    error = sqlite3.OperationalError("what SQLite says")
    error.sqlite_errorcode = code
    text = describe_error(error, Path("out/results.sqlite"))
    assert text.startswith(f"out/results.sqlite: {words}") and text.endswith("(what SQLite says)")
