"""A learner's progress: attempts with their source, scores by part, hints, and passed katas."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from time import time
from typing import TYPE_CHECKING, Any

from kata_runner.errors import KataRunnerError, PackError
from kata_runner.grading.source_digest import digest_sources, normalize_newlines
from kata_runner.learner.database import Remark, read, write
from kata_runner.learner.part_outcomes import find_first_failure, group_by_part

if TYPE_CHECKING:
    from kata_runner.model import Kata, Report

MAX_ATTEMPTS = 50  # stored per kata, with their source
VERSION_LENGTH = 16  # letters
ATTEMPT = ("kata", "at", "score", "max_score", "passed", "version", "sha256", "source")
# Created on demand, because files of earlier versions do not have this table.
FAILURE_TABLE = (
    "CREATE TABLE IF NOT EXISTS failure"
    " (kata TEXT PRIMARY KEY, part TEXT NOT NULL, cause TEXT NOT NULL)"
)
BEST = (
    "SELECT score, max_score, passed, source FROM attempt WHERE kata = ?"
    " ORDER BY passed DESC, score DESC, id DESC LIMIT 1"
)


@dataclass(frozen=True)
class Standing:
    """How far a learner is with one kata.

    Times are seconds since 1970, 0 if unknown. `parts` maps each part to the points of the latest
    attempt and the maximum. `max_score` is 0 if the score is known only from the file of an earlier
    version.
    """

    kata: str
    best: float
    max_score: float
    attempts: int
    last_at: float
    version: str
    passed_at: float | None
    passed_version: str
    parts: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        """Whether any attempt has passed."""
        return self.passed_at is not None

    def is_outdated(self, kata: Kata) -> bool:
        """Whether the score was reached on another version of the kata.

        False if the version is not known, as in the file of an earlier version of this program.
        """
        reached = self.passed_version if self.passed else self.version
        return reached not in ("", get_version(kata))


@dataclass(frozen=True)
class KeptAttempt:
    """A stored attempt."""

    score: float
    max_score: float
    passed: bool
    source: bytes


@dataclass(frozen=True)
class Failure:
    """The part that failed first in an attempt, and its diagnosed cause, empty if there is none."""

    part: str
    cause: str


class Progress:
    """A learner's progress.

    `remark` is called with one line about what is wrong with the file, if anything is.
    """

    def __init__(self, remark: Remark) -> None:
        """Open nothing yet; each method opens the database itself."""
        self._remark = remark

    def record(self, report: Report, version: str) -> None:
        """Store an attempt at a version of its kata; raises PathError if that fails.

        Grading the same file again with the same score only updates the time.
        """
        write(lambda database: record_attempt(database, report, version), self._remark)

    def standings(self) -> dict[str, Standing]:
        """Return how far the learner is with each kata that was tried, by the kata's name."""
        return read(read_standings, self._remark)

    def has_passed(self, kata: Kata) -> bool:
        """Whether any attempt at the kata has passed."""
        standing = self.standings().get(kata.name)
        return standing is not None and standing.passed

    def best_attempt(self, kata: Kata) -> KeptAttempt | None:
        """Return the best stored attempt: passed before failed, then by score, then the latest.

        None if none is stored.
        """
        return read(lambda database: read_best(database, kata.name), self._remark)

    def hints(self, kata: Kata) -> dict[str, int]:
        """Return how many hints were given for each part."""
        query = "SELECT part, count FROM hint WHERE kata = ?"
        return read(lambda database: dict(database.execute(query, (kata.name,))), self._remark)

    def latest_failure(self, kata: Kata) -> Failure | None:
        """Return what failed first in the latest attempt.

        None if nothing failed, or nothing is stored.
        """

        def find(connection: sqlite3.Connection) -> Any:
            with suppress(sqlite3.OperationalError):  # the table is missing in an older file
                return connection.execute(
                    "SELECT part, cause FROM failure WHERE kata = ?", (kata.name,)
                ).fetchone()

        row = read(find, self._remark)
        return Failure(*map(str, row)) if row else None

    def add_hint(self, kata: Kata, part: str, total: int) -> int:
        """Count one more hint for a part, up to `total`, and return how many have been given.

        Raises PathError if the count cannot be stored.
        """
        return write(lambda database: count_hint(database, kata.name, part, total), self._remark)


def record(report: Report, remark: Remark) -> None:
    """Store an attempt; `remark` is called with what is wrong, if that fails."""
    try:
        Progress(remark).record(report, get_version(report.kata))
    except KataRunnerError as error:
        remark(str(error))


def get_version(kata: Kata) -> str:
    """Return a short hash of what the kata grades; empty if it cannot be read.

    The hash covers the pinned tables, without the line that says from which files they were made.
    Without pinned tables, it covers those files.
    """
    with suppress(OSError):
        _, _, tables = normalize_newlines(kata.expected.read_bytes()).partition(b"\n")
        return sha256(tables).hexdigest()[:VERSION_LENGTH]
    with suppress(PackError):
        return digest_sources(kata)[:VERSION_LENGTH]
    return ""


def record_failure(connection: sqlite3.Connection, report: Report) -> None:
    """Replace the stored failure by the one that a learner should fix first, if any."""
    connection.execute(FAILURE_TABLE)
    connection.execute("DELETE FROM failure WHERE kata = ?", (report.kata.name,))
    if (first := find_first_failure(report.outcomes)) and not report.message:
        row = (report.kata.name, first.part, first.cause)
        connection.execute("INSERT INTO failure VALUES (?, ?, ?)", row)


