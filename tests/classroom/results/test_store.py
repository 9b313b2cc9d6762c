"""A verdict is stored whole or not at all, and what many have in common is stored once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from kata_runner.classroom.fingerprint import Fingerprint
from kata_runner.classroom.records import StudentRow, Verdict
from kata_runner.classroom.results.membership import Absent
from kata_runner.classroom.results.store import PublishedRow, Store
from kata_runner.classroom.submissions.kinds import DATABASE
from kata_runner.errors import UsageError

FINGERPRINT = Fingerprint("0.1", "content", "grader", "{}", 0)
LONG = "x" * 5000
FIRST_SCHEMA = """
CREATE TABLE conditions (
    id INTEGER PRIMARY KEY, kata TEXT NOT NULL, content TEXT NOT NULL, grader TEXT NOT NULL,
    limits TEXT NOT NULL,
    seed INTEGER NOT NULL, UNIQUE (kata, content, grader, limits, seed));
CREATE TABLE runs (id INTEGER PRIMARY KEY, conditions INTEGER NOT NULL, started TEXT NOT NULL,
    ended TEXT);
CREATE TABLE verdicts (
    conditions INTEGER NOT NULL, attempt TEXT NOT NULL, run INTEGER NOT NULL,
    status TEXT NOT NULL, score REAL NOT NULL,
    max_score REAL NOT NULL, seconds REAL NOT NULL, judged TEXT NOT NULL, report TEXT NOT NULL,
    PRIMARY KEY (conditions, attempt));
CREATE TABLE submissions (
    student TEXT PRIMARY KEY, id TEXT NOT NULL, email TEXT NOT NULL, file TEXT NOT NULL,
    late INTEGER NOT NULL,
    attempt TEXT NOT NULL, refused TEXT NOT NULL);
