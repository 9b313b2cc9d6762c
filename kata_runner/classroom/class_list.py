"""Who handed in what: one line a student, and what an instructor should know about how it came to be."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from kata_runner.classroom.backlog import Backlog
from kata_runner.classroom.collect import Submission
from kata_runner.classroom.entries import RefusedError
from kata_runner.classroom.names import Who
from kata_runner.classroom.roster import Roster, Student
from kata_runner.classroom.store import MISSING, HandedIn

Person = Who | Student


class ClassList:
    """Of several submissions of each student the newest, and those on the roster who handed in nothing."""

    def __init__(self, names: dict[Person, str], newest: dict[Person, Submission]) -> None:
        """Nothing has been read yet."""
        self.names, self.newest = names, newest

    def lines(self, backlog: Backlog) -> Iterator[HandedIn]:
        """A line for each student, once; every file is read for its hash, and where it lies is put on the backlog.

        Neither is kept: no memory is left of a class of which all lines were taken.
        """
        while self.names:
            person, name = self.names.popitem()
            submission = self.newest.pop(person, None)
            if submission is None:
                yield HandedIn(name, "".join(person.ids[:1]), person.email, "", False, "", MISSING)
            else:
                yield line(name, person, submission, backlog)
        self.names, self.newest = {}, {}


def class_list(submissions: Iterable[Submission], roster: Roster | None, remarks: list[str]) -> ClassList:
    """Who handed in what, with remarks on what was decided on the way."""
    newest: dict[Person, Submission] = {}
    for submission in submissions:
        person = whose(submission, roster, remarks)
        newest[person] = newer(newest.get(person), submission, remarks)
    absent = [student for student in roster.students if student not in newest] if roster else []
    return ClassList(shown_names([*newest, *absent]), newest)


def whose(submission: Submission, roster: Roster | None, remarks: list[str]) -> Person:
    """The student on the roster, else whoever the file's name tells of."""
    student = roster.find(submission) if roster else None
    if roster is not None and student is None:
        remarks.append(f"not on the roster: {submission.who.name} ({submission.where})")
    return student or submission.who


def newer(other: Submission | None, submission: Submission, remarks: list[str]) -> Submission:
    """The one of two that counts."""
    if other is None:
        return submission
    kept, left = (submission, other) if submission.age >= other.age else (other, submission)
    which = f"{kept.where} counts, {left.where} does not" if kept.where != left.where else "the newer counts"
    remarks.append(f"{submission.who.name} handed in twice: {which}")
    return kept


def shown_names(people: Iterable[Person]) -> dict[Person, str]:
    """What each is called, no two alike: of two who share a name each has a number or an address behind it."""
    distinct = list(dict.fromkeys(people))
    count = Counter(person.name for person in distinct)
    shown: dict[Person, str] = {}
    used: set[str] = set()
    for person in distinct:
        mark = "".join(person.ids[:1]) or person.email
        shown[person] = unused(f"{person.name} ({mark})" if count[person.name] > 1 and mark else person.name, used)
    return shown


def unused(name: str, used: set[str]) -> str:
    """The name, with a number where it is taken; it is taken from now on."""
    number, found = 1, name
    while found in used:
        number += 1
        found = f"{name} ({number})"
    used.add(found)
    return found


def line(name: str, person: Person, submission: Submission, backlog: Backlog) -> HandedIn:
    """A student's line: the hash of what can be read, or why it cannot."""
    sha256 = refused = ""
    try:
        entry, source = submission.read()
        sha256 = hashlib.sha256(source).hexdigest()
        backlog.add(sha256, entry)
    except RefusedError as error:
        refused = str(error)
    number = submission.who.id or "".join(person.ids[:1])
    return HandedIn(name, number, person.email, submission.where, submission.late, sha256, refused)
