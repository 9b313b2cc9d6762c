"""Export of a learner's progress to one JSON file, import from it, and deletion."""

from __future__ import annotations

import json
import re
import sqlite3
import zlib
from base64 import b64decode, b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

from kata_runner.engine.source import MAX_SOURCE
from kata_runner.errors import PathError, UsageError
from kata_runner.learner.database import Remark, read, write
from kata_runner.learner.fields import to_count, to_number, to_text
from kata_runner.learner.file_writing import create_file
from kata_runner.learner.home import database_file, old_progress_file
from kata_runner.learner.progress_store import delete_old_attempts

FORMAT = 1
MAX_BYTES = 256 << 20
STANDING = (
    "kata", "best", "max_score", "attempts", "last_at", "version", "passed_at", "passed_version",
)  # fmt: skip
ATTEMPT = ("kata", "at", "score", "max_score", "passed", "version")
OUR_FILES = re.compile(
    r"progress(\.damaged(-\d+)?)?\.db(-journal)?|progress(\.(imported|damaged|\d+))?\.json"
)
NO_EXPORT = "is no file that `kata progress --export` wrote"


def export_progress(file: Path, remark: Remark) -> None:
    """Write the stored progress to a new file; raises PathError if that fails."""
    data = read(to_data, remark)
    try:
        create_file(file, json.dumps(data, indent=1).encode())
    except FileExistsError as error:
        raise PathError(f"{file} already exists and was not changed: name another") from error
    except OSError as error:
        raise PathError(f"{file} cannot be written: {error.strerror}") from error


def to_data(connection: sqlite3.Connection) -> dict[str, Any]:
    """Return the standings, attempts and hints in the database as plain data."""
    attempts = []
    rows = connection.execute(f"SELECT id, source, {', '.join(ATTEMPT)} FROM attempt ORDER BY id")
    for identity, source, *values in rows.fetchall():
        parts = connection.execute(
            "SELECT name, score, max_score FROM part WHERE attempt = ? ORDER BY rowid", (identity,)
        ).fetchall()
        text = b64encode(zlib.decompress(source)).decode()
        attempts.append(dict(zip(ATTEMPT, values, strict=True)) | {"parts": parts, "source": text})
    standings = connection.execute(f"SELECT {', '.join(STANDING)} FROM standing ORDER BY kata")
    hints = connection.execute("SELECT kata, part, count FROM hint ORDER BY kata, part")
    return {
        "format": FORMAT,
        "standings": [dict(zip(STANDING, row, strict=True)) for row in standings],
        "attempts": attempts,
        "hints": hints.fetchall(),
    }


def import_progress(file: Path, remark: Remark) -> int:
    """Merge an exported file into the stored progress; return how many katas are in it.

    Raises PathError if the file cannot be read or nothing can be stored, and UsageError for a file
    of another kind.
    """
    try:
        if file.stat().st_size > MAX_BYTES:
            raise UsageError(f"{file} {NO_EXPORT}: it is too large")
        data = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise PathError(f"{file}: {error.strerror}: name an exported file") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{file} {NO_EXPORT}") from error
    try:
        standings, attempts, hints = rows_in(data)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise UsageError(f"{file} {NO_EXPORT}") from error

    def merge(connection: sqlite3.Connection) -> None:
        merge_standings(connection, standings)
        merge_attempts(connection, attempts)
        connection.executemany(
            "INSERT INTO hint VALUES (?, ?, ?) ON CONFLICT (kata, part)"
            " DO UPDATE SET count = max(count, excluded.count)",
            hints,
        )

    write(merge, remark)
    return len(standings)


def rows_in(data: Any) -> tuple[list[Any], list[Any], list[Any]]:
    """Return standings, attempts and hints as rows of the right types.

    Data of another structure raises KeyError, ValueError, TypeError, AttributeError or
    OverflowError.
    """
    if data["format"] != FORMAT:
        raise ValueError("another format")
    standings = [standing_row(entry) for entry in data["standings"]]
    attempts = [attempt_row(entry) for entry in data["attempts"]]
    return standings, attempts, [hint_row(*hint) for hint in data["hints"]]


def hint_row(kata: Any, part: Any, count: Any) -> tuple[str, str, int]:
    """Return one row of the table `hint`."""
    return to_text(kata), to_text(part), to_count(count)


def standing_row(entry: Any) -> tuple[Any, ...]:
    """Return one row of the table `standing`."""
    passed_at, passed_version = entry["passed_at"], entry["passed_version"]
    return (
        to_text(entry["kata"]),
        to_number(entry["best"]),
        to_number(entry["max_score"]),
        to_count(entry["attempts"]),
        to_number(entry["last_at"]),
        to_text(entry["version"]),
        None if passed_at is None else to_number(passed_at),
        None if passed_version is None else to_text(passed_version),
    )


