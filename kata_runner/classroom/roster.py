"""Who is in a class, by all that a submission may tell of its student, in tables on disk, for a class may be large."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kata_runner.classroom.collect import Submission
from kata_runner.classroom.tables import key_of, nameless, row_by_row

TABLES = """
CREATE TABLE students (
    line INTEGER PRIMARY KEY, name TEXT NOT NULL, files TEXT NOT NULL, ids TEXT NOT NULL, email TEXT NOT NULL);
CREATE TABLE handles (kind INTEGER, handle BLOB, student INTEGER, PRIMARY KEY (kind, handle)) WITHOUT ROWID;
"""
COLUMNS = "name, files, ids, email"
KNOW = """
INSERT INTO handles VALUES (?, ?, ?) ON CONFLICT (kind, handle) DO UPDATE
SET student = CASE WHEN student = excluded.student THEN student END
"""  # what two students share, nobody is known by
MOST_LETTERS = 255  # of a name: an archive may call a file by sixty thousand dashes


@dataclass(frozen=True, slots=True)
class Student:
    """A line of the roster."""

    name: str
    files: tuple[str, ...]
    ids: tuple[str, ...]
    email: str


class Roster:
    """Who is in the class, and whose a submission is."""

    def __init__(self, students: Iterable[Student]) -> None:
        """Know each student by everything that is theirs alone."""
        self.connection = nameless(TABLES)
        try:
            for line, student in enumerate(students, 1):
                self.add(line, student)
        except BaseException:
            self.close()
            raise

    def add(self, line: int, student: Student) -> None:
        """Put a student on a line of the roster."""
        values = (line, student.name, json.dumps(student.files), json.dumps(student.ids), student.email)
        self.connection.execute("INSERT INTO students VALUES (?, ?, ?, ?, ?)", values)
        handles = enumerate(handles_of(student))
        self.connection.executemany(KNOW, ((kind, key_of(own), line) for kind, all_ in handles for own in all_ if own))

    def __len__(self) -> int:
        """How many there are."""
        return int(self.connection.execute("SELECT count(*) FROM students").fetchone()[0])

    def __iter__(self) -> Iterator[Student]:
        """Each student, in the order of the lines."""
        return (student_of(*row) for _, *row in row_by_row(self.connection, "students", COLUMNS))

    def close(self) -> None:
        """Forget them."""
        self.connection.close()

    def find(self, submission: Submission) -> Student | None:
        """The student who handed it in, where one and only one can be meant."""
        names = submission.name, stem(submission.name), submission.who.name
        keys = [plain(name[:MOST_LETTERS]) for name in names]
        behind_dash = [key[place + 1 :] for key in keys for place in range(len(key)) if key[place] == "-"]
        wanted = (
            keys,
            [submission.who.id, *keys, *behind_dash],
            keys,
            [letters(submission.who.name)],
            [*keys, letters(submission.who.name), *behind_dash],
        )
        for kind, handles in enumerate(wanted):
            known = self.known_by(kind, handles)
            if len(known) == 1:
                return self.on_line(known.pop())
        return None

    def known_by(self, kind: int, handles: Sequence[str]) -> set[int]:
        """The lines of those whom one of these handles means."""
        those = ", ".join("?" * len(handles))
        query = f"SELECT student FROM handles WHERE kind = ? AND handle IN ({those}) AND student NOT NULL"
        return {line for (line,) in self.connection.execute(query, (kind, *map(key_of, handles)))}

    def on_line(self, line: int) -> Student:
        """The student on a line of the roster."""
        query = f"SELECT {COLUMNS} FROM students WHERE line = ?"
        return student_of(*self.connection.execute(query, (line,)).fetchone())


def student_of(name: str, files: str, ids: str, email: str) -> Student:
    """The student that a row was made of."""
    return Student(name, tuple(json.loads(files)), tuple(json.loads(ids)), email)


def handles_of(student: Student) -> tuple[list[str], ...]:
    """What a student is known by, the surest first: files, ids, address, name, and the address's first part."""
    files = [plain(key) for file in student.files for key in (file, stem(file))]
    words = plain(student.name).replace(",", " ").split()
    turned = [letters("".join(words[start:] + words[:start])) for start in range(len(words))]
    local = plain(student.email).partition("@")[0]
    return files, [plain(key) for key in student.ids], [plain(student.email)], turned, [local, letters(local)]


def stem(file: str) -> str:
    """A file's name without folders and suffix."""
    return file.replace("\\", "/").rstrip("/").rpartition("/")[2].removesuffix(".py")


def plain(text: str) -> str:
    """Text as it is compared."""
    return unicodedata.normalize("NFC", text).strip().casefold()


def letters(text: str) -> str:
    """Only its letters and digits, without accents."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in decomposed if letter.isalnum())
