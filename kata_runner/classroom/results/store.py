"""`results.sqlite`, the truth about a classroom: what was handed in, under which conditions it was judged, and how.

Everything else in the folder is written from it. A verdict is kept in a transaction of its own, so a process may be
killed at any moment; its key is the attempt's hash and the conditions, so nothing is judged or counted twice. Outcomes
stand in a table of their own, for most attempts have the same.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import suppress
from dataclasses import astuple
from pathlib import Path
from typing import NamedTuple

from kata_runner.classroom.conditions import Conditions
from kata_runner.classroom.results.database_errors import describe_error
from kata_runner.classroom.results.feedback_folder import refuse_links
from kata_runner.classroom.few import KEPT, Few
from kata_runner.classroom.results.membership import Absent, remember_class, settle_absent
from kata_runner.classroom.results.record import MOST_REMEMBERED, MOST_SHARED, Record
from kata_runner.classroom.results.schema import ANSWERS_VERSION, NEW_COLUMNS, SAME_FILES, SCHEMA, SCHEMA_VERSION, SHARED
from kata_runner.errors import UnusablePath, WrongUse

FILE = "results.sqlite"
MOST_NAMED = 5  # of the students with one file
MISSING = "missing"
UNDECIDED = "undecided"
MOST_CACHED = 256  # KB of the file in memory, whatever the size of the class
PATIENCE = 0.5  # seconds for another program that holds the database when it is opened
PATIENCE_ON_THE_WAY = 10_000  # milliseconds later on: a run that was hours long is worth waiting
NOW = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"


class HandedIn(NamedTuple):
    """A line of the class: the attempt's hash, or why there is none; `missing` as the reason is who gave nothing."""

    student: str
    id: str
    email: str
    file: str
    late: bool
    attempt: str
    refused: str
    is_undecided: bool = False
    is_listed: bool = False
    origin: str = ""
    note: str = ""
    kept: int = 0


class Verdict(NamedTuple):
    """What an attempt came to."""

    status: str
    score: float
    max_score: float
    seconds: float
    record: Record


class Graded(NamedTuple):
    """A line of the class with its verdict; status is ``refused``, ``missing`` or ``fault`` where there is none."""

    handed_in: HandedIn
    status: str
    score: float | None
    max_score: float | None
    record: Record | None
    reason: str


class SameFile(NamedTuple):
    """A file that several students handed in, byte for byte: how many did, and the first of them by name."""

    attempt: str
    times: int
    students: tuple[str, ...]


class Published(NamedTuple):
    """What was last told to a student."""

    student: str
    attempt: str
    conditions: int
    status: str
    score: float | None
    feedback: str


