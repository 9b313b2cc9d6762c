"""The file of progress: made, migrated, shared by two processes, killed in a write, damaged."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from kata_runner.errors import PathError
from kata_runner.learner.progress_store import Progress
from tests.learner.conftest import make_kata, make_report

ROOT = Path(__file__).parents[2]
KATA = make_kata()
RECORD = """
import sys
from kata_runner.learner.progress_store import Progress
from tests.learner.conftest import make_report
first, last = map(int, sys.argv[1:])
for number in range(first, last):
    Progress(print).record(make_report(1, b"n = %d" % number), "v1")
    print(number, flush=True)
"""


def start(first: int, last: int) -> subprocess.Popen[str]:
    """A process that records attempts of these numbers and prints each when it is kept."""
    command = [sys.executable, "-c", RECORD, str(first), str(last)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def attempts(home: Path) -> int:
    """How many attempts are counted, in a database that is sound."""
    with sqlite3.connect(home / "progress.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return int(connection.execute("SELECT attempts FROM standing").fetchone()[0])


@pytest.mark.slow
def test_two_processes_at_once_lose_nothing(home: Path) -> None:
    processes = [start(0, 40), start(100, 140)]
    outputs = [process.communicate(timeout=60)[0].split() for process in processes]
    assert [len(output) for output in outputs] == [40, 40], "each says what it kept, nothing else"
    assert attempts(home) == 80


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="kills a process at once")
def test_what_was_said_to_be_kept_survives_a_kill_in_the_middle(home: Path) -> None:
    process = start(0, 10_000)
    assert process.stdout is not None
    for _ in range(5):
        process.stdout.readline()
    time.sleep(0.03)
    process.send_signal(signal.SIGKILL)
    kept = 5 + len(process.communicate(timeout=60)[0].split())
    assert kept <= attempts(home) <= kept + 1
    Progress(pytest.fail).record(make_report(3), "v1")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a copy of itself")
def test_a_process_killed_within_a_transaction_leaves_what_was_there(
    home: Path, progress: Progress, remarks: list[str]
) -> None:
    progress.record(make_report(1), "v1")
    code = (
        "import os, sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('PRAGMA cache_size = 1')\n"
        "c.execute('BEGIN IMMEDIATE')\n"
        "c.executemany('INSERT INTO hint VALUES (?, ?, 1)', "
        "[('k%d' % n, 'x' * 500) for n in range(2000)])\n"
        "os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(home / "progress.db")], check=False)
    assert (home / "progress.db-journal").exists(), "or nothing was written when it was killed"
    assert progress.standings()["softmax"].best == 1.0
    assert progress.hints(make_kata("k1")) == {}
    assert progress.add_hint(KATA, "softmax", 3) == 1
    assert remarks == []


@pytest.mark.parametrize("damage", [b"no database", b"{", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_is_kept_and_named(
    home: Path, progress: Progress, remarks: list[str], damage: bytes
) -> None:
    home.mkdir()
    (home / "progress.db").write_bytes(damage)
    assert progress.standings() == {}
    assert len(remarks) == 1
    assert remarks[0].startswith(f"{home / 'progress.db'}: ")
    assert remarks[0].endswith("nothing of your progress can be shown")
    assert (home / "progress.db").read_bytes() == damage, "reading changes nothing"
    progress.record(make_report(3), "v1")
    kept = home / "progress.damaged.db"
    assert remarks[1].endswith(f"it is kept as {kept}, and a new one begins")
    assert kept.read_bytes() == damage
    assert progress.standings()["softmax"].passed


def test_a_damaged_source_is_no_attempt(home: Path, progress: Progress, remarks: list[str]) -> None:
    progress.record(make_report(3), "v1")
    with closing(sqlite3.connect(home / "progress.db")) as connection, connection:
        connection.execute("UPDATE attempt SET source = x'00112233'")
    assert progress.best_attempt(KATA) is None
    assert progress.standings()["softmax"].passed
    [remark] = remarks
    assert "decompressing" in remark and remark.endswith("nothing of your progress can be shown")


def test_a_second_damaged_file_does_not_replace_the_first(home: Path, progress: Progress) -> None:
    home.mkdir()
    for damage in (b"first", b"second"):
        (home / "progress.db").write_bytes(damage)
        progress.record(make_report(3), "v1")
    assert (home / "progress.damaged.db").read_bytes() == b"first"
    assert (home / "progress.damaged-2.db").read_bytes() == b"second"


def test_a_page_that_is_damaged_later_is_noticed(
    home: Path, progress: Progress, remarks: list[str]
) -> None:
    for number in range(40):
        progress.record(make_report(1, os.urandom(2000) + b"%d" % number), "v1")
    file = home / "progress.db"
    content = file.read_bytes()
    file.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    progress.standings()
    progress.record(make_report(3), "v1")
    assert len(remarks) == 2
    assert progress.standings()["softmax"].passed


def test_a_file_that_another_terminal_begins_to_write_is_an_empty_database(
    home: Path, progress: Progress, remarks: list[str]
) -> None:
    home.mkdir()
    with closing(sqlite3.connect(home / "progress.db", isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("CREATE TABLE standing (kata TEXT)")
        assert (home / "progress.db").read_bytes() == b""
        assert progress.standings() == {}
        assert progress.hints(KATA) == {}
    assert (home / "progress.db").read_bytes() == b"", "the first write has failed"
    assert progress.best_attempt(KATA) is None
    progress.record(make_report(3), "v1")
    assert progress.standings()["softmax"].passed
    assert remarks == []


def test_behind_an_empty_file_that_of_an_earlier_version_is_read(
    home: Path, progress: Progress, remarks: list[str]
) -> None:
    home.mkdir()
    (home / "progress.db").touch()
    data = {"katas": {"softmax": {"score": 3.0, "passed": True}}}
    (home / "progress.json").write_text(json.dumps(data), encoding="utf-8")
    assert progress.standings()["softmax"].passed
    assert remarks == []


@pytest.mark.parametrize(
    ("setup", "reason"),
    [
        ("PRAGMA user_version = 99", "a newer kata-runner wrote it"),
        ("CREATE TABLE recipes (name TEXT)", "it is no database of kata-runner"),
    ],
)
def test_somebody_elses_database_is_left_alone(
    home: Path, progress: Progress, remarks: list[str], setup: str, reason: str
) -> None:
    home.mkdir()
    with sqlite3.connect(home / "progress.db") as connection:
        connection.execute(setup)
    before = (home / "progress.db").read_bytes()
    assert progress.standings() == {}
    assert [reason in remark for remark in remarks] == [True]
    with pytest.raises(PathError, match=reason):
        progress.record(make_report(3), "v1")
    assert (home / "progress.db").read_bytes() == before


def test_the_file_of_an_earlier_version_is_taken_over(
    home: Path, progress: Progress, remarks: list[str]
) -> None:
    home.mkdir()
    old = home / "progress.json"
    data = {
        "format": 1,
        "katas": {
            "softmax": {"score": 3.0, "passed": True},
            "other": {"score": 1.5, "passed": False},
        },
        "hints": {"softmax": {"softmax": 2}},
    }
    old.write_text(json.dumps(data), encoding="utf-8")
    assert progress.standings()["softmax"].passed, "before anything is written"
    assert old.exists()
    progress.add_hint(KATA, "other", 3)
    standings = progress.standings()
    assert standings["softmax"].passed
    assert (standings["other"].best, standings["other"].passed) == (1.5, False)
    assert progress.hints(KATA) == {"softmax": 2, "other": 1}
    assert remarks == []
    assert sorted(file.name for file in home.iterdir()) == ["progress.db", "progress.imported.json"]


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "{",
        "[]",
        '{"katas": []}',
        '{"katas": {"softmax": 1}}',
        '{"katas": {"softmax": {"score": NaN, "passed": true}}}',
        f'{{"katas": {{"softmax": {{"score": 1{"0" * 400}, "passed": true}}}}}}',
        '{"katas": {"\\ud800": {"score": 1, "passed": true}}}',
        '{"katas": {}, "hints": {"softmax": {"softmax": 9223372036854775808}}}',
        "[" * 100_000,
    ],
    ids=lambda text: text[:50],
)
def test_a_damaged_file_of_an_earlier_version_stays_and_is_named(
    home: Path, progress: Progress, remarks: list[str], damage: str
) -> None:
    home.mkdir()
    old = home / "progress.json"
    old.write_text(damage, encoding="utf-8")
    progress.record(make_report(3), "v1")
    assert progress.standings()["softmax"].passed
    assert remarks == [f"{old}, which an earlier version wrote, is damaged: it stays there, unread"]
    assert old.read_text(encoding="utf-8") == damage