def attempt_row(entry: Any) -> tuple[tuple[Any, ...], list[tuple[str, float, float]]]:
    """Return one row of the table `attempt`, and the rows of its parts.

    Raises ValueError for a source that is too large for an attempt.
    """
    source = b64decode(entry["source"], validate=True)
    if len(source) > MAX_SOURCE:
        raise ValueError("larger than any attempt")
    row = (
        to_text(entry["kata"]),
        to_number(entry["at"]),
        to_number(entry["score"]),
        to_number(entry["max_score"]),
        int(bool(entry["passed"])),
        to_text(entry["version"]),
        sha256(source).hexdigest(),
        zlib.compress(source),
    )
    parts = [
        (to_text(name), to_number(score), to_number(most)) for name, score, most in entry["parts"]
    ]
    return row, parts


def merge_standings(connection: sqlite3.Connection, rows: list[tuple[Any, ...]]) -> None:
    """Insert standings, each merged with an existing one of the same kata.

    The version and the score are those of the newer standing, and the earlier time of passing is
    kept. On the same version, the best score is kept. The version that was passed is that of the
    newer standing, unless only the other one passed, or passed on the version that is stored.
    """
    connection.executemany(
        "INSERT INTO standing VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (kata) DO UPDATE SET"
        " best = CASE WHEN version = excluded.version THEN max(best, excluded.best)"
        " WHEN last_at < excluded.last_at THEN excluded.best ELSE best END,"
        " max_score = CASE WHEN last_at < excluded.last_at THEN excluded.max_score"
        " ELSE max_score END,"
        " version = CASE WHEN last_at < excluded.last_at THEN excluded.version ELSE version END,"
        " attempts = max(attempts, excluded.attempts), last_at = max(last_at, excluded.last_at),"
        " passed_version = CASE"
        " WHEN last_at < excluded.last_at AND passed_version = excluded.version THEN passed_version"
        " WHEN last_at < excluded.last_at THEN coalesce(excluded.passed_version, passed_version)"
        " WHEN excluded.passed_version = version THEN excluded.passed_version"
        " ELSE coalesce(passed_version, excluded.passed_version) END,"
        " passed_at = CASE WHEN passed_at IS NULL THEN excluded.passed_at"
        " WHEN excluded.passed_at IS NULL THEN passed_at ELSE min(passed_at, excluded.passed_at)"
        " END",
        rows,
    )


def merge_attempts(connection: sqlite3.Connection, attempts: list[Any]) -> None:
    """Insert the attempts that are not stored yet.

    All attempts are inserted again in the order of their times, because the latest attempt is the
    one with the largest id.
    """
    known = {
        tuple(row) for row in connection.execute("SELECT kata, sha256, at FROM attempt").fetchall()
    }
    existing = [
        (row, connection.execute(PARTS_OF, (identity,)).fetchall())
        for identity, *row in connection.execute(
            f"SELECT id, {', '.join(ATTEMPT)}, sha256, source FROM attempt"
        ).fetchall()
    ]
    new = [(row, parts) for row, parts in attempts if (row[0], row[6], row[1]) not in known]
    if not new:
        return
    connection.execute("DELETE FROM attempt")
    for row, parts in sorted([*existing, *new], key=lambda each: each[0][1]):
        identity = connection.execute(
            f"INSERT INTO attempt ({', '.join(ATTEMPT)}, sha256, source)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        ).lastrowid
        connection.executemany(
            "INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?)",
            [(identity, *part) for part in parts],
        )
    for kata in {row[0] for row, _ in new}:
        delete_old_attempts(connection, kata)


PARTS_OF = "SELECT name, score, max_score FROM part WHERE attempt = ? ORDER BY rowid"


def delete_progress() -> list[Path]:
    """Delete all data about the learner, damaged and old files included; return the deleted files.

    Raises PathError if a file cannot be deleted.
    """
    deleted = []
    for file in progress_files():
        try:
            file.unlink()
        except OSError as error:
            raise PathError(f"{file} cannot be deleted: {error.strerror}") from error
        deleted.append(file)
    return deleted


def progress_files() -> list[Path]:
    """Return every file that holds progress."""
    homes = {file.parent for file in (database_file(), old_progress_file()) if file}
    return sorted(file for home in homes for file in home.glob("progress.*") if is_ours(file.name))


def is_ours(name: str) -> bool:
    """Whether a file of this name is written by this version or was written by an earlier one."""
    return OUR_FILES.fullmatch(name) is not None