class Store:
    """The open store of one folder."""

    def __init__(self, folder: Path) -> None:
        """Open it, or make it; raises UnusablePath when that cannot be done."""
        self.file = folder / FILE
        self.numbers: dict[str, int] = {}  # of the first short outcomes: those that most attempts have come early
        self.outcomes: dict[str, str] = {}  # and the other way round
        refuse_links(folder / f"{FILE}{suffix}" for suffix in ("", "-wal", "-shm", "-journal"))
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self.connection = sqlite3.connect(self.file, isolation_level=None, timeout=PATIENCE)
        except sqlite3.Error as error:
            raise UnusablePath(describe_error(error, self.file)) from error
        except OSError as error:
            raise UnusablePath(f"{folder}: cannot keep results there: {error}: choose another --out") from error
        try:
            self.prepare()
        except sqlite3.Error as error:
            self.close()
            raise UnusablePath(describe_error(error, self.file)) from error
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Store:
        """It is open already."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Close it; all that was kept is on disk already."""
        with suppress(sqlite3.Error):
            self.connection.close()

    def prepare(self) -> None:
        """Set the journal and make the tables, in one step."""
        run = self.connection.execute
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = NORMAL")  # with this journal only a power cut loses a verdict: it is then made anew
        run(f"PRAGMA cache_size = -{MOST_CACHED}")
        run("BEGIN IMMEDIATE")
        [version] = run("PRAGMA user_version").fetchone()
        if version > SCHEMA_VERSION:
            raise UnusablePath(f"{self.file}: made by a newer kata-runner: install that, or choose another --out")
        if version < SCHEMA_VERSION:
            if version < ANSWERS_VERSION:
                run("DROP TABLE IF EXISTS verdicts")  # an earlier grader's, which none would be taken over from
            if version == ANSWERS_VERSION:
                for column in NEW_COLUMNS:
                    run(f"ALTER TABLE submissions ADD COLUMN {column}")
            else:
                run("DROP TABLE IF EXISTS submissions")  # each run writes it anew
            for statement in SCHEMA.split(";"):
                run(statement)
        run(f"PRAGMA user_version = {SCHEMA_VERSION}")  # written always: what cannot be written is found out now
        run("COMMIT")
        run(f"PRAGMA busy_timeout = {PATIENCE_ON_THE_WAY}")

    def transaction(self, work: Callable[[], None]) -> None:
        """Do all of something or nothing."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            work()
        except BaseException:
            self.connection.execute("ROLLBACK")
            self.numbers.clear()  # what was numbered in here is not there
            raise
        self.connection.execute("COMMIT")

    def seed(self, kata: str, wanted: int | None, fresh: Callable[[], int]) -> int:
        """The seed that was asked for, else the one that this folder's last run used, else a fresh one.

        Raises WrongUse when the folder holds another kata's results.
        """
        query = (
            "SELECT kata, seed FROM runs JOIN conditions ON conditions.id = conditions ORDER BY runs.id DESC LIMIT 1"
        )
        last = self.connection.execute(query).fetchone()
        if last is not None and last[0] != kata:
            raise WrongUse(f"{self.file} holds results of kata {last[0]}: choose another --out")
        if wanted is not None:
            return wanted
        return int(last[1]) if last is not None else fresh()

    def begin(
        self, conditions: Conditions, handed_in: Iterable[HandedIn], absent: Absent = Absent.REMOVE
    ) -> tuple[int, int]:
        """Start a run: the ids of its conditions and of itself.

        Raises WrongUse where students with a grade are not in it and nobody said what becomes of them.
        """
        ids: list[int] = []

        def work() -> None:
            run = self.connection.execute
            values = astuple(conditions)
            run("INSERT OR IGNORE INTO conditions (kata, content, grader, limits, seed) VALUES (?, ?, ?, ?, ?)", values)
            where = "kata = ? AND content = ? AND grader = ? AND limits = ? AND seed = ?"
            [number] = run(f"SELECT id FROM conditions WHERE {where}", values).fetchone()
            remember_class(self.connection)
            run("DELETE FROM submissions")
            run("DELETE FROM faults")
            marks = ", ".join("?" * len(HandedIn._fields))
            self.connection.executemany(f"INSERT INTO submissions VALUES ({marks})", handed_in)
            settle_absent(self.connection, absent)
            new = run(f"INSERT INTO runs (conditions, started) VALUES (?, {NOW})", (number,))
            ids.extend((number, new.lastrowid or 0))

        self.transaction(work)
        return ids[0], ids[1]

    def keep(self, conditions: int, run: int, attempt: str, verdict: Verdict) -> None:
        """Keep a verdict. One that is there stays as it is."""

        def work() -> None:
            *figures, record = verdict
            outcomes = ",".join(str(self.number_of(outcome)) for outcome in record.outcomes)
            self.connection.execute(
                f"INSERT OR IGNORE INTO verdicts VALUES (?, ?, ?, ?, ?, ?, ?, {NOW}, ?, ?)",
                (conditions, attempt, run, *figures, record.report, outcomes),
            )

        self.transaction(work)

    def number_of(self, outcome: str) -> int:
        """An outcome's number; it is kept where it has none yet."""
        if outcome in self.numbers:
            return self.numbers[outcome]
        key = hashlib.sha256(outcome.encode()).digest()
        self.connection.execute("INSERT OR IGNORE INTO outcomes (hash, outcome) VALUES (?, ?)", (key, outcome))
        number = int(self.connection.execute("SELECT id FROM outcomes WHERE hash = ?", (key,)).fetchone()[0])
        if is_shared(outcome, self.numbers):
            self.numbers[outcome] = number
        return number

    def outcome(self, number: str) -> str:
        """The outcome of a number."""
        if number in self.outcomes:
            return self.outcomes[number]
        outcome = str(self.connection.execute("SELECT outcome FROM outcomes WHERE id = ?", (number,)).fetchone()[0])
        if is_shared(outcome, self.outcomes):
            self.outcomes[number] = outcome
        return outcome

    def record(self, report: str, outcomes: str) -> Record:
        """What was recorded, put together."""
        return Record(report, tuple(map(self.outcome, filter(None, outcomes.split(",")))))

    def keep_fault(self, attempt: str, fault: str) -> None:
        """Note that our own side failed; it is no verdict, so the next run tries again."""
        self.connection.execute("INSERT OR REPLACE INTO faults VALUES (?, ?)", (attempt, fault))

    def end(self, run: int) -> None:
        """Note that a run came to its end."""
        self.connection.execute(f"UPDATE runs SET ended = {NOW} WHERE id = ?", (run,))

    def get_last_run(self) -> tuple[int, str, int]:
        """Return the conditions, the kata and the seed of the last run; raises UnusablePath where there was none."""
        query = "SELECT conditions, kata, seed FROM runs JOIN conditions ON conditions.id = conditions"
        row = self.connection.execute(f"{query} ORDER BY runs.id DESC LIMIT 1").fetchone()
        if row is None:
            raise UnusablePath(f"{self.file}: nothing was graded into it yet: run kata grade first")
        return int(row[0]), str(row[1]), int(row[2])

    def graded(self, conditions: int) -> Iterator[Graded]:
        """The class in the order of its names, each with what is known."""
        query = """
            SELECT submissions.*, status, score, max_score, report, outcomes, fault FROM submissions
            LEFT JOIN verdicts ON verdicts.attempt = submissions.attempt
                AND conditions = CASE WHEN kept THEN kept ELSE ? END
            LEFT JOIN faults ON faults.attempt = submissions.attempt
            ORDER BY student
        """
        for *known, status, score, max_score, report, outcomes, fault in self.connection.execute(query, (conditions,)):
            handed_in = HandedIn._make(known)._replace(late=bool(known[4]))
            if handed_in.is_undecided:
                yield Graded(handed_in, UNDECIDED, None, None, None, handed_in.refused)
                continue
            if status:
                yield Graded(handed_in, status, score, max_score, self.record(report, outcomes), "")
            elif handed_in.refused == MISSING:
                yield Graded(handed_in, MISSING, None, None, None, "handed in nothing")
            elif handed_in.refused:
                yield Graded(handed_in, "refused", None, None, None, handed_in.refused)
            else:
                yield Graded(handed_in, "fault", None, None, None, fault or "not graded yet")

    def students(self) -> Iterator[str]:
        """The class's names."""
        return (name for (name,) in self.connection.execute("SELECT student FROM submissions"))

    def same_files(self, but: str) -> Few[SameFile]:
        """What more than one student handed in, the most frequent first, without the file that has this hash."""
        rows = self.connection.execute(SAME_FILES, {"but": but, "students": MOST_NAMED, "files": KEPT})
        first = [SameFile(attempt, count, tuple(json.loads(students))) for attempt, count, students in rows]
        [[count]] = self.connection.execute(f"SELECT count(*) FROM ({SHARED})", {"but": but})
        return Few(first, count)

    def published(self, student: str) -> Published | None:
        """What a student was last told."""
        row = self.connection.execute("SELECT * FROM published WHERE student = ?", (student,)).fetchone()
        return None if row is None else Published._make(row)

    def no_longer_published(self) -> Iterator[str]:
        """The feedback of those who were told something once and are not in the class now."""
        query = "SELECT feedback FROM published WHERE student NOT IN (SELECT student FROM submissions)"
        return (name for (name,) in self.connection.execute(query))

    def publish(self, told: Iterable[Published]) -> None:
        """Note what each student is told now, and forget who is no longer in the class."""

        def work() -> None:
            self.connection.executemany("INSERT OR REPLACE INTO published VALUES (?, ?, ?, ?, ?, ?)", told)
            self.connection.execute("DELETE FROM published WHERE student NOT IN (SELECT student FROM submissions)")

        self.transaction(work)


def is_shared(outcome: str, remembered: Sized) -> bool:
    """Whether an outcome is remembered too: it is short, and they are not too many."""
    return len(outcome) <= MOST_REMEMBERED and len(remembered) < MOST_SHARED
