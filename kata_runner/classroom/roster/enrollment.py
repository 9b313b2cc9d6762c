"""Enrolls submissions: who handed in what, in one row for each student, with notes about it.

Submissions are settled after all of them were added: of two that are attributed to one student, the
first must not count only because it was added first.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kata_runner.classroom.records import MISSING, Student, StudentRow
from kata_runner.classroom.roster.claims import settle
from kata_runner.classroom.roster.decisions import Decisions
from kata_runner.classroom.roster.roster import Match, Roster
from kata_runner.classroom.submissions.folder import Folder
from kata_runner.classroom.submissions.select import Predicate, join_some
from kata_runner.classroom.submissions.submission import Submission, to_place
from kata_runner.classroom.submissions.submitted_file import RefusedFileError, SubmittedFile
from kata_runner.sanitize import harmless

MAX_LISTED = 5  # candidates that are named


@dataclass(slots=True, eq=False)
class Member:
    """A member of the class with the submissions that are attributed to them.

    `disputed_key` is the key of a submission that may be theirs or another student's.
    """

    student: Student
    id: str
    display_name: str = ""
    disputed_key: str = ""
    submissions: list[Submission] = field(default_factory=list)


class Enrollment:
    """The class: the students who handed in something, and the others on the class list."""

    def __init__(self, is_starter: Predicate, notes: list[str]) -> None:
        self.is_starter, self.notes = is_starter, notes
        self.members: dict[tuple[object, ...], Member] = {}

    def add_member(self, student: Student, *, own: str = "", id_: str = "") -> Member:
        """Return a student's member, a new one if needed; `own` separates otherwise equal ones."""
        name = unicodedata.normalize("NFC", student.name)
        key = student.is_listed, name, student.ids, student.email, student.files, own
        return self.members.setdefault(key, Member(student, id_ or student.id))

    def add(self, student: Student, submission: Submission) -> None:
        """Add a submission that is attributed to a student."""
        own = submission.key if submission.undecided else ""
        id_ = student.id or ("" if submission.group else submission.sender.id)
        self.add_member(student, own=own, id_=id_).submissions.append(submission)

    def add_undecided(self, submission: Submission, match: Match) -> None:
        """Add a submission that several students may have handed in."""
        names = join_some(list(map(describe, match.students)), MAX_LISTED)
        why = f"{match.conflict}: it could be handed in by {names}"
        self.add(submission.sender, replace(submission, undecided=why))
        for student in match.students:
            member = self.add_member(student)
            member.disputed_key = member.disputed_key or submission.key

    def add_shared(
        self, submission: Submission, decided: Sequence[Student], members: Sequence[Student]
    ) -> None:
        """Add a submission for the students it was assigned to, and for the members of its group.

        If it was assigned only to students outside the group, the group is left out. The id of its
        sender is nobody's here.
        """
        own = replace(submission, undecided="", is_decided=True)
        for student in decided:
            self.add_member(student).submissions.append(own)
        if not decided or not set(decided).isdisjoint(members):
            for member in members:
                if member not in decided:
                    self.add_member(member).submissions.append(submission)

    def assign_display_names(self) -> None:
        """Assign unique names: an id or address is added where a name is shared, then a number.

        Students on the class list are named first, so that their names stay unchanged if possible.
        """
        members = sorted(self.members.values(), key=lambda member: not member.student.is_listed)
        everybody = Counter(member.student.name for member in members)
        listed = Counter(member.student.name for member in members if member.student.is_listed)
        numbers: dict[str, int] = {}
        for member in members:
            student = member.student
            mark = student.id or student.email
            is_shared = (listed if student.is_listed else everybody)[student.name] > 1
            name = f"{student.name} ({mark})" if is_shared and mark else student.name
            member.display_name = make_unique(name, numbers)

    @property
    def senders(self) -> int:
        """How many members handed in something."""
        return sum(bool(member.submissions) for member in self.members.values())

    def list_settled(self) -> Iterator[tuple[Member, StudentRow, SubmittedFile | None]]:
        """Yield each member with their row and the file to grade, or None without one.

        The file is read, and the row has its hash or why it cannot be read.
        """
        for member in self.members.values():
            student = member.student
            row = StudentRow(member.display_name, member.id, student.email, refusal=MISSING,
                             is_listed=student.is_listed)  # fmt: skip
            if member.submissions:
                yield member, *self.settle(row, member.submissions)
            elif member.disputed_key:
                reason = f"{member.disputed_key} may be handed in by this student"
                row = row._replace(refusal=reason, is_undecided=True, origin=member.disputed_key)
                yield member, row, None
            else:
                yield member, row, None

    def settle(
        self, row: StudentRow, submissions: Sequence[Submission]
    ) -> tuple[StudentRow, SubmittedFile | None]:
        """Return a student's row with the submission that counts, and its file."""
        settled = settle(submissions, self.is_starter)
        group = settled.group and f"handed in for the group {harmless(settled.group)}"
        row = row._replace(
            file=settled.display_path,
            late=settled.late,
            refusal=settled.undecided or settled.refusal,
            is_undecided=bool(settled.undecided),
            origin=settled.key,
            note="; ".join(filter(None, (group, settled.note))),
        )
        undecided = settled.undecided and f"undecided: {settled.undecided}"
        if remarks := "; ".join(filter(None, (undecided, settled.note))):
            self.notes.append(f"{harmless(row.student)}: {remarks}")
        file = None if row.refusal else settled.file
        return hash_file(row, file), file

    def read(self) -> tuple[list[StudentRow], dict[str, SubmittedFile]]:
        """Read every file that counts; return the rows with their hashes, and the files by hash."""
        rows: list[StudentRow] = []
        files: dict[str, SubmittedFile] = {}
        for _, row, file in self.list_settled():
            rows.append(row)
            if file and row.attempt:
                files.setdefault(row.attempt, file)
        return rows, files


