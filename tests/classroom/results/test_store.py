"""The truth about a classroom: a verdict is kept whole or not at all, and what many have in common is kept once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from kata_runner.classroom.conditions import Conditions
from kata_runner.classroom.few import KEPT
from kata_runner.classroom.results.record import Record
from kata_runner.classroom.results.store import FILE, Graded, HandedIn, Published, SameFile, Store, Verdict

CONDITIONS = Conditions("0.1", "content", "grader", "{}", 0)
LONG = "x" * 5000
FIRST_SCHEMA = """
CREATE TABLE conditions (
    id INTEGER PRIMARY KEY, kata TEXT NOT NULL, content TEXT NOT NULL, grader TEXT NOT NULL, limits TEXT NOT NULL,
    seed INTEGER NOT NULL, UNIQUE (kata, content, grader, limits, seed));
CREATE TABLE runs (id INTEGER PRIMARY KEY, conditions INTEGER NOT NULL, started TEXT NOT NULL, ended TEXT);
CREATE TABLE verdicts (
    conditions INTEGER NOT NULL, attempt TEXT NOT NULL, run INTEGER NOT NULL, status TEXT NOT NULL, score REAL NOT NULL,
    max_score REAL NOT NULL, seconds REAL NOT NULL, judged TEXT NOT NULL, report TEXT NOT NULL,
    PRIMARY KEY (conditions, attempt));
CREATE TABLE submissions (
    student TEXT PRIMARY KEY, id TEXT NOT NULL, email TEXT NOT NULL, file TEXT NOT NULL, late INTEGER NOT NULL,
    attempt TEXT NOT NULL, refused TEXT NOT NULL);
CREATE TABLE faults (attempt TEXT PRIMARY KEY, fault TEXT NOT NULL);
CREATE TABLE published (
    student TEXT PRIMARY KEY, attempt TEXT NOT NULL, conditions INTEGER NOT NULL, status TEXT NOT NULL, score REAL,
    feedback TEXT NOT NULL);
INSERT INTO conditions VALUES (1, '0.1', 'content', 'an earlier grader', '{}', 7);
INSERT INTO runs VALUES (1, 1, 'then', 'then');
INSERT INTO verdicts VALUES (1, 'aa', 1, 'passed', 3, 3, 0.1, 'then', '{"outcomes": []}');
INSERT INTO published VALUES ('ada', 'aa', 1, 'passed', 3, 'ada');
PRAGMA user_version = 1;
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "out") as store:
        yield store


def begun(store: Store, *attempts: str) -> tuple[int, int]:
    """A run over a class that handed in these."""
    return store.begin(CONDITIONS, [HandedIn(f"student {name}", "", "", "x.py", False, name, "") for name in attempts])


def verdict(*outcomes: str, seconds: float = 0.1) -> Verdict:
    return Verdict("failed", 1.0, 3.0, seconds, Record("{}", outcomes))


def records(store: Store, conditions: int) -> list[Record | None]:
    return [graded.record for graded in store.graded(conditions)]


def test_what_is_kept_comes_back(store: Store) -> None:
    conditions, run = begun(store, "aa", "bb")
    store.keep(conditions, run, "aa", verdict("one", LONG))
    [first, second] = store.graded(conditions)
    assert first == Graded(first.handed_in, "failed", 1.0, 3.0, Record("{}", ("one", LONG)), "")
    assert (second.status, second.record, second.reason) == ("fault", None, "not graded yet")


def test_a_record_may_have_no_outcomes(store: Store) -> None:
    conditions, run = begun(store, "aa")
    store.keep(conditions, run, "aa", verdict())
    assert records(store, conditions) == [Record("{}", ())]


def test_an_outcome_of_many_is_kept_once(store: Store) -> None:
    conditions, run = begun(store, "aa", "bb")
    store.keep(conditions, run, "aa", verdict("one", "two", LONG))
    store.keep(conditions, run, "bb", verdict("two", "one", LONG))
    assert records(store, conditions) == [Record("{}", ("one", "two", LONG)), Record("{}", ("two", "one", LONG))]
    assert store.connection.execute("SELECT count(*) FROM outcomes").fetchone() == (3,)


def test_another_process_finds_the_same(store: Store, tmp_path: Path) -> None:
    conditions, run = begun(store, "aa", "bb")
    store.keep(conditions, run, "aa", verdict("one"))
    with Store(tmp_path / "out") as other:
        other.keep(conditions, run, "bb", verdict("new", "one"))
    assert records(store, conditions) == [Record("{}", ("one",)), Record("{}", ("new", "one"))]


def test_the_first_verdict_stays(store: Store) -> None:
    conditions, run = begun(store, "aa")
    store.keep(conditions, run, "aa", verdict("one"))
    store.keep(conditions, run, "aa", verdict("two"))
    assert records(store, conditions) == [Record("{}", ("one",))]


def test_of_a_verdict_that_cannot_be_kept_nothing_is_left(store: Store) -> None:
    conditions, run = begun(store, "aa")
    with pytest.raises(sqlite3.Error):
        store.keep(conditions, run, "aa", verdict("one", seconds=object()))  # type: ignore[arg-type]
    assert store.connection.execute("SELECT count(*) FROM outcomes").fetchone() == (0,)
    store.keep(conditions, run, "aa", verdict("other"))
    store.keep(conditions, run, "bb", verdict("one"))
    begun(store, "aa", "bb")
    assert records(store, conditions) == [Record("{}", ("other",)), Record("{}", ("one",))]


def test_an_earlier_version_s_folder_is_graded_anew_and_knows_what_was_told(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / FILE)
    connection.executescript(FIRST_SCHEMA)
    connection.close()
    with Store(tmp_path) as store:
        assert store.seed("0.1", None, lambda: 0) == 7
        assert store.published("ada") == Published("ada", "aa", 1, "passed", 3.0, "ada")
        conditions, run = begun(store, "aa")
        assert [graded.status for graded in store.graded(1)] == ["fault"]
        store.keep(conditions, run, "aa", verdict("one"))
        assert records(store, conditions) == [Record("{}", ("one",))]


def hand_in(store: Store, files: dict[str, str]) -> None:
    """A run over a class in which these students handed in these files."""
    store.begin(CONDITIONS, [HandedIn(student, "", "", "x.py", False, file, "") for student, file in files.items()])


def test_a_file_that_several_handed_in_is_found_with_the_first_of_them(store: Store) -> None:
    many = {f"s{number:02}": "many" for number in range(30)}
    hand_in(store, {"eve": "pair", "ada": "pair", "bob": "own", "dan": "starter", "fay": "starter", "gus": ""} | many)
    found = store.same_files("starter")
    assert [(file.attempt, file.times) for file in found.first] == [("many", 30), ("pair", 2)]
    assert found.first[0].students == tuple(sorted(many))[: len(found.first[0].students)]
    assert found.first[1] == SameFile("pair", 2, ("ada", "eve"))
    assert found.more == 0


def test_of_many_files_that_several_handed_in_the_first_are_kept_and_all_are_counted(store: Store) -> None:
    hand_in(store, {f"{who} {number:03}": f"file {number}" for number in range(100) for who in ("ada", "bob")})
    found = store.same_files("starter")
    assert (len(found.first), found.count) == (KEPT, 100)
    assert found.first[0] == SameFile("file 0", 2, ("ada 000", "bob 000"))
