"""What is said of a database that cannot be used."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kata_runner.classroom.results.database_errors import describe_error


def error_of(code: int | None) -> sqlite3.Error:
    error = sqlite3.OperationalError("disk I/O error")
    if code is not None:
        error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        (sqlite3.SQLITE_BUSY, "another program holds it open: close that"),
        (sqlite3.SQLITE_FULL, "the disk is full: make room"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "it is read-only: make it writable"),
        (sqlite3.SQLITE_IOERR_LOCK, "its disk does not lock files"),
        (sqlite3.SQLITE_IOERR_WRITE, "the disk cannot be written to"),
        (sqlite3.SQLITE_MISUSE, "cannot be used: move it away"),
        (None, "cannot be used: move it away"),
    ],
    ids=["busy", "full", "an extended code", "no locks", "no room", "another", "none"],
)
def test_the_code_decides_what_to_do(code: int | None, advice: str) -> None:
    text = describe_error(error_of(code), Path("out/results.sqlite"))
    assert text.startswith(f"{Path('out/results.sqlite')}: {advice}")
    assert text.endswith("(disk I/O error)")


def test_a_file_that_is_no_database_is_called_that(tmp_path: Path) -> None:
    file = tmp_path / "results.sqlite"
    file.write_bytes(b"no database " * 100)
    with closing(sqlite3.connect(file)) as store, pytest.raises(sqlite3.Error) as error:
        store.execute("select * from verdicts")
    assert "damaged, or not made by kata: move it away" in describe_error(error.value, file)
