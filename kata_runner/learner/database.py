"""The SQLite file of a learner's progress: opening, creation, migration, and damaged files.

Several terminals may use it at once: a writer takes the lock before it reads, and others wait for
the lock. The journal is SQLite's rollback journal, which, unlike a write-ahead log, also works on
network disks; if a process is killed while it writes, the file keeps its previous content.
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import TypeVar

from kata_runner.errors import PathError
from kata_runner.learner.file_writing import free_name
from kata_runner.learner.home import database_file
from kata_runner.learner.old_file import import_old_file, set_old_file_aside

FORMAT = 1
BUSY_SECONDS = 10.0  # that one terminal waits for another's lock
NOT_KEPT = "your progress was not kept, set KATA_HOME to a folder of yours"
SCHEMA = """
CREATE TABLE standing (
    kata TEXT PRIMARY KEY, best REAL NOT NULL, max_score REAL NOT NULL, attempts INTEGER NOT NULL,
    last_at REAL NOT NULL, version TEXT NOT NULL, passed_at REAL, passed_version TEXT
);
CREATE TABLE attempt (
    id INTEGER PRIMARY KEY, kata TEXT NOT NULL, at REAL NOT NULL, score REAL NOT NULL,
    max_score REAL NOT NULL, passed INTEGER NOT NULL, version TEXT NOT NULL,
    sha256 TEXT NOT NULL, source BLOB NOT NULL
);
CREATE INDEX attempts_of_kata ON attempt (kata, id);
CREATE TABLE part (
    attempt INTEGER NOT NULL REFERENCES attempt ON DELETE CASCADE, name TEXT NOT NULL,
    score REAL NOT NULL, max_score REAL NOT NULL, PRIMARY KEY (attempt, name)
);
CREATE TABLE hint (
    kata TEXT NOT NULL, part TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (kata, part)
);
"""
HEADER = b"SQLite format 3\0"
DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
Remark = Callable[[str], object]
Answer = TypeVar("Answer")
Work = Callable[[sqlite3.Connection], Answer]


class DamagedFileError(sqlite3.DatabaseError):
    """The file is too short to be a database, or has another format."""

    sqlite_errorcode = sqlite3.SQLITE_NOTADB


class ForeignFileError(Exception):
    """The file is a database of another program, or of a newer version of this one.

    Only that version can read it.
    """


def read(work: Work[Answer], remark: Remark) -> Answer:
    """Return what `work` returns for the database; nothing is changed on disk.

    If there is no file, or it is empty or cannot be read, `work` gets an empty database in memory
    with the data of an earlier version's file. `remark` is called with the reason why a file cannot
    be read, or a source in it. A file is empty while another terminal writes it for the first time.
    """
    file = database_file()
    if file is not None and os.path.lexists(file):
        try:
            check_header(file)
            connection = sqlite3.connect(
                f"{file.absolute().as_uri()}?mode=rw", timeout=BUSY_SECONDS, uri=True
            )
            with closing(connection):
                check_format(connection)
                if not is_new(connection):
                    return work(connection)
        except (ForeignFileError, OSError, sqlite3.Error, zlib.error) as error:
            remark(f"{file}: {get_reason(error)}: nothing of your progress can be shown")
    with closing(sqlite3.connect(":memory:")) as connection:
        make_tables(connection, remark)
        return work(connection)


def write(work: Work[Answer], remark: Remark) -> Answer:
    """Let `work` change the database in one transaction, which is committed whole or not at all.

    A damaged file is renamed, `remark` is called with its new name, and `work` changes a new
    database. Raises PathError if nothing can be stored.
    """
    file = database_file()
    if file is None:
        raise PathError(f"there is no home folder: {NOT_KEPT}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            check_header(file)
            return work_in(file, work, remark)
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            new_name = set_aside(file)
            remark(f"{file}: {error}: it is kept as {new_name}, and a new one begins")
            return work_in(file, work, remark)
    except (ForeignFileError, OSError, sqlite3.Error) as error:
        raise PathError(f"{file}: {get_reason(error)}: {NOT_KEPT}") from error


def get_reason(error: Exception) -> str:
    """Return what is wrong with a file, without its name."""
    return str(error.strerror if isinstance(error, OSError) else error)


def work_in(file: Path, work: Work[Answer], remark: Remark) -> Answer:
    """Let `work` change this file in one transaction, after creating missing tables."""
    with closing(sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        # Takes half the time, and a killed process still loses nothing.
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("BEGIN IMMEDIATE")
        check_format(connection)
        is_imported = is_new(connection) and make_tables(connection, remark)
        answer = work(connection)
        connection.execute("COMMIT")
        if is_imported:
            set_old_file_aside()
        return answer


def make_tables(connection: sqlite3.Connection, remark: Remark) -> bool:
    """Create the tables and import the data of an earlier version.

    Return whether there was such data.
    """
    for statement in filter(None, map(str.strip, SCHEMA.split(";"))):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {FORMAT}")
    return import_old_file(connection, remark)


def is_new(connection: sqlite3.Connection) -> bool:
    """Whether a database is empty."""
    [(tables,)] = connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    return int(tables) == 0


def check_header(file: Path) -> None:
    """Raise DamagedFileError for a file that does not begin with SQLite's header.

    SQLite itself treats a very short file as an empty database, and overwrites it.
    """
    if not os.path.lexists(file):
        return
    with file.open("rb") as stream:
        header = stream.read(len(HEADER))
    if header not in (b"", HEADER):
        raise DamagedFileError("file is not a database")


def check_format(connection: sqlite3.Connection) -> None:
    """Raise ForeignFileError for an unknown format."""
    [(version,)] = connection.execute("PRAGMA user_version").fetchall()
    if version > FORMAT:
        raise ForeignFileError("a newer kata-runner wrote it")
    if version < FORMAT and not is_new(connection):
        raise ForeignFileError("it is no database of kata-runner")


def is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether the cause of an error is the content of the file, and not access to it."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in DAMAGE


def set_aside(file: Path) -> Path:
    """Rename a damaged file, so that its content is not lost, and return its new name."""
    free = free_name(file, "damaged")
    file.replace(free)
    with suppress(FileNotFoundError):
        file.with_name(f"{file.name}-journal").unlink()
    return free
