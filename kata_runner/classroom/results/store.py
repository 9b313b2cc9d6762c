"""`results.sqlite`: what was handed in, under which conditions it was graded, and each verdict.

The grades and the feedback are written from it. Each verdict is stored in a separate transaction,
so the process may be killed at any time; its key is the attempt's hash and the conditions, so
nothing is graded or counted twice. Outcomes are stored in a separate table, as most attempts share
them.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple, Self

from kata_runner.classroom.fingerprint import Fingerprint
from kata_runner.classroom.records import StudentRow, Verdict
from kata_runner.classroom.results import schema
from kata_runner.classroom.results.database_errors import describe_error
from kata_runner.classroom.results.feedback_folder import make_folder, refuse_links
from kata_runner.classroom.results.identity import from_stored, list_replaced, to_stored
from kata_runner.classroom.results.membership import Absent, add_absent
from kata_runner.classroom.submissions.kinds import DATABASE
from kata_runner.errors import PathError, UsageError

MAX_OUTCOME_IDS = 1 << 12  # kept in memory: most attempts share most outcomes
MAX_SHARED = 1 << 11  # characters of such an outcome; longer ones contain printed text
OPEN_TIMEOUT = 0.5  # seconds to wait for another program's lock when the database is opened
BUSY_TIMEOUT = 10_000  # milliseconds to wait later: a run may have taken hours by then
NOW = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"
WIDTH = StudentRow._fields.index("verdict")  # the fields before it are the table's columns
LAST_RUN = """
SELECT conditions, kata, seed FROM runs JOIN conditions ON conditions.id = conditions
ORDER BY runs.id DESC LIMIT 1
"""
ROWS = """
SELECT submissions.*, fault, status, score, max_score, seconds, report, outcomes FROM submissions
LEFT JOIN verdicts ON verdicts.attempt = submissions.attempt
    AND conditions = CASE WHEN kept THEN kept ELSE ? END
LEFT JOIN faults ON faults.attempt = submissions.attempt
"""


class PublishedRow(NamedTuple):
    """A student's grade as it was last published, and the name of the feedback files."""

    student: str
    attempt: str
    conditions: int
    status: str
    score: float | None
    feedback: str