def record_attempt(connection: sqlite3.Connection, report: Report, version: str) -> None:
    """Store an attempt, and update how far its kata is.

    For the same attempt as the latest one, only the time is updated.
    """
    kata, now = report.kata.name, time()
    latest = connection.execute(
        "SELECT id FROM attempt WHERE kata = ? AND sha256 = ? AND version = ? AND score = ?"
        " AND id = (SELECT max(id) FROM attempt WHERE kata = ?)",
        (kata, report.attempt.sha256, version, report.score, kata),
    ).fetchone()
    if latest:
        connection.execute("UPDATE attempt SET at = ? WHERE id = ?", (now, *latest))
    else:
        attempt = report.attempt
        source = zlib.compress(attempt.source)
        score = (report.score, report.max_score, report.passed)
        parts = [(part.name, part.points, part.max_points)
                 for part in group_by_part(report.outcomes)]  # fmt: skip
        insert_attempt(connection, (kata, now, *score, version, attempt.sha256, source), parts)
        delete_old_attempts(connection, kata)
    update_standing(connection, report, version, now, is_new=not latest)
    record_failure(connection, report)


def read_standings(connection: sqlite3.Connection) -> dict[str, Standing]:
    """Return how far the learner is with each kata, by the kata's name."""
    rows = connection.execute(
        "SELECT kata, best, max_score, attempts, last_at, version, passed_at,"
        " coalesce(passed_version, '') FROM standing"
    ).fetchall()
    parts = parts_of_latest(connection)
    return {row[0]: replace(Standing(*row), parts=parts.get(row[0], {})) for row in rows}


def read_best(connection: sqlite3.Connection, kata: str) -> KeptAttempt | None:
    """Return the best stored attempt at a kata, None if none is stored."""
    row = connection.execute(BEST, (kata,)).fetchone()
    if row is None:
        return None
    score, max_score, passed, source = row
    return KeptAttempt(score, max_score, bool(passed), zlib.decompress(source))


def count_hint(connection: sqlite3.Connection, kata: str, part: str, total: int) -> int:
    """Count one more hint, up to `total`; return how many have been given."""
    connection.execute(
        "INSERT INTO hint VALUES (?, ?, 1) ON CONFLICT (kata, part) DO UPDATE SET"
        " count = min(count + 1, ?)",
        (kata, part, total),
    )
    query = "SELECT count FROM hint WHERE kata = ? AND part = ?"
    return int(connection.execute(query, (kata, part)).fetchone()[0])


def insert_attempt(
    connection: sqlite3.Connection, row: Sequence[object], parts: Iterable[Sequence[object]]
) -> None:
    """Insert an attempt, whose values are those of `ATTEMPT`, and the points of its parts."""
    identity = connection.execute(
        f"INSERT INTO attempt ({', '.join(ATTEMPT)}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row
    ).lastrowid
    connection.executemany(
        "INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?)", [(identity, *part) for part in parts]
    )


def delete_old_attempts(connection: sqlite3.Connection, kata: str) -> None:
    """Delete the oldest attempts at a kata, so that at most `MAX_ATTEMPTS` are left.

    The best attempt is never deleted.
    """
    connection.execute(
        "DELETE FROM attempt WHERE kata = :kata AND id NOT IN"
        " (SELECT id FROM attempt WHERE kata = :kata ORDER BY id DESC LIMIT :most)"
        " AND id NOT IN (SELECT id FROM attempt WHERE kata = :kata"
        " ORDER BY passed DESC, score DESC, id DESC LIMIT 1)",
        {"kata": kata, "most": MAX_ATTEMPTS - 1},
    )


def update_standing(
    connection: sqlite3.Connection, report: Report, version: str, now: float, *, is_new: bool
) -> None:
    """Update how far a kata is after an attempt.

    A best score on another version of the kata is replaced. A kata that was passed stays passed,
    since its first pass; `passed_version` is the latest version that was passed.
    """
    connection.execute(
        "INSERT INTO standing VALUES (:kata, :score, :max_score, :new, :now, :version,"
        " :passed_at, :passed_version) ON CONFLICT (kata) DO UPDATE SET"
        " best = CASE WHEN version = :version OR version = '' THEN max(best, :score)"
        " ELSE :score END,"
        " max_score = :max_score, attempts = attempts + :new, last_at = :now, version = :version,"
        " passed_at = coalesce(passed_at, :passed_at),"
        " passed_version = coalesce(:passed_version, passed_version)",
        {
            "kata": report.kata.name,
            "score": report.score,
            "max_score": report.max_score,
            "new": int(is_new),
            "now": now,
            "version": version,
            "passed_at": now if report.passed else None,
            "passed_version": version if report.passed else None,
        },
    )


def parts_of_latest(connection: sqlite3.Connection) -> dict[str, dict[str, tuple[float, float]]]:
    """Return the points of the latest attempt at each kata, by part."""
    rows = connection.execute(
        "SELECT kata, name, part.score, part.max_score FROM part JOIN attempt ON attempt.id ="
        " part.attempt WHERE attempt.id IN (SELECT max(id) FROM attempt GROUP BY kata)"
        " ORDER BY part.rowid"
    )
    by_kata: dict[str, dict[str, tuple[float, float]]] = {}
    for kata, name, score, max_score in rows:
        by_kata.setdefault(kata, {})[name] = (score, max_score)
    return by_kata
