"""What is left to judge: where each source lies, in a table on disk, so that a large class takes no more memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from kata_runner.classroom.places import Places
from kata_runner.classroom.submissions.entry import Entry
from kata_runner.classroom.tables import MOST_CACHED, row_by_row

TABLE = """
CREATE TEMPORARY TABLE backlog (
    number INTEGER PRIMARY KEY, attempt TEXT NOT NULL UNIQUE,
    tree INTEGER NOT NULL, place BLOB NOT NULL, name TEXT NOT NULL)
"""


class Backlog:
    """Sources by the hashes of what is in them, each once; gone with the connection."""

    def __init__(self, connection: sqlite3.Connection, places: Places) -> None:
        """Nothing is in it."""
        self.connection, self.places = connection, places
        connection.execute(f"PRAGMA temp.cache_size = -{MOST_CACHED}")
        connection.execute(TABLE)

    def __len__(self) -> int:
        """How many there are."""
        return int(self.connection.execute("SELECT count(*) FROM backlog").fetchone()[0])

    def add(self, attempt: str, entry: Entry) -> None:
        """Note where an attempt's source lies; of several places the first."""
        query = "INSERT OR IGNORE INTO backlog (attempt, tree, place, name) VALUES (?, ?, ?, ?)"
        self.connection.execute(query, (attempt, *self.places.packed(entry)))

    def leave_out_judged(self, conditions: int) -> None:
        """Forget what has a verdict under these conditions."""
        judged = "SELECT attempt FROM verdicts WHERE conditions = ?"
        self.connection.execute(f"DELETE FROM backlog WHERE attempt IN ({judged})", (conditions,))

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """Each attempt's hash with where its source lies; what happens to the store meanwhile does not matter."""
        for _, attempt, *place in row_by_row(self.connection, "backlog", "attempt, tree, place, name"):
            yield attempt, self.places.entry(*place)
