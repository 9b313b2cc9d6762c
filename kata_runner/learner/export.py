"""Export of a learner's progress to one JSON file, import from it, and deletion."""

from __future__ import annotations

import json
import re
import sqlite3
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from kata_runner.engine.attempt_file import MAX_SOURCE
from kata_runner.errors import PathError, UsageError
from kata_runner.learner.database import Remark, read, write
from kata_runner.learner.fields import to_count, to_number, to_text
from kata_runner.learner.file_writing import create_file, explain_errors
from kata_runner.learner.home import database_file, old_progress_file
from kata_runner.learner.progress_store import ATTEMPT, delete_old_attempts, insert_attempt

FORMAT = 1
MAX_BYTES = 256 << 20
Converter = Callable[[Any], object]
STANDING: Mapping[str, Converter] = {
    "kata": to_text,
    "best": to_number,
    "max_score": to_number,
    "attempts": to_count,
    "last_at": to_number,
    "version": to_text,
    "passed_at": lambda value: None if value is None else to_number(value),
    "passed_version": lambda value: None if value is None else to_text(value),
}
SCORE: Mapping[str, Converter] = {  # the first columns of an attempt
    "kata": to_text,
    "at": to_number,
    "score": to_number,
    "max_score": to_number,
    "passed": bool,
    "version": to_text,
}
PART: tuple[Converter, ...] = (to_text, to_number, to_number)
HINT: tuple[Converter, ...] = (to_text, to_text, to_count)
Row = list[Any]
AttemptRows = tuple[Row, list[Row]]  # of an attempt and of its parts
OUR_FILES = re.compile(
    r"progress(\.damaged(-\d+)?)?\.db(-journal)?|progress(\.(imported|damaged|\d+))?\.json"
)
NO_EXPORT = "is no file that `kata progress --export` wrote"


def export_progress(file: Path) -> None:
    """Write the stored progress to a new file; raises PathError if that fails, or if what is stored
    cannot be read.
    """

    def refuse(remark: str) -> None:
        raise PathError(f"{file} was not written: {remark}")

    data = read(to_data, refuse)
    with explain_errors(file, "name another"):
        create_file(file, json.dumps(data, indent=1).encode())


def to_data(connection: sqlite3.Connection) -> dict[str, Any]:
    """Return the standings, attempts and hints in the database as plain data."""
    attempts = [
        dict(zip(SCORE, row, strict=False))
        | {"parts": parts, "source": b64encode(zlib.decompress(row[-1])).decode()}
        for row, parts in list_attempts(connection)
    ]
    standings = connection.execute(f"SELECT {', '.join(STANDING)} FROM standing ORDER BY kata")
    hints = connection.execute("SELECT kata, part, count FROM hint ORDER BY kata, part")
    return {
        "format": FORMAT,
        "standings": [dict(zip(STANDING, row, strict=True)) for row in standings],
        "attempts": attempts,
        "hints": hints.fetchall(),
    }


def list_attempts(connection: sqlite3.Connection) -> list[AttemptRows]:
    """Return all attempts in the database with their parts, the oldest first."""
    query = "SELECT name, score, max_score FROM part WHERE attempt = ? ORDER BY rowid"
    rows = connection.execute(f"SELECT id, {', '.join(ATTEMPT)} FROM attempt ORDER BY id")
    return [
        (row, connection.execute(query, (identity,)).fetchall())
        for identity, *row in rows.fetchall()
    ]


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


def rows_in(data: Any) -> tuple[list[Row], list[AttemptRows], list[Row]]:
    """Return standings, attempts and hints as rows of the right types.

    Data of another structure raises KeyError, ValueError, TypeError, AttributeError or
    OverflowError.
    """
    if data["format"] != FORMAT:
        raise ValueError("another format")
    standings = [to_row(entry, STANDING) for entry in data["standings"]]
    attempts = [to_attempt_rows(entry) for entry in data["attempts"]]
    return standings, attempts, [convert_each(hint, HINT) for hint in data["hints"]]


def to_row(entry: Any, columns: Mapping[str, Converter]) -> Row:
    """Return the values of these columns, each converted."""
    return [convert(entry[name]) for name, convert in columns.items()]


def convert_each(values: Any, converters: tuple[Converter, ...]) -> Row:
    """Return the values, each converted; raises ValueError for another number of them."""
    return [convert(value) for convert, value in zip(converters, values, strict=True)]


def to_attempt_rows(entry: Any) -> AttemptRows:
    """Return the row of an attempt and the rows of its parts.

    Raises ValueError for a source that is too large for an attempt.
    """
    source = b64decode(entry["source"], validate=True)
    if len(source) > MAX_SOURCE:
        raise ValueError("larger than any attempt")
    row = [*to_row(entry, SCORE), sha256(source).hexdigest(), zlib.compress(source)]
    return row, [convert_each(part, PART) for part in entry["parts"]]


def merge_standings(connection: sqlite3.Connection, rows: list[Row]) -> None:
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


def merge_attempts(connection: sqlite3.Connection, attempts: list[AttemptRows]) -> None:
    """Insert the attempts that are not stored yet.

    All attempts are inserted again in the order of their times, because the latest attempt is the
    one with the largest id.
    """
    stored = list_attempts(connection)
    known = {get_identity(row) for row, _ in stored}
    new = [each for each in attempts if get_identity(each[0]) not in known]
    if not new:
        return
    connection.execute("DELETE FROM attempt")
    for row, parts in sorted([*stored, *new], key=lambda each: each[0][ATTEMPT.index("at")]):
        insert_attempt(connection, row, parts)
    for kata in {row[0] for row, _ in new}:
        delete_old_attempts(connection, kata)


def get_identity(row: Row) -> tuple[Any, ...]:
    """Return the values that tell an attempt from others: its kata, time and hash."""
    return tuple(row[ATTEMPT.index(name)] for name in ("kata", "at", "sha256"))


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
    """Return every file that holds progress, of this version or of an earlier one.

    Raises PathError for a folder that cannot be read.
    """
    homes = {file.parent for file in (database_file(), old_progress_file()) if file}
    files = [file for home in homes for file in list_files(home)]
    return sorted(file for file in files if OUR_FILES.fullmatch(file.name))


def list_files(folder: Path) -> list[Path]:
    """Return what is in a folder, nothing if there is none; raises PathError."""
    try:
        return list(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise PathError(f"{folder} cannot be read: {error.strerror}: see who may") from error