def make_unique(name: str, numbers: dict[str, int]) -> str:
    """Return the name, with a number if it is used; `numbers` has each used name's last one."""
    unique = name
    while unique in numbers:
        numbers[name] += 1
        unique = f"{name} ({numbers[name]})"
    numbers[unique] = 1
    return unique


def hash_file(row: StudentRow, file: SubmittedFile | None) -> StudentRow:
    """Return a row with the hash of its file, or with the reason why it cannot be read."""
    if file is None:
        return row
    try:
        return row._replace(attempt=hashlib.sha256(file.read_source()).hexdigest())
    except RefusedFileError as error:
        return row._replace(refusal=str(error))


def describe(student: Student) -> str:
    """Return a student's name, followed by the id if there is one."""
    has_id = student.id and student.id != student.name
    return f"{student.name} ({student.id})" if has_id else student.name


def enroll(
    submissions: Iterable[Submission],
    roster: Roster | None,
    is_starter: Predicate,
    notes: list[str],
    decisions: Decisions | None = None,
) -> Enrollment:
    """Enroll all submissions and the rest of the class list; add notes about what was decided."""
    enrollment, decisions = Enrollment(is_starter, notes), decisions or Decisions()
    submissions = drop_repeated(submissions, notes)
    senders = Roster(sent.sender for sent in submissions if not sent.undecided)
    for submission in submissions:
        assign(submission, roster, senders, enrollment, decisions)
    for student in roster or ():
        enrollment.add_member(student)
    enrollment.assign_display_names()
    for key in decisions.list_unused():
        notes.append(f"{decisions.path}: {key} is not among what was handed in")
    return enrollment


def drop_repeated(submissions: Iterable[Submission], notes: list[str]) -> list[Submission]:
    """Return each submission once, if possible with the sender that a platform named.

    One may be collected twice, by its own path and with its folder. Keys are shown harmlessly: the
    label is compared too. Of a folder and what is in it, the whole counts, unless it is
    refused: it may be a class itself.
    """
    submissions = list(submissions)
    wholes = {to_place(submission.key): submission
              for submission in submissions if not submission.refusal}  # fmt: skip
    unique: dict[object, Submission] = {}
    for submission in submissions:
        around = filter(None, map(wholes.get, to_place(submission.key).parents))
        if whole := next(around, None):
            notes.append(f"{submission.key} is a part of {whole.key}, which counts as a whole")
            continue
        identity = locate(submission.file) or (submission.key, submission.label)
        first = unique.setdefault(identity, submission)
        if submission.platform and not first.platform:
            unique[identity] = submission
        if first.key != submission.key:
            notes.append(f"{first.key} and {submission.key} are one file, which counts once")
    return list(unique.values())


def locate(file: SubmittedFile | None) -> Path | None:
    """Return the path of a file on disk, else None; a link is not followed."""
    if file is None or not isinstance(file.container, Folder):
        return None
    return file.container.root.resolve() / file.location


def assign(
    submission: Submission,
    roster: Roster | None,
    senders: Roster,
    enrollment: Enrollment,
    decisions: Decisions,
) -> None:
    """Add a submission for the students it was assigned to or its group, else for the student on
    the class list whom it matches, else for its sender.

    `senders` are those of all submissions.
    """
    if decisions.is_nobodys(submission):
        enrollment.notes.append(f"{submission.key} is nobody's: somebody decided so")
        return
    is_matched = roster is not None and not submission.undecided
    match = roster.find(submission) if roster is not None and is_matched else Match()
    matched = () if match.conflict else match.students
    decided = decisions.find(submission, roster, senders, matched)
    if roster is None:
        new = (student.name for student in decided if student not in senders.students)
        enrollment.notes.extend(f"{harmless(name)} is nobody who handed in anything else: a new "
                                f"student, by {decisions.path}" for name in new)  # fmt: skip
    submission = replace(
        submission, undecided=decisions.describe_half(submission) or submission.undecided
    )
    if decided or match.group:
        is_closed = decided and decisions.is_nobody_elses(submission)
        members = match.students if match.group and not is_closed else ()
        enrollment.add_shared(replace(submission, group=match.group), decided, members)
    elif match.conflict:
        enrollment.add_undecided(submission, match)
    elif match.students:
        enrollment.add(match.students[0], submission)
    else:
        if is_matched:
            name = harmless(submission.sender.name)
            enrollment.notes.append(f"not on the roster: {name} ({submission.display_path})")
        enrollment.add(submission.sender, submission)
