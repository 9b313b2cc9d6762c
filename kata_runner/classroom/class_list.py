"""Who handed in what: one line a student, and what an instructor should know about how it came to be.

The list is gathered in a table on disk, for a class may be large.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from kata_runner.classroom.backlog import Backlog
from kata_runner.classroom.collect import Submission, source_of
from kata_runner.classroom.entries import Entry, RefusedError
from kata_runner.classroom.few import Few
from kata_runner.classroom.names import Who
from kata_runner.classroom.places import Places
from kata_runner.classroom.roster import Roster, Student
from kata_runner.classroom.store import MISSING, HandedIn
from kata_runner.classroom.tables import nameless, row_by_row

Person = Who | Student
TABLE = """
CREATE TABLE class (
    line INTEGER PRIMARY KEY, person TEXT NOT NULL UNIQUE, name TEXT NOT NULL, mark TEXT NOT NULL, shown TEXT UNIQUE,
    id TEXT NOT NULL, email TEXT NOT NULL, file TEXT NOT NULL, late INTEGER NOT NULL, refused TEXT NOT NULL,
    number INTEGER NOT NULL, modified REAL NOT NULL, tree INTEGER, place BLOB, entry TEXT);
CREATE INDEX names ON class (name);
"""


class ClassList:
    """Of several submissions of each student the newest, and those on the roster who handed in nothing."""

    def __init__(self, places: Places) -> None:
        """Nobody is on it; the file of the table has no name and goes with the connection."""
        self.places = places
        self.connection = nameless(TABLE)

    def close(self) -> None:
        """Forget it."""
        self.connection.close()

    @property
    def handed_in(self) -> int:
        """How many students handed in something."""
        query = "SELECT count(*) FROM class WHERE refused != ?"
        return int(self.connection.execute(query, (MISSING,)).fetchone()[0])

    def add(self, person: Person, submission: Submission, remarks: Few[str]) -> None:
        """Put a student's submission on it; where there is one already the newer stays, with a remark."""
        query = "SELECT line, file, refused = '', number, modified FROM class WHERE person = ?"
        other = self.connection.execute(query, (repr(person),)).fetchone()
        if other is None:
            self.write(None, person, submission)
            return
        line, file, *age = other
        is_newer = submission.age >= tuple(age)
        kept, left = (submission.where, file) if is_newer else (file, submission.where)
        which = f"{kept} counts, {left} does not" if kept != left else "the newer counts"
        remarks.append(f"{submission.who.name} handed in twice: {which}")
        if is_newer:
            self.write(line, person, submission)

    def add_absent(self, student: Student) -> None:
        """Note that a student handed in nothing, unless something of theirs is on it."""
        if not self.connection.execute("SELECT 1 FROM class WHERE person = ?", (repr(student),)).fetchone():
            self.write(None, student, Submission(Who(student.name), "", "", None, MISSING))

    def write(self, line: int | None, person: Person, submission: Submission) -> None:
        """Write a line, a new one or over one that is there."""
        own_id = "".join(person.ids[:1])
        _, number, modified = submission.age
        place = self.places.packed(submission.entry) if submission.entry else (None, None, None)
        values = (
            line, repr(person), person.name, own_id or person.email, None, submission.who.id or own_id, person.email,
            submission.where, submission.late, submission.refused, number, modified, *place,
        )  # fmt: skip
        self.connection.execute(f"INSERT OR REPLACE INTO class VALUES ({', '.join('?' * len(values))})", values)

    def name_everybody(self) -> None:
        """Give each a name to be shown by, no two alike: of two who share one each has a number or an address too."""
        alike = "(SELECT count(*) FROM class AS other WHERE other.name = class.name)"
        for line, name, mark, count in row_by_row(self.connection, "class", f"name, mark, {alike}"):
            shown = self.unused(f"{name} ({mark})" if count > 1 and mark else name)
            self.connection.execute("UPDATE class SET shown = ? WHERE line = ?", (shown, line))

    def unused(self, name: str) -> str:
        """The name, with a number where it is taken."""
        number, found = 1, name
        while self.connection.execute("SELECT 1 FROM class WHERE shown = ?", (found,)).fetchone():
            number += 1
            found = f"{name} ({number})"
        return found

    def lines(self, backlog: Backlog) -> Iterator[HandedIn]:
        """A line for each student; every file is read for its hash, and where it lies is put on the backlog."""
        columns = "shown, id, email, file, late, refused, tree, place, entry"
        for _, shown, id_, email, file, late, refused, *place in row_by_row(self.connection, "class", columns):
            sha256, why = ("", refused) if refused else self.read(self.places.entry(*place), backlog)
            yield HandedIn(shown, id_, email, file, bool(late), sha256, why)

    def read(self, entry: Entry, backlog: Backlog) -> tuple[str, str]:
        """The hash of what can be read, or why it cannot."""
        try:
            sha256 = hashlib.sha256(source_of(entry)).hexdigest()
        except RefusedError as error:
            return "", str(error)
        backlog.add(sha256, entry)
        return sha256, ""


def class_list(
    submissions: Iterable[Submission], roster: Roster | None, remarks: Few[str], places: Places
) -> ClassList:
    """Who handed in what, with remarks on what was decided on the way."""
    found = ClassList(places)
    try:
        for submission in submissions:
            found.add(whose(submission, roster, remarks), submission, remarks)
        if roster is not None:
            for student in roster:
                found.add_absent(student)
        found.name_everybody()
    except BaseException:
        found.close()
        raise
    return found


def whose(submission: Submission, roster: Roster | None, remarks: Few[str]) -> Person:
    """The student on the roster, else whoever the file's name tells of."""
    if roster is None:
        return submission.who
    student = roster.find(submission)
    if student is None:
        remarks.append(f"not on the roster: {submission.who.name} ({submission.where})")
    return student or submission.who
