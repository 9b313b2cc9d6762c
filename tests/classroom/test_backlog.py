"""What is left to judge: each source once, found again wherever it lies, and nothing of it in memory."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
import tracemalloc
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kata_runner.classroom.backlog import Backlog
from kata_runner.classroom.places import Places
from kata_runner.classroom.submissions.archive import Archives
from kata_runner.classroom.submissions.entry import Entry, RefusedError
from kata_runner.classroom.submissions.folder import Folder
from kata_runner.classroom.submissions.submission import read_source


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect("", isolation_level=None)) as connection:
        yield connection


@pytest.fixture
def backlog(connection: sqlite3.Connection) -> Backlog:
    return Backlog(connection, Places())


def entry_of(folder: Path, name: str, text: bytes = b"x = 1\n") -> Entry:
    """A file in a folder, as it is collected; a folder of its own each time, as for files named one by one."""
    (folder / name).write_bytes(text)
    return Folder(folder).entry(name, (name,))


def put(backlog: Backlog, entry: Entry) -> str:
    """Put an entry on the backlog under the hash of what is in it."""
    sha256 = hashlib.sha256(entry.read()).hexdigest()
    backlog.add(sha256, entry)
    return sha256


def test_each_source_is_there_once_and_is_found_where_it_lies(backlog: Backlog, tmp_path: Path) -> None:
    put(backlog, entry_of(tmp_path, "ann.py", b"a"))
    put(backlog, entry_of(tmp_path, "bob.py", b"a"))
    put(backlog, entry_of(tmp_path, "eve.py", b"e"))
    assert len(backlog) == 2
    assert [read_source(entry) for _, entry in backlog.entries()] == [b"a", b"e"]
    assert all(hashlib.sha256(read_source(entry)).hexdigest() == sha256 for sha256, entry in backlog.entries())
    assert backlog.places.trees == [Folder(tmp_path)]


def test_members_of_archives_are_found_again(backlog: Backlog, tmp_path: Path) -> None:
    with closing(Archives()) as archives:
        for name in ("one", "two"):
            with zipfile.ZipFile(tmp_path / f"{name}.zip", "w") as archive:
                archive.writestr("a/folder.py", f"{name} a")
                archive.writestr("b.py", f"{name} b")
            with closing(archives.list_entries(tmp_path / f"{name}.zip")) as entries:
                for entry in entries:
                    put(backlog, entry)
        assert [read_source(entry) for _, entry in backlog.entries()] == [b"one a", b"one b", b"two a", b"two b"]
        assert len(backlog.places.trees) == 2


@pytest.mark.linux
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are text")
def test_a_name_that_is_no_text_is_not_lost(backlog: Backlog, tmp_path: Path) -> None:
    put(backlog, entry_of(tmp_path, os.fsdecode(b"caf\xe9.py"), b"c"))
    [(_, entry)] = backlog.entries()
    assert read_source(entry) == b"c"
    (tmp_path / os.fsdecode(b"caf\xe9.py")).unlink()
    with pytest.raises(RefusedError, match=r"^caf\\udce9\.py cannot be read: No such file or directory$"):
        read_source(entry)


def test_what_is_judged_is_left_out(backlog: Backlog, connection: sqlite3.Connection, tmp_path: Path) -> None:
    first, second = (put(backlog, entry_of(tmp_path, f"{name}.py", name.encode())) for name in ("ann", "bob"))
    connection.execute("CREATE TABLE verdicts (conditions INTEGER, attempt TEXT)")
    connection.executemany("INSERT INTO verdicts VALUES (?, ?)", [(1, first), (2, second)])
    backlog.leave_out_judged(1)
    assert [sha256 for sha256, _ in backlog.entries()] == [second]


def test_a_large_class_takes_no_more_memory(backlog: Backlog, tmp_path: Path) -> None:
    entry = entry_of(tmp_path, "ann.py")
    sizes = []
    tracemalloc.start()
    for many in (100, 3000):
        for number in range(many):
            backlog.add(f"{many} {number}", entry)
        assert sum(1 for _ in backlog.entries()) == len(backlog)
        sizes.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    assert sizes[1] - sizes[0] < 10 * 3000, "ten bytes for each source"
