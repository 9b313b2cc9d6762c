"""What a learning platform numbered, by student: one may have handed in several files, anywhere among the others'."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kata_runner.classroom.choosing import Candidate
from kata_runner.classroom.entries import Entry, Tree
from kata_runner.classroom.names import Who
from kata_runner.classroom.tables import key_of, nameless, parts_of

TABLES = """
CREATE TABLE students (number INTEGER PRIMARY KEY, name TEXT NOT NULL, id TEXT NOT NULL, came_as BLOB NOT NULL,
    UNIQUE (name, id));
CREATE TABLE candidates (student INTEGER NOT NULL, file BLOB NOT NULL, depth INTEGER NOT NULL, upload INTEGER NOT NULL,
    late INTEGER NOT NULL, path BLOB NOT NULL, modified REAL NOT NULL, place BLOB NOT NULL, refused TEXT NOT NULL);
CREATE INDEX candidates_student ON candidates (student);
"""


class Gathering:
    """Candidates from one tree, in tables on disk, for a class may be large."""

    def __init__(self, tree: Tree) -> None:
        """There are none yet."""
        self.tree = tree
        self.connection = nameless(TABLES)

    def close(self) -> None:
        """Forget them."""
        self.connection.close()

    def add(self, who: Who, came_as: str, candidates: Iterable[Candidate]) -> None:
        """Put a student's candidates to what there is of theirs; the name under which the first came is kept."""
        whose = (who.name, who.id)
        query = "INSERT OR IGNORE INTO students (name, id, came_as) VALUES (?, ?, ?)"
        self.connection.execute(query, (*whose, key_of(came_as)))
        [number] = self.connection.execute("SELECT number FROM students WHERE name = ? AND id = ?", whose).fetchone()
        rows = ((number, *row_of(candidate)) for candidate in candidates)
        self.connection.executemany("INSERT INTO candidates VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def __iter__(self) -> Iterator[tuple[Who, str, list[Candidate]]]:
        """Each student in the order of coming, with the first name and all candidates."""
        query = "SELECT * FROM candidates WHERE student = ? ORDER BY rowid"
        for number, name, id_, came_as in self.connection.execute("SELECT * FROM students ORDER BY number"):
            found = [self.candidate(row) for _, *row in self.connection.execute(query, (number,))]
            yield Who(name, id_), parts_of(came_as)[0], found

    def candidate(self, row: Sequence[Any]) -> Candidate:
        """The candidate that a row was made of."""
        file, depth, upload, late, path, modified, place, refused = row
        entry = Entry(parts_of(path), modified, self.tree, parts_of(place)[0], refused)
        return Candidate(parts_of(file)[0], entry, depth, upload, bool(late))


def row_of(candidate: Candidate) -> tuple[Any, ...]:
    """A candidate as plain values; names need not be text that a database takes."""
    entry = candidate.entry
    own = (key_of(candidate.file), candidate.depth, candidate.upload, candidate.late)
    return (*own, key_of(*entry.parts), entry.modified, key_of(entry.place), entry.refused)
