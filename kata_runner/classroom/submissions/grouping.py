"""The files of a platform's download by sender: one may have handed in several, anywhere among the others'."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kata_runner.classroom.roster.student import Student
from kata_runner.classroom.submissions.entry import Entry, Tree
from kata_runner.classroom.submissions.select import Candidate
from kata_runner.classroom.tables import key_of, nameless, parts_of

TABLES = """
CREATE TABLE students (number INTEGER PRIMARY KEY, name TEXT NOT NULL, id TEXT NOT NULL, came_as BLOB NOT NULL,
    UNIQUE (name, id));
CREATE TABLE candidates (student INTEGER NOT NULL, file BLOB NOT NULL, depth INTEGER NOT NULL, upload INTEGER NOT NULL,
    late INTEGER NOT NULL, version INTEGER NOT NULL, no_file TEXT NOT NULL, path BLOB NOT NULL, modified REAL NOT NULL,
    tree INTEGER NOT NULL, place BLOB NOT NULL, refused TEXT NOT NULL);
CREATE INDEX candidates_student ON candidates (student);
"""


class Grouping:
    """Candidates from one tree, in tables on disk, for a class may be large."""

    def __init__(self) -> None:
        """There are none yet."""
        self.trees: dict[Tree, int] = {}
        self.connection = nameless(TABLES)

    def close(self) -> None:
        """Forget them."""
        self.connection.close()

    def add(self, sender: Student, label: str, candidates: Iterable[Candidate]) -> None:
        """Put a sender's candidates to what there is of theirs; the label under which the first came is kept."""
        key = (sender.name, sender.id)
        query = "INSERT OR IGNORE INTO students (name, id, came_as) VALUES (?, ?, ?)"
        self.connection.execute(query, (*key, key_of(label)))
        [index] = self.connection.execute("SELECT number FROM students WHERE name = ? AND id = ?", key).fetchone()
        rows = ((index, *self.to_row(candidate)) for candidate in candidates)
        self.connection.executemany(f"INSERT INTO candidates VALUES ({', '.join('?' * 12)})", rows)

    def __iter__(self) -> Iterator[tuple[Student, str, list[Candidate]]]:
        """Yield each sender in the order of coming, with the first label and all candidates."""
        query = "SELECT * FROM candidates WHERE student = ? ORDER BY rowid"
        for index, name, id_, label in self.connection.execute("SELECT * FROM students ORDER BY number"):
            candidates = [self.from_row(row) for _, *row in self.connection.execute(query, (index,))]
            yield Student(name, (id_,)), parts_of(label)[0], candidates

    def to_row(self, candidate: Candidate) -> tuple[Any, ...]:
        """Return a candidate as plain values; names need not be text that a database takes."""
        entry = candidate.entry
        tree = self.trees.setdefault(entry.tree, len(self.trees))
        own = (key_of(candidate.file), candidate.depth, candidate.upload, candidate.late, candidate.version)
        place = (key_of(*entry.parts), entry.modified, tree, key_of(entry.place), entry.refused)
        return (*own, candidate.no_file, *place)

    def from_row(self, row: Sequence[Any]) -> Candidate:
        """Return the candidate that a row was made of."""
        file, depth, upload, late, version, no_file, path, modified, tree, place, refused = row
        entry = Entry(parts_of(path), modified, list(self.trees)[tree], parts_of(place)[0], refused)
        return Candidate(parts_of(file)[0], entry, depth, upload, bool(late), version, True, no_file)
