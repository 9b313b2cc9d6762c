"""Who handed in what: one line a student, and what an instructor should know about how it came to be.

Claims are gathered in a table on disk, for a class may be large, and settled when all are there: the first of two who
claim one student must not count because it came first.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from kata_runner.classroom.backlog import Backlog
from kata_runner.classroom.few import Few
from kata_runner.classroom.places import Places
from kata_runner.classroom.roster.claims import Claim, settle
from kata_runner.classroom.roster.decisions import Decisions
from kata_runner.classroom.roster.roster import Match, Roster
from kata_runner.classroom.store import MISSING, HandedIn
from kata_runner.classroom.student import Student
from kata_runner.classroom.submissions.entry import Entry, RefusedError
from kata_runner.classroom.submissions.select import IsStarter
from kata_runner.classroom.submissions.submission import Submission, read_source
from kata_runner.classroom.tables import nameless, row_by_row
from kata_runner.sanitize import harmless

TABLES = """
CREATE TABLE persons (
    line INTEGER PRIMARY KEY, person TEXT NOT NULL UNIQUE, name TEXT NOT NULL, mark TEXT NOT NULL, shown TEXT UNIQUE,
    id TEXT NOT NULL, email TEXT NOT NULL, is_listed INTEGER NOT NULL, suspect TEXT NOT NULL DEFAULT '');
CREATE INDEX persons_name ON persons (name);
CREATE TABLE claims (
    line INTEGER PRIMARY KEY, person INTEGER NOT NULL, sender TEXT NOT NULL, key TEXT NOT NULL, file TEXT NOT NULL,
    late INTEGER NOT NULL, refused TEXT NOT NULL, undecided TEXT NOT NULL, upload INTEGER NOT NULL, note TEXT NOT NULL,
    is_decided INTEGER NOT NULL, group_name TEXT NOT NULL, tree INTEGER, place BLOB, entry TEXT);
CREATE INDEX claims_person ON claims (person);
"""
CLAIM = "sender, key, file, late, refused, undecided, upload, note, is_decided, group_name, tree, place, entry"


class Enrollment:
    """The class: each student with what they handed in, and those on the list who handed in nothing."""

    def __init__(self, places: Places, is_starter: IsStarter, notes: Few[str]) -> None:
        """Nobody is in it; the file of the tables has no name and goes with the connection."""
        self.places, self.is_starter, self.notes = places, is_starter, notes
        self.connection = nameless(TABLES)

    def close(self) -> None:
        """Forget it."""
        self.connection.close()

    @property
    def handed_in(self) -> int:
        """How many students handed in something."""
        return int(self.connection.execute("SELECT count(DISTINCT person) FROM claims").fetchone()[0])

    def add_person(self, student: Student, *, own: str = "", id_: str = "", suspect: str = "") -> int:
        """Return a student's line, a new one where there is none; `own` keeps apart who would be one by name."""
        person = repr((student.is_listed, unicodedata.normalize("NFC", student.name), student.ids, student.email, own))
        person = person.encode("utf-8", "backslashreplace").decode()
        values = (person, student.name, student.id or student.email, id_ or student.id, student.email,
                  student.is_listed, suspect)  # fmt: skip
        insert = (
            "INSERT INTO persons (person, name, mark, id, email, is_listed, suspect) VALUES (?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (person) DO UPDATE SET suspect = coalesce(nullif(suspect, ''), excluded.suspect)"
        )
        self.connection.execute(insert, values)
        [line] = self.connection.execute("SELECT line FROM persons WHERE person = ?", (person,)).fetchone()
        return int(line)

    def add(self, student: Student, submission: Submission, *, is_decided: bool = False) -> None:
        """Put a submission that is taken for a student's on the list."""
        own = submission.key if submission.undecided else ""
        person = self.add_person(student, own=own, id_=student.id or ("" if submission.group else submission.sender.id))
        sender = repr((submission.platform, submission.sender.name, submission.sender.ids) if submission.platform
                      else submission.key)  # fmt: skip
        place = self.places.packed(submission.entry) if submission.entry else (None, None, None)
        values = (person, sender, submission.key, submission.where, submission.late, submission.refused,
                  submission.undecided, submission.upload, submission.note, is_decided, submission.group,
                  *place)  # fmt: skip
        self.connection.execute(f"INSERT INTO claims VALUES (NULL, {', '.join('?' * len(values))})", values)

    def add_undecided(self, submission: Submission, match: Match) -> None:
        """Put a submission on the list that several could have handed in."""
        names = ", ".join(describe(student) for student in match.candidates)
        undecided = replace(submission, undecided=f"{match.why}: it could be handed in by {names}")
        self.add(submission.sender, undecided)
        for student in match.candidates:
            self.add_person(student, suspect=submission.key)

    def name_everybody(self) -> None:
        """Assign names to be shown, no two alike; those from the list stay as they are as far as they can."""
        for listed in (1, 0):
            shared = f"(SELECT count(*) FROM persons AS o WHERE o.name = persons.name AND o.is_listed >= {listed})"
            for line, name, mark, is_listed, count in row_by_row(
                self.connection, "persons", f"name, mark, is_listed, {shared}"
            ):
                if is_listed == listed:
                    shown = self.find_unused(f"{name} ({mark})" if count > 1 and mark else name)
                    self.connection.execute("UPDATE persons SET shown = ? WHERE line = ?", (shown, line))

    def find_unused(self, name: str) -> str:
        """Return the name, with a number where it is taken."""
        number, unused = 1, name
        while self.connection.execute("SELECT 1 FROM persons WHERE shown = ?", (unused,)).fetchone():
            number += 1
            unused = f"{name} ({number})"
        return unused

    def list_settled(self) -> Iterator[tuple[int, HandedIn, Entry | None]]:
        """Yield each person's number, the line of the class, and the entry that is to be read."""
        columns = "shown, id, email, is_listed, suspect"
        for line, shown, id_, email, is_listed, suspect in row_by_row(self.connection, "persons", columns):
            known = HandedIn(shown, id_, email, "", False, "", MISSING, is_listed=bool(is_listed))
            claims = self.list_claims(line)
            if claims:
                yield line, *self.settle(known, claims)
            elif suspect:
                reason = f"{suspect} may be handed in by this student"
                yield line, known._replace(refused=reason, is_undecided=True), None
            else:
                yield line, known, None

    def settle(self, known: HandedIn, claims: list[Claim]) -> tuple[HandedIn, Entry | None]:
        """Return a student's line with the claim that counts."""
        settled = settle(claims, self.is_starter)
        claim = settled.claim
        group = claim.group and f"handed in for the group {harmless(claim.group)}"
        line = known._replace(file=claim.file, late=claim.late, refused=settled.undecided or claim.refused,
                              is_undecided=bool(settled.undecided), origin=claim.key,
                              note="; ".join(filter(None, (group, settled.note))))  # fmt: skip
        if settled.undecided or settled.note:
            undecided = settled.undecided and f"undecided: {settled.undecided}"
            self.notes.append(f"{harmless(known.student)}: {'; '.join(filter(None, (undecided, settled.note)))}")
        return line, None if line.refused else claim.entry

    def list_claims(self, person: int) -> list[Claim]:
        """Return the submissions that are taken for a student's."""
        query = f"SELECT {CLAIM} FROM claims WHERE person = ? ORDER BY line"
        return [self.to_claim(row) for row in self.connection.execute(query, (person,))]

    def to_claim(self, row: tuple[Any, ...]) -> Claim:
        """Return the claim that a row was made of."""
        *values, tree, place, name = row
        sender, key, file, late, refused, undecided, upload, note, is_decided, group = values
        entry = None if tree is None else self.places.entry(tree, place, name)
        return Claim(sender, key, file, bool(late), refused, undecided, upload, note, bool(is_decided), group, entry)

    def lines(self, backlog: Backlog) -> Iterator[HandedIn]:
        """Yield a line for each student; every file is read for its hash, and where it lies is put on the backlog."""
        for _, line, entry in self.list_settled():
            yield line if entry is None else hash_line(line, entry, backlog)