CREATE TABLE faults (attempt TEXT PRIMARY KEY, fault TEXT NOT NULL);
CREATE TABLE published (
    student TEXT PRIMARY KEY, attempt TEXT NOT NULL, conditions INTEGER NOT NULL,
    status TEXT NOT NULL, score REAL,
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


def start(store: Store, *attempts: str) -> tuple[int, int]:
    """Start a run over a class that handed in these attempts."""
    return store.start_run(FINGERPRINT, [to_row(f"student {name}", name) for name in attempts])


def to_row(student: str, attempt: str) -> StudentRow:
    return StudentRow(student, file=f"{student}.py", attempt=attempt)


def verdict(*outcomes: str, seconds: float = 0.1) -> Verdict:
    return Verdict("failed", 1.0, 3.0, seconds, "{}", outcomes)


def list_outcomes(store: Store, conditions_id: int) -> list[tuple[str, ...] | None]:
    rows = store.list_rows(conditions_id)
    return [row.verdict.outcomes if row.verdict else None for row in rows]


def test_a_stored_verdict_is_read_back(store: Store) -> None:
    conditions_id, run_id = start(store, "aa", "bb")
    store.save_verdict(conditions_id, run_id, "aa", verdict("one", LONG))
    first, second = store.list_rows(conditions_id)
    assert first == to_row("student aa", "aa")._replace(verdict=verdict("one", LONG))
    assert (first.status, first.score, first.reason) == ("failed", 1.0, "")
    assert (second.status, second.verdict, second.reason) == ("fault", None, "not graded yet")
    assert store.list_graded(conditions_id) == {"aa"}


def test_a_fault_is_no_verdict(store: Store) -> None:
    conditions_id, _ = start(store, "aa")
    store.save_fault("aa", "no worker")
    [row] = store.list_rows(conditions_id)
    assert (row.status, row.reason, store.list_graded(conditions_id)) == (
        "fault",
        "no worker",
        set(),
    )


def test_a_report_may_have_no_outcomes(store: Store) -> None:
    conditions_id, run_id = start(store, "aa")
    store.save_verdict(conditions_id, run_id, "aa", verdict())
    assert list_outcomes(store, conditions_id) == [()]


def test_an_outcome_of_many_is_stored_once(store: Store) -> None:
    conditions_id, run_id = start(store, "aa", "bb")
    store.save_verdict(conditions_id, run_id, "aa", verdict("one", "two", LONG))
    store.save_verdict(conditions_id, run_id, "bb", verdict("two", "one", LONG))
    assert list_outcomes(store, conditions_id) == [("one", "two", LONG), ("two", "one", LONG)]
    assert store.connection.execute("SELECT count(*) FROM outcomes").fetchone() == (3,)


def test_another_process_reads_the_same(store: Store, tmp_path: Path) -> None:
    conditions_id, run_id = start(store, "aa", "bb")
    store.save_verdict(conditions_id, run_id, "aa", verdict("one"))
    with Store(tmp_path / "out") as other:
        other.save_verdict(conditions_id, run_id, "bb", verdict("new", "one"))
    assert list_outcomes(store, conditions_id) == [("one",), ("new", "one")]


def test_the_first_verdict_stays(store: Store) -> None:
    conditions_id, run_id = start(store, "aa")
    store.save_verdict(conditions_id, run_id, "aa", verdict("one"))
    store.save_verdict(conditions_id, run_id, "aa", verdict("two"))
    assert list_outcomes(store, conditions_id) == [("one",)]


def test_of_a_verdict_that_cannot_be_stored_nothing_is_left(store: Store) -> None:
    conditions_id, run_id = start(store, "aa")
    broken = verdict("one", seconds=object())  # type: ignore[arg-type]
    with pytest.raises(sqlite3.Error):
        store.save_verdict(conditions_id, run_id, "aa", broken)
    assert store.connection.execute("SELECT count(*) FROM outcomes").fetchone() == (0,)
    store.save_verdict(conditions_id, run_id, "aa", verdict("other"))
    assert list_outcomes(store, conditions_id) == [("other",)]


def test_an_earlier_versions_folder_is_regraded_and_knows_what_was_published(
    tmp_path: Path,
) -> None:
    connection = sqlite3.connect(tmp_path / DATABASE)
    connection.executescript(FIRST_SCHEMA)
    connection.close()
    with Store(tmp_path) as store:
        assert store.choose_seed("0.1", None, lambda: 0) == 7
        assert store.list_published() == {"ada": PublishedRow("ada", "aa", 1, "passed", 3.0, "ada")}
        conditions_id, run_id = start(store, "aa")
        assert [row.status for row in store.list_rows(1)] == ["fault"]
        store.save_verdict(conditions_id, run_id, "aa", verdict("one"))
        assert list_outcomes(store, conditions_id) == [("one",)]


def grade_class(store: Store, *rows: StudentRow, absent: Absent) -> list[str]:
    """Grade a class, and return the students of the folder."""
    conditions_id, run_id = store.start_run(FINGERPRINT, rows, absent)
    for row in rows:
        if row.attempt:
            store.save_verdict(conditions_id, run_id, row.attempt, verdict("one"))
    return sorted(store.list_students())


@pytest.mark.parametrize(
    ("absent", "students"), [(Absent.KEEP, ["ada", "bo", "cy"]), (Absent.REMOVE, ["bo", "cy"])]
)
def test_absent_students_are_kept_or_removed(
    store: Store, absent: Absent, students: list[str]
) -> None:
    rows = to_row("ada", "aa"), to_row("bo", "bb")
    grade_class(store, *rows, absent=Absent.REFUSE)
    assert grade_class(store, rows[1], to_row("cy", "cc"), absent=absent) == students
    names = [row.student for row in store.list_rows(1) if row.earlier_conditions]
    assert names == [student for student in students if student == "ada"]


def test_absent_students_with_a_grade_are_refused_and_others_are_not(store: Store) -> None:
    bo = to_row("bo", "bb")
    refused = StudentRow("cy", refusal="no Python file")
    grade_class(store, to_row("ada", "aa"), bo, refused, absent=Absent.REFUSE)
    with pytest.raises(UsageError, match="ada have grades in this folder"):
        grade_class(store, bo, absent=Absent.REFUSE)
    listed = StudentRow("ada", refusal="missing")
    with pytest.raises(UsageError, match="ada have grades in this folder"):
        grade_class(store, bo, listed, absent=Absent.REFUSE)
    renamed = to_row("ada", "aa")._replace(student="Ada Lovelace")
    assert grade_class(store, bo, renamed, absent=Absent.REFUSE) == ["Ada Lovelace", "bo"]


def test_another_student_of_the_same_name_has_no_earlier_grade(store: Store) -> None:
    before, now = (
        to_row("ada", attempt)._replace(id=attempt, origin=attempt) for attempt in ("1", "2")
    )
    grade_class(store, before, absent=Absent.REFUSE)
    store.save_published([PublishedRow("ada", "1", 1, "passed", 3.0, "ada")])
    grade_class(store, before, absent=Absent.REFUSE)
    assert store.list_published()
    grade_class(store, now, absent=Absent.REMOVE)
    assert store.list_published() == {}
