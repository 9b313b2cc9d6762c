"""What the feedback of each student is called on disk: safe names, no two alike, in a table that takes no memory."""

from __future__ import annotations

import hashlib
import sqlite3
import unicodedata
from collections.abc import Iterable

RESERVED = {"con", "prn", "aux", "nul"} | {f"{port}{digit}" for port in ("com", "lpt") for digit in range(10)}
MAX_BYTES = 120
TABLE = """
CREATE TEMPORARY TABLE IF NOT EXISTS file_names (
    student TEXT PRIMARY KEY, plain TEXT NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS file_names_plain ON file_names (plain);
CREATE INDEX IF NOT EXISTS file_names_folded ON file_names (folded);
DELETE FROM file_names;
"""


class FileNames:
    """A file name, without suffix, for each student: the same for the same students, whatever their order."""

    def __init__(self, connection: sqlite3.Connection, students: Iterable[str]) -> None:
        """Name all of them; those that some system takes for the same have a part of a hash behind them."""
        self.connection = connection
        connection.executescript(TABLE)
        named = ((student, plain := safe_file_name(student), plain.casefold()) for student in students)
        rows = ((student, folded, name, folded) for student, name, folded in named)
        connection.executemany("INSERT OR IGNORE INTO file_names VALUES (?, ?, ?, ?)", rows)
        self.tell_apart()

    def tell_apart(self) -> None:
        """Rename those who share a name, by student; only they are held in memory."""
        shared = "SELECT plain FROM file_names GROUP BY plain HAVING count(*) > 1"
        alike = f"SELECT student FROM file_names WHERE plain IN ({shared}) ORDER BY student"
        for (student,) in self.connection.execute(alike).fetchall():
            name = self.with_hash(student)
            change = "UPDATE file_names SET name = ?, folded = ? WHERE student = ?"
            self.connection.execute(change, (name, name.casefold(), student))

    def with_hash(self, student: str) -> str:
        """The safe name with as much of a hash behind it as makes it one of its own."""
        digest = hashlib.sha256(student.encode()).hexdigest()
        names = [f"{safe_file_name(student)}-{digest[:length]}" for length in range(8, len(digest) + 1, 8)]
        return next((name for name in names if not self.is_used(name.casefold())), names[-1])

    def is_used(self, folded: str) -> bool:
        """Whether somebody has a name, or had it before it was told apart."""
        query = "SELECT 1 FROM file_names WHERE folded = ? OR plain = ?"
        return self.connection.execute(query, (folded, folded)).fetchone() is not None

    def of(self, student: str) -> str:
        """A student's file name."""
        query = "SELECT name FROM file_names WHERE student = ?"
        return str(self.connection.execute(query, (student,)).fetchone()[0])

    def __contains__(self, name: str) -> bool:
        """Whether it is somebody's file name."""
        return self.connection.execute("SELECT 1 FROM file_names WHERE name = ?", (name,)).fetchone() is not None


def safe_file_name(student: str) -> str:
    """Letters, digits and a few marks, not hidden, not a device, not too long; anything else becomes ``_``."""
    text = unicodedata.normalize("NFC", student)
    text = "".join(letter if letter.isalnum() or letter in " -_,()'." else "_" for letter in text)
    text = text.encode()[:MAX_BYTES].decode(errors="ignore").strip(" .")
    return f"{text}_" if not text or text.partition(".")[0].strip().casefold() in RESERVED else text