class Store:
    """The open database of one folder."""

    def __init__(self, folder: Path) -> None:
        """Open or create the database; raises PathError if that fails."""
        self.file, self.folder = folder / DATABASE, folder.resolve()
        self._outcome_ids: dict[str, int] = {}
        refuse_links(folder / f"{DATABASE}{suffix}" for suffix in ("", "-wal", "-shm", "-journal"))
        make_folder(folder)
        try:
            self.connection = sqlite3.connect(self.file, isolation_level=None, timeout=OPEN_TIMEOUT)
            try:
                self._prepare()
            except BaseException:
                self.close()
                raise
        except sqlite3.Error as error:
            raise PathError(describe_error(error, self.file)) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the database; everything has been written already."""
        with suppress(sqlite3.Error):
            self.connection.close()

    def _prepare(self) -> None:
        """Set the journal, and create or migrate the tables in one transaction."""
        execute = self.connection.execute
        execute("PRAGMA journal_mode = WAL")
        execute("PRAGMA synchronous = NORMAL")  # a power cut may lose verdicts: they are regraded
        with self._transaction():
            [version] = execute("PRAGMA user_version").fetchone()
            if version > schema.SCHEMA_VERSION:
                raise PathError(
                    f"{self.file}: made by a newer kata-runner: install that, or choose "
                    f"another --out"
                )
            if version < schema.SCHEMA_VERSION:
                self._migrate(version)
            # Always written, so that a read-only database fails now.
            execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION}")
        execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")

    def _migrate(self, version: int) -> None:
        execute = self.connection.execute
        if version < schema.MIN_VERDICTS_VERSION:
            execute("DROP TABLE IF EXISTS verdicts")  # in a format that is no longer supported
        if version == schema.MIN_VERDICTS_VERSION:
            for column in schema.NEW_COLUMNS:
                execute(f"ALTER TABLE submissions ADD COLUMN {column}")
        else:
            execute("DROP TABLE IF EXISTS submissions")  # each run rewrites it
        for statement in schema.SCHEMA.split(";"):
            execute(statement)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Run a block as one transaction, which is rolled back on any error."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._outcome_ids.clear()  # ids that were inserted in the block are rolled back
            if self.connection.in_transaction:  # on some errors SQLite rolls back by itself
                self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def choose_seed(self, kata: str, seed: int | None, draw: Callable[[], int]) -> int:
        """Return the given seed, else that of the folder's last run, else a new one.

        Raises UsageError when the folder holds another kata's results.
        """
        last = self.connection.execute(LAST_RUN).fetchone()
        if last is not None and last[1] != kata:
            raise UsageError(f"{self.file} holds results of kata {last[1]}: choose another --out")
        if seed is not None:
            return seed
        return int(last[2]) if last is not None else draw()

    def get_last_run(self) -> tuple[int, str, int]:
        """Return the last run's conditions id, kata and seed; raises PathError without one."""
        row = self.connection.execute(LAST_RUN).fetchone()
        if row is None:
            raise PathError(f"{self.file}: nothing was graded into it yet: run kata grade first")
        return int(row[0]), str(row[1]), int(row[2])

    def start_run(
        self, fingerprint: Fingerprint, rows: Iterable[StudentRow], absent: Absent = Absent.REMOVE
    ) -> tuple[int, int]:
        """Store the class, and return the ids of the conditions and of the run.

        Raises UsageError if students with a grade are absent and `absent` is `REFUSE`.
        """
        execute = self.connection.execute
        with self._transaction():
            names, marks = ", ".join(Fingerprint._fields), ", ".join("?" * len(fingerprint))
            execute(f"INSERT OR IGNORE INTO conditions ({names}) VALUES ({marks})", fingerprint)
            query = f"SELECT id FROM conditions WHERE ({names}) = ({marks})"
            [conditions_id] = execute(query, fingerprint).fetchone()
            graded = dict(execute("SELECT attempt, conditions FROM verdicts ORDER BY run"))
            earlier = self.list_class()
            rows = add_absent(rows, earlier, graded, absent)
            # A grade of another student is not this one's before.
            replaced = list_replaced({row.student: row for row in rows}, earlier)
            delete = "DELETE FROM published WHERE student = ?"
            self.connection.executemany(delete, ((name,) for name in replaced))
            execute("DELETE FROM submissions")
            execute("DELETE FROM faults")
            insert = f"INSERT INTO submissions VALUES ({', '.join('?' * WIDTH)})"
            self.connection.executemany(insert, (self._to_values(row) for row in rows))
            insert = f"INSERT INTO runs (conditions, started) VALUES (?, {NOW})"
            return conditions_id, execute(insert, (conditions_id,)).lastrowid or 0

    def end_run(self, run_id: int) -> None:
        """Record that a run has ended."""
        self.connection.execute(f"UPDATE runs SET ended = {NOW} WHERE id = ?", (run_id,))

    def save_verdict(self, conditions_id: int, run_id: int, attempt: str, verdict: Verdict) -> None:
        """Store a verdict, unless the attempt has one under these conditions."""
        *values, outcomes = verdict
        with self._transaction():
            ids = ",".join(str(self._get_outcome_id(outcome)) for outcome in outcomes)
            self.connection.execute(
                f"INSERT OR IGNORE INTO verdicts VALUES (?, ?, ?, ?, ?, ?, ?, {NOW}, ?, ?)",
                (conditions_id, attempt, run_id, *values, ids),
            )

    def save_fault(self, attempt: str, fault: str) -> None:
        """Store why grading failed; as there is no verdict, the next run tries again."""
        query = "INSERT OR REPLACE INTO faults VALUES (?, ?)"
        self.connection.execute(query, (attempt, fault))

    def _get_outcome_id(self, outcome: str) -> int:
        """Return an outcome's id, from memory if it is there; a new outcome is inserted."""
        if (known := self._outcome_ids.get(outcome)) is not None:
            return known
        outcome_id = self._find_or_insert(outcome)
        if len(outcome) <= MAX_SHARED and len(self._outcome_ids) < MAX_OUTCOME_IDS:
            self._outcome_ids[outcome] = outcome_id
        return outcome_id

    def _find_or_insert(self, outcome: str) -> int:
        key = hashlib.sha256(outcome.encode()).digest()
        query = "SELECT id FROM outcomes WHERE hash = ?"
        if row := self.connection.execute(query, (key,)).fetchone():
            return int(row[0])
        insert = "INSERT INTO outcomes (hash, outcome) VALUES (?, ?)"
        return self.connection.execute(insert, (key, outcome)).lastrowid or 0

    def list_graded(self, conditions_id: int) -> set[str]:
        """Return the attempts that have a verdict under these conditions."""
        query = "SELECT attempt FROM verdicts WHERE conditions = ?"
        return {attempt for (attempt,) in self.connection.execute(query, (conditions_id,))}

    def list_rows(self, conditions_id: int) -> Iterator[StudentRow]:
        """Yield the rows of the class in the order of names, with the verdicts that exist."""
        values = self.connection.execute(f"{ROWS} ORDER BY student", (conditions_id,))
        return map(self._with_verdict, values)

    def get_row(self, conditions_id: int, student: str) -> StudentRow:
        """Return one student of the class."""
        query = f"{ROWS} WHERE student = ?"
        return self._with_verdict(
            self.connection.execute(query, (conditions_id, student)).fetchone()
        )

    def get_conditions(self, conditions_id: int) -> Fingerprint:
        """Return the conditions with an id."""
        query = f"SELECT {', '.join(Fingerprint._fields)} FROM conditions WHERE id = ?"
        return Fingerprint._make(self.connection.execute(query, (conditions_id,)).fetchone())

    def _with_verdict(self, values: Sequence[Any]) -> StudentRow:
        """Return a row of the class with its verdict, if there is one."""
        *own, fault, status, score, max_score, seconds, report, outcomes = values
        verdict = None
        if status:
            texts = tuple(self._list_outcomes(outcomes))
            verdict = Verdict(status, score, max_score, seconds, report, texts)
        return self._to_row(own)._replace(verdict=verdict, fault=fault or "")

    def _list_outcomes(self, ids: str) -> Iterator[str]:
        query = "SELECT outcome FROM outcomes WHERE id = ?"
        for outcome_id in filter(None, ids.split(",")):
            yield self.connection.execute(query, (outcome_id,)).fetchone()[0]

    def list_class(self) -> list[StudentRow]:
        """Return the rows of the class without verdicts."""
        return list(map(self._to_row, self.connection.execute("SELECT * FROM submissions")))

    def list_students(self) -> list[str]:
        """Return the names of the students of the class."""
        return [row.student for row in self.list_class()]

    def list_published(self) -> dict[str, PublishedRow]:
        """Return the rows that were last published, by student."""
        rows = map(PublishedRow._make, self.connection.execute("SELECT * FROM published"))
        return {row.student: row for row in rows}

    def save_published(self, rows: Iterable[PublishedRow]) -> None:
        """Replace the published rows."""
        with self._transaction():
            self.connection.execute("DELETE FROM published")
            query = "INSERT INTO published VALUES (?, ?, ?, ?, ?, ?)"
            self.connection.executemany(query, rows)

    def _to_values(self, row: StudentRow) -> tuple[Any, ...]:
        """Convert a row for the table `submissions`."""
        return row._replace(origin=to_stored(row.origin, self.folder))[:WIDTH]

    def _to_row(self, values: Iterable[Any]) -> StudentRow:
        """Convert a row of the table `submissions`."""
        row = StudentRow(*values)
        return row._replace(late=bool(row.late), is_undecided=bool(row.is_undecided),
                            is_listed=bool(row.is_listed),
                            origin=from_stored(row.origin, self.folder))  # fmt: skip
