"""Who is in a class, by all that a submission may tell of its student, in tables on disk, for a class may be large."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kata_runner.classroom.few import Few
from kata_runner.classroom.roster.groups import Groups, join
from kata_runner.classroom.roster.handles import (
    EMAIL,
    FILE,
    ID,
    LOCAL,
    LOOSE_ID,
    NAME,
    fold,
    get_stem,
    list_handles,
    shares_word,
    to_letters,
)
from kata_runner.classroom.student import Student
from kata_runner.classroom.submissions.formats import AGREES, BY_ID, BY_NAME, CONTRADICTS, UNKNOWN
from kata_runner.classroom.submissions.submission import Submission
from kata_runner.classroom.tables import key_of, nameless, row_by_row
from kata_runner.sanitize import harmless

TABLES = """
CREATE TABLE students (
    line INTEGER PRIMARY KEY, name TEXT NOT NULL, files TEXT NOT NULL, ids TEXT NOT NULL, email TEXT NOT NULL,
    is_named INTEGER NOT NULL, key BLOB NOT NULL UNIQUE);
CREATE TABLE handles (kind INTEGER, handle BLOB, student INTEGER, PRIMARY KEY (kind, handle, student)) WITHOUT ROWID;
"""
COLUMNS = "name, files, ids, email"
MAX_LETTERS = 255  # of a name: an archive may call a file by sixty thousand dashes
MAX_CANDIDATES = 5  # of those who could be meant


@dataclass(frozen=True, slots=True)
class Match:
    """The student who is meant, the members of a group that is, or those who could be and why that is not known."""

    student: Student | None = None
    group: str = ""
    members: tuple[Student, ...] = ()
    candidates: tuple[Student, ...] = ()
    why: str = ""


class Roster:
    """Who is in the class, and whose a submission is."""

    def __init__(self, students: Iterable[Student], notes: Few[str] | None = None) -> None:
        """Know each student by everything that is theirs; lines that agree in every name, id and address are one."""
        self.connection = nameless(TABLES)
        self.groups = Groups(self.connection)
        self.notes: Few[str] = notes or Few()
        try:
            for student in students:
                self.add(student)
        except BaseException:
            self.close()
            raise

    def add(self, student: Student) -> None:
        """Put a student on the list, unless they are on it."""
        ids = json.dumps(student.ids)
        is_named = student.name not in (student.email, *student.ids)
        key = key_of(fold(student.name), fold(ids), fold(student.email))
        values = (student.name, json.dumps(student.files), ids, student.email, is_named, key)
        insert = "INSERT OR IGNORE INTO students VALUES (NULL, ?, ?, ?, ?, ?, ?)"
        self.connection.execute(insert, values)
        [line] = self.connection.execute("SELECT line FROM students WHERE key = ?", (key,)).fetchone()
        rows = ((kind, key_of(handle), line) for kind, handle in list_handles(student))
        self.connection.executemany("INSERT OR IGNORE INTO handles VALUES (?, ?, ?)", rows)
        self.groups.add(line, student.groups)

    def __len__(self) -> int:
        """Return how many there are."""
        return int(self.connection.execute("SELECT count(*) FROM students").fetchone()[0])

    def __iter__(self) -> Iterator[Student]:
        """Yield each student, in the order of the lines."""
        return (to_student(*row) for _, *row in row_by_row(self.connection, "students", COLUMNS))

    def close(self) -> None:
        """Forget them."""
        self.connection.close()

    def find(self, submission: Submission) -> Match:
        """Return who handed it in, or who could have."""
        if submission.platform:
            return self.find_sender(submission.sender, trusts_id=submission.trusts_id)
        for label in (submission.label, submission.sender.name, *submission.cores):
            if match := self.match_label(label, NAME if label in submission.cores else LOCAL) if label else None:
                return self.doubt_group(match, submission) if match.members else match
        return Match()

    def doubt_group(self, match: Match, submission: Submission) -> Match:
        """Return candidates where the file in a group's folder is called after a student: it may be theirs alone."""
        lines = self.find_label(submission.entry.name) if submission.entry else set()
        if not lines:
            return match
        why = f"{match.group[:80]} is a group and {harmless(submission.where)[:80]} in it is called after a student"
        return self.to_candidates(lines, why)

    def match_label(self, label: str, weakest: int) -> Match | None:
        """Return whom a label means: one student, or one group."""
        lines, groups = self.find_label(label, weakest), self.groups.find(get_stem(label[:MAX_LETTERS]))
        if groups:
            return self.match_group(groups, lines, label)
        return self.to_match(lines, f"{label[:80]} is what several students go by") if lines else None

    def match_group(self, groups: dict[str, set[int]], students: set[int], label: str) -> Match:
        """Return the one group that a label means, where it does not mean another student or group as well."""
        [name, *others], members = groups, join(groups)
        if others or (students and students != members):
            return self.to_candidates(members | students, f"{label[:80]} is what several students or groups go by")
        return Match(group=name, members=tuple(self.get(line) for line in sorted(members)))

    def find_sender(self, sender: Student, *, trusts_id: bool = True) -> Match:
        """Return whom a platform's number and name mean."""
        by_id = self.find_id(sender) if trusts_id else set()
        by_name = self.find_name(sender.name)
        if not by_id & by_name and (groups := self.groups.find(sender.name)):
            return self.match_group(groups, by_name | (by_id - join(groups)), sender.name)
        if by_id and by_name and not by_id & by_name:
            return self.to_match(by_id | by_name, f"the number {sender.id} is one student's and the name another's")
        if by_id and not by_name and not any(self.may_be(line, sender.name) for line in by_id):
            return self.to_candidates(by_id, f"the number {sender.id} is a student's whose name is another")
        return self.to_match(
            (by_id & by_name) or by_id or by_name, f"{sender.name[:80]} is the name of several students"
        )

    def find_id(self, sender: Student) -> set[int]:
        """Return the lines of those who have a platform's number."""
        return self.find_lines(ID, [fold(sender.id)]) or self.find_lines(LOOSE_ID, [fold(sender.id).lstrip("0")])

    def find_name(self, name: str) -> set[int]:
        """Return the lines of those who have a platform's name, which may begin with their group's."""
        if lines := self.find_lines(NAME, [to_letters(name)]):
            return lines
        for members, rest in self.groups.list_splits(name):
            lines = self.find_lines(NAME, [to_letters(rest)])
            if lines := lines if members is None else lines & members:
                return lines
        return set()

    def find_label(self, label: str, weakest: int = LOCAL) -> set[int]:
        """Return the lines of those whom a label means, by the surest handle that means anybody.

        Of what is left of a label without what all share, an address's first part means nobody: it may be a first name.
        """
        label = label[:MAX_LETTERS]
        keys = [fold(label), fold(get_stem(label))]
        bare = keys[-1].lstrip("0") if keys[-1].isdecimal() else ""
        handles = {FILE: keys, ID: keys, LOOSE_ID: [bare] if bare else [], EMAIL: keys,
                   NAME: [to_letters(keys[-1])], LOCAL: [*keys, to_letters(keys[-1])]}  # fmt: skip
        kinds = (kind for kind in handles if kind <= weakest)
        return next(filter(None, (self.find_lines(kind, handles[kind]) for kind in kinds)), set())

    def find_lines(self, kind: int, handles: Sequence[str]) -> set[int]:
        """Return the lines of those who go by one of these handles."""
        query = f"SELECT student FROM handles WHERE kind = ? AND handle IN ({', '.join('?' * len(handles))})"
        return {line for (line,) in self.connection.execute(query, (kind, *map(key_of, handles)))}

    def to_match(self, lines: set[int], why: str) -> Match:
        """Return the one student who is meant, or several as candidates."""
        if len(lines) == 1:
            return Match(self.get(next(iter(lines))))
        return self.to_candidates(lines, why) if lines else Match()

    def to_candidates(self, lines: set[int], why: str) -> Match:
        """Return those who could be meant, and why that is not known."""
        return Match(candidates=tuple(self.get(line) for line in sorted(lines)[:MAX_CANDIDATES]), why=why)

    def get(self, line: int) -> Student:
        """Return the student on a line of the list."""
        query = f"SELECT {COLUMNS} FROM students WHERE line = ?"
        return to_student(*self.connection.execute(query, (line,)).fetchone())

    def fit(self, sender: Student) -> str:
        """Say how the list knows a platform's sender: how its number and its name go together."""
        by_id, by_name = self.find_id(sender), self.find_name(sender.name)
        by_name = by_name or join(self.groups.find(sender.name))
        if not by_id:
            return BY_NAME if by_name else UNKNOWN
        if by_id & by_name or (not by_name and any(self.has_name_like(line, sender.name) for line in by_id)):
            return AGREES
        return CONTRADICTS if by_name or any(map(self.is_named, by_id)) else BY_ID

    def may_be(self, line: int, name: str) -> bool:
        """Whether a sender's name does not speak against a student: it is like theirs, or the list has none."""
        return self.has_name_like(line, name) or not self.is_named(line)

    def has_name_like(self, line: int, name: str) -> bool:
        """Whether a word of a student's name stands in a sender's."""
        return shares_word(name, self.get(line).name)

    def is_named(self, line: int) -> bool:
        """Whether the list has a name for a student, not only a number or an address."""
        return bool(self.connection.execute("SELECT is_named FROM students WHERE line = ?", (line,)).fetchone()[0])

    def knows(self, label: str) -> bool:
        """Whether exactly one student or one group of the list goes by this label."""
        match = self.match_label(label, LOCAL)
        return match is not None and not match.candidates

    def find_named(self, text: str) -> list[Student]:
        """Return those whom a person means who writes this: by the whole name, an id or an address."""
        lines = self.find_lines(NAME, [to_letters(text)]) | self.find_lines(ID, [fold(text)])
        return [self.get(line) for line in sorted(lines | self.find_lines(EMAIL, [fold(text)]))]


def to_student(name: str, files: str, ids: str, email: str) -> Student:
    """Return the student that a row was made of."""
    return Student(name, tuple(json.loads(ids)), email, tuple(json.loads(files)), True)
