"""A class list, and the algorithm that finds a submission's student on it.

Every student is indexed by handles: file, id, id without leading zeros, e-mail address, name in
every turn of its words, and the address's local part. A handle that several students share
identifies none of them.

Work with a platform's name (`find_sender`):

1. The students with the sender's id (if the platform's ids are trusted) and those with the name are
   looked up. A name may have the group's in front of it.
2. If both agree on somebody, it is they. If the sender is called like a group instead, it is the
   group's.
3. If id and name mean different students, or the student with the id has a name that has no word in
   common with the sender's, all of them are candidates and a person decides.
4. Otherwise whoever is found by either is meant.

Work with a name that people chose (`find_labelled`):

1. The label, the sender's name and the label's cores are tried in this order.
2. Of the kinds of handles, the surest one that finds anybody counts. Of a core, an address's local
   part counts for nothing: it may be a first name.
3. A group of that name is meant if the label means no other student or group, and no file in its
   folder is called after a student.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kata_runner.classroom.records import Student
from kata_runner.classroom.roster import handles
from kata_runner.classroom.roster.groups import Groups, join
from kata_runner.classroom.submissions.formats import AGREES, BY_ID, BY_NAME, CONTRADICTS, UNKNOWN
from kata_runner.classroom.submissions.submission import Submission
from kata_runner.sanitize import harmless

MAX_LETTERS = 255  # of a name: an archive may call a file by sixty thousand dashes
MAX_CANDIDATES = 5  # students of whom one may be meant


@dataclass(frozen=True, slots=True)
class Match:
    """The students a submission belongs to; with a `conflict`, those of whom one may be meant.

    `group` is the group whose members they are, if it was handed in for one.
    """

    students: tuple[Student, ...] = ()
    group: str = ""
    conflict: str = ""


class Roster:
    """The students of a class, indexed by what submissions may tell of them."""

    def __init__(self, students: Iterable[Student]) -> None:
        """Index students; lines that agree in name, ids and address are one student."""
        self.students: list[Student] = []
        self.groups = Groups()
        self._rows: dict[tuple[object, ...], int] = {}
        self._handles: dict[tuple[int, str], list[int]] = {}
        for student in students:
            self._add(student)

    def _add(self, student: Student) -> None:
        key = (
            handles.fold(student.name),
            tuple(map(handles.fold, student.ids)),
            handles.fold(student.email),
        )
        row = self._rows.setdefault(key, len(self.students))
        if row == len(self.students):
            self.students.append(student)
        for handle in handles.list_handles(student):
            self._handles.setdefault(handle, []).append(row)
        self.groups.add(row, student.groups)

    def __len__(self) -> int:
        return len(self.students)

    def __iter__(self) -> Iterator[Student]:
        """Yield each student, in the order of the lines."""
        return iter(self.students)

    def find(self, submission: Submission) -> Match:
        """Return who handed it in, or who may have."""
        if submission.platform:
            return self.find_sender(submission.sender, trusts_id=submission.trusts_id)
        return self.find_labelled(submission)

    def find_labelled(self, submission: Submission) -> Match:
        """Return whom a name that people chose means."""
        for label in (submission.label, submission.sender.name, *submission.cores):
            weakest = handles.NAME if label in submission.cores else handles.LOCAL_PART
            if label and (match := self.match_label(label, weakest)):
                return self.doubt_group(match, submission) if match.group else match
        return Match()

    def doubt_group(self, match: Match, submission: Submission) -> Match:
        """Return a conflict if a group's file is called after a student: it may be only theirs."""
        rows = self.find_label(submission.file.name) if submission.file else set()
        if not rows:
            return match
        path = harmless(submission.display_path)[:80]
        why = f"{match.group[:80]} is a group and {path} in it is called after a student"
        return self.to_conflict(rows, why)

    def match_label(self, label: str, weakest: int = handles.LOCAL_PART) -> Match | None:
        """Return whom a label means, one student or one group; None where it means nobody."""
        rows = self.find_label(label, weakest)
        if groups := self.groups.find(handles.get_stem(label[:MAX_LETTERS])):
            return self.match_group(groups, rows, label)
        return self.to_match(rows, f"{label[:80]} is what several students go by") if rows else None

    def match_group(self, groups: dict[str, set[int]], students: set[int], label: str) -> Match:
        """Return a group, unless the label means another student or group as well."""
        [name, *others], members = groups, join(groups)
        if others or (students and students != members):
            why = f"{label[:80]} is what several students or groups go by"
            return self.to_conflict(members | students, why)
        return Match(tuple(self.students[row] for row in sorted(members)), name)

    def find_sender(self, sender: Student, *, trusts_id: bool = True) -> Match:
        """Return whom a platform's id and name mean."""
        by_id = self.find_id(sender) if trusts_id else set()
        by_name = self.find_name(sender.name)
        if by_id & by_name:
            by_id = by_name = by_id & by_name
        elif groups := self.groups.find(sender.name):
            return self.match_group(groups, by_name | (by_id - join(groups)), sender.name)
        elif by_id and by_name:
            why = f"the number {sender.id} is one student's and the name another's"
            return self.to_conflict(by_id | by_name, why)
        elif by_id and not any(self.may_have_name(row, sender.name) for row in by_id):
            why = f"the number {sender.id} is a student's whose name is another"
            return self.to_conflict(by_id, why)
        why = f"{sender.name[:80]} is the name of several students"
        return self.to_match(by_id or by_name, why)

    def find_id(self, sender: Student) -> set[int]:
        """Return the rows of those who have a platform's id."""
        id_ = handles.fold(sender.id)
        return self.find_handles(handles.ID, id_) or self.find_handles(
            handles.LOOSE_ID, id_.lstrip("0")
        )

    def find_name(self, name: str) -> set[int]:
        """Return the rows of those with a platform's name, which may begin with their group's."""
        if rows := self.find_handles(handles.NAME, handles.to_letters(name)):
            return rows
        for members, rest in self.groups.list_splits(name):
            rows = self.find_handles(handles.NAME, handles.to_letters(rest))
            if rows := rows if members is None else rows & members:
                return rows
        return set()

    def find_label(self, label: str, weakest: int = handles.LOCAL_PART) -> set[int]:
        """Return the rows of those whom a label means, by the surest handle that finds anybody."""
        keys = handles.list_label_keys(label[:MAX_LETTERS])
        matches = (self.find_handles(kind, *keys[kind]) for kind in keys if kind <= weakest)
        return next(filter(None, matches), set())

    def find_handles(self, kind: int, *keys: str) -> set[int]:
        """Return the rows of those who go by any of these handles."""
        return {row for key in keys for row in self._handles.get((kind, key), ())}

    def to_match(self, rows: set[int], why: str) -> Match:
        """Return the one student who is meant, or several as a conflict."""
        if len(rows) > 1:
            return self.to_conflict(rows, why)
        return Match(tuple(self.students[row] for row in rows))

    def to_conflict(self, rows: set[int], why: str) -> Match:
        """Return those of whom one may be meant, and why that is not known."""
        candidates = (self.students[row] for row in sorted(rows)[:MAX_CANDIDATES])
        return Match(tuple(candidates), conflict=why)

    def rate_sender(self, sender: Student) -> str:
        """Say how a platform's sender is known: how its id and its name go together."""
        by_id, by_name = self.find_id(sender), self.find_name(sender.name)
        by_name = by_name or join(self.groups.find(sender.name))
        if not by_id:
            return BY_NAME if by_name else UNKNOWN
        is_like = any(handles.shares_word(sender.name, self.students[row].name) for row in by_id)
        if by_id & by_name or (not by_name and is_like):
            return AGREES
        return CONTRADICTS if by_name or any(map(self.is_named, by_id)) else BY_ID

    def may_have_name(self, row: int, name: str) -> bool:
        """Whether a sender's name is like a student's, or the list has no name for the student."""
        return handles.shares_word(name, self.students[row].name) or not self.is_named(row)

    def is_named(self, row: int) -> bool:
        """Whether the list has a name for a student, not only an id or an address."""
        student = self.students[row]
        return student.name not in (student.email, *student.ids)

    def knows(self, label: str) -> bool:
        """Whether exactly one student or one group of the list goes by this label."""
        match = self.match_label(label)
        return match is not None and not match.conflict

    def find_named(self, text: str) -> list[Student]:
        """Return those whom a person means who writes this: the whole name, an id or an address."""
        name, exact = handles.to_letters(text), handles.fold(text)
        rows = self.find_handles(handles.NAME, name) | self.find_handles(handles.ID, exact)
        rows |= self.find_handles(handles.EMAIL, exact)
        return [self.students[row] for row in sorted(rows)]