def hash_line(line: HandedIn, entry: Entry, backlog: Backlog | None = None) -> HandedIn:
    """Return a line with the hash of what can be read, or why it cannot."""
    try:
        sha256 = hashlib.sha256(read_source(entry)).hexdigest()
    except RefusedError as error:
        return line._replace(refused=str(error))
    if backlog is not None:
        backlog.add(sha256, entry)
    return line._replace(attempt=sha256)


def describe(student: Student) -> str:
    """Return a student's name, with the id where there is one."""
    return f"{student.name} ({student.id})" if student.id and student.id != student.name else student.name


def enroll(
    submissions: Iterable[Submission],
    roster: Roster | None,
    notes: Few[str],
    enrollment: Enrollment,
    decisions: Decisions | None = None,
) -> Enrollment:
    """Fill an enrollment, with notes on what was decided on the way; it is closed where that fails."""
    decisions = decisions or Decisions()
    try:
        for submission in submissions:
            assign(submission, roster, notes, enrollment, decisions)
        for student in () if roster is None else roster:
            enrollment.add_person(student)
        enrollment.name_everybody()
    except BaseException:
        enrollment.close()
        raise
    for key in decisions.list_unused():
        notes.append(f"{decisions.path}: {key} is not among what was handed in")
    return enrollment


def assign(
    submission: Submission, roster: Roster | None, notes: Few[str], enrollment: Enrollment, decisions: Decisions
) -> None:
    """Put a submission on the list of the student who is decided on, else on the class list, else its sender."""
    if decisions.is_nobodys(submission):
        notes.append(f"{submission.key} is nobody's: somebody decided so")
        return
    match = roster.find(submission) if roster is not None and not submission.undecided else Match()
    decided = decisions.find(submission, roster)
    if decided or match.members:
        share(replace(submission, group=match.group), decided, match.members, enrollment)
        return
    if match.candidates:
        enrollment.add_undecided(submission, match)
        return
    if roster is not None and not match.student and not submission.undecided:
        notes.append(f"not on the roster: {harmless(submission.sender.name)} ({submission.where})")
    enrollment.add(match.student or submission.sender, submission)


def share(
    submission: Submission, decided: Sequence[Student], members: Sequence[Student], enrollment: Enrollment
) -> None:
    """Put a submission on the list of those who are decided on, and of the other members of their group."""
    for student in decided:
        enrollment.add(student, replace(submission, undecided=""), is_decided=True)
    if not decided or not set(decided).isdisjoint(members):
        for member in members:
            if member not in decided:
                enrollment.add(member, submission)
