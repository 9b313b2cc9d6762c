"""A class list, and the algorithm that finds a submission's student on it.

Every student is indexed by handles: file, id, id without leading zeros, e-mail address, name in
every rotation of its words, with and without accents, and the address's local part. A handle that
several students share identifies none of them.

A submission that a platform named (`find_sender`):

1. Look up the students with the sender's id (if the platform's ids are trusted) and those with the
   sender's name, which may begin with the name of their group.
2. If a student has both, that student matches. Otherwise, if the sender's name is a group's, the
   group matches.
3. If the id and the name belong to different students, or the name of the student with the id has
   no word in common with the sender's, they are all candidates and a person decides.
4. Otherwise the student with the id or with the name matches.

A submission that a person named (`find_labelled`):

1. Try the label, the sender's name and the label's cores, in this order. A number that remains of
   a label may also tell apart the students whom the whole label matches.
2. The most reliable kind of handle that matches any student counts. A core is not compared with
   the local part of an address: it may be a first name.
3. If what all labels share, and a core lacks, names other students, they are all candidates: of
   `ada_1.py` and `ada_2.py`, neither is the student with the number 1.
4. A group with that name matches if the label matches no other student or group, and the submitted
   file in the group's folder is not named after a student.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kata_runner.classroom.records import Student
from kata_runner.classroom.roster import handles
from kata_runner.classroom.roster.groups import Groups, join
from kata_runner.classroom.submissions.formats import AGREES, BY_ID, BY_NAME, CONTRADICTS, UNKNOWN
from kata_runner.classroom.submissions.shared_parts import list_neighbors, split_words
from kata_runner.classroom.submissions.submission import Submission
from kata_runner.sanitize import harmless

# Of a name; the name of a file in an archive may be sixty thousand dashes.
MAX_LETTERS = 255


@dataclass(frozen=True, slots=True)
class Match:
    """The students a submission belongs to or, if there is a `conflict`, the candidates.

    `group` is the name of the group whose members they are, if it was handed in for a group.
    """

    students: tuple[Student, ...] = ()
    group: str = ""
    conflict: str = ""


class Roster:
    """The students of a class, indexed by the handles that may occur in a submission."""

    def __init__(self, students: Iterable[Student]) -> None:
        """Index students; rows with the same name, ids and address are one student.

        Without an id and an address, such rows are one student only if their files are the same
        too; `repeated` has their names.
        """
        self.students: list[Student] = []
        self.repeated: list[str] = []
        self.groups = Groups()
        self._rows: dict[tuple[object, ...], int] = {}
        self._handles: dict[tuple[int, str], list[int]] = {}
        self._words: dict[str, set[int]] = {}  # of names
        for student in students:
            self._add(student)

    def _add(self, student: Student) -> None:
        is_identified = bool(student.ids or student.email)
        key = (
            unicodedata.normalize("NFC", student.name).strip().lower(),  # Weiss is not Weiß
            tuple(map(handles.fold, student.ids)),
            handles.fold(student.email),
            () if is_identified else student.files,
        )
        row = self._rows.setdefault(key, len(self.students))
        if row == len(self.students):
            self.students.append(student)
        elif not is_identified:
            self.repeated.append(student.name)
        for handle in handles.list_handles(student):
            self._handles.setdefault(handle, []).append(row)
        for word in handles.list_words(student.name):
            self._words.setdefault(word, set()).add(row)
        self.groups.add(row, student.groups)

    def __iter__(self) -> Iterator[Student]:
        """Yield each student, in the order of the class list."""
        return iter(self.students)

    def find(self, submission: Submission) -> Match:
        """Return the students who handed in a submission, or the candidates."""
        if submission.platform:
            return self.find_sender(submission.sender, trusts_id=submission.trusts_id)
        return self.find_labelled(submission)

    def find_labelled(self, submission: Submission) -> Match:
        """Match a submission whose name a person chose."""
        conflict = Match()
        for label in (submission.label, submission.sender.name, *submission.cores):
            is_core = label in submission.cores
            weakest = handles.NAME if is_core else handles.LOCAL_PART
            match = self.match_label(label, weakest) if label else None
            if conflict.conflict:
                if match and label.isdecimal() and set(match.students) < set(conflict.students):
                    return match
            elif match and match.conflict:
                conflict = match
            elif match:
                match = self.doubt_core(match, label, submission) if is_core else match
                return self.doubt_group(match, submission) if match.group else match
        return conflict

    def doubt_core(self, match: Match, core: str, submission: Submission) -> Match:
        """Return a conflict if the words that a core lacks name other students than the core."""
        rows = self.find_left_out(core, submission)
        others = {self.students[row] for row in rows}
        if not others or others & set(match.students):
            return match
        rows |= {row for row, student in enumerate(self.students) if student in match.students}
        return self.to_conflict(rows, f"{submission.label[:80]} holds what several students go by")

    def find_left_out(self, core: str, submission: Submission) -> set[int]:
        """Return the rows of the students and groups that words which all labels share may name.

        Only words that the core lacks count. A single word of a longer name counts beside the core,
        and anywhere if the core is a number: elsewhere it may be a part of the task's name.
        """
        words = [word for word in submission.words if word not in split_words(core)]
        rows = {row for word in words
                for row in self.find_label(word) | join(self.groups.find(word))}  # fmt: skip
        near = words if core.isdecimal() else list_neighbors(core, submission.label, words)
        return rows.union(*(self._words.get(handles.to_letters(word), set()) for word in near))

    def doubt_group(self, match: Match, submission: Submission) -> Match:
        """Return a conflict if a group's file is named after a student: it may be only theirs."""
        rows = self.find_label(submission.file.name) if submission.file else set()
        if not rows:
            return match
        path = harmless(submission.display_path)[:80]
        why = f"{match.group[:80]} is a group and {path} in it is called after a student"
        return self.to_conflict(rows, why)

    def match_label(self, label: str, weakest: int = handles.LOCAL_PART) -> Match | None:
        """Match a label with one student or one group, or a conflict; None if nothing matches."""
        rows = self.find_label(label, weakest)
        if groups := self.groups.find(handles.get_stem(label[:MAX_LETTERS])):
            return self.match_group(groups, rows, label)
        return self.to_match(rows, f"{label[:80]} is what several students go by") if rows else None

    def match_group(self, groups: dict[str, set[int]], students: set[int], label: str) -> Match:
        """Match the group, or return a conflict if another student or group matches as well."""
        [name, *others], members = groups, join(groups)
        if others or (students and students != members):
            why = f"{label[:80]} is what several students or groups go by"
            return self.to_conflict(members | students, why)
        return Match(tuple(self.students[row] for row in sorted(members)), name)

    def find_sender(self, sender: Student, *, trusts_id: bool = True) -> Match:
        """Match a sender by the platform's id and name."""
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
        """Return the rows of the students with a platform's id, leading zeros ignored if needed."""
        id_ = handles.fold(sender.id)
        return self.find_first({handles.ID: [id_], handles.NORMALIZED_ID: [id_.lstrip("0")]})

    def find_name(self, name: str) -> set[int]:
        """Return the rows of the students with a sender's name, which may begin with a group's.

        A name of more than `MAX_LETTERS` is nobody's.
        """
        if len(name) > MAX_LETTERS:
            return set()
        if rows := self.find_whole_name(name):
            return rows
        for members, rest in self.groups.list_splits(name):
            rows = self.find_whole_name(rest)
            if rows := rows if members is None else rows & members:
                return rows
        return set()

    def find_whole_name(self, name: str) -> set[int]:
        """Return the rows of the students with a name: with its accents, else without."""
        exact, simple = handles.to_accented_letters(name), handles.to_letters(name)
        return self.find_first({handles.ACCENTED_NAME: [exact], handles.NAME: [simple]})

    def find_label(self, label: str, weakest: int = handles.LOCAL_PART) -> set[int]:
        """Return the rows that a label matches by the most reliable kind with any match."""
        keys = handles.list_label_keys(label[:MAX_LETTERS])
        return self.find_first({kind: keys[kind] for kind in keys if kind <= weakest})

    def find_first(self, keys: Mapping[int, Iterable[str]]) -> set[int]:
        """Return the rows with the handles of the first of these kinds with any match."""
        for kind in keys:
            if rows := {row for key in keys[kind] for row in self._handles.get((kind, key), ())}:
                return rows
        return set()

    def to_match(self, rows: set[int], why: str) -> Match:
        """Return the only student, none, or several as a conflict."""
        if len(rows) > 1:
            return self.to_conflict(rows, why)
        return Match(tuple(self.students[row] for row in rows))

    def to_conflict(self, rows: set[int], why: str) -> Match:
        """Return a conflict between students, with the reason."""
        return Match(tuple(self.students[row] for row in sorted(rows)), conflict=why)

    def rate_sender(self, sender: Student) -> str:
        """Rate how a platform's sender matches the list: by id, by name, and whether they agree."""
        by_id, by_name = self.find_id(sender), self.find_name(sender.name)
        by_name = by_name or join(self.groups.find(sender.name))
        if not by_id:
            return BY_NAME if by_name else UNKNOWN
        is_like = any(handles.shares_word(sender.name, self.students[row].name) for row in by_id)
        if by_id & by_name or (not by_name and is_like):
            return AGREES
        return CONTRADICTS if by_name or any(map(self.is_named, by_id)) else BY_ID

    def may_have_name(self, row: int, name: str) -> bool:
        """Whether a sender's name is similar to a student's, or the list has no name for them."""
        return handles.shares_word(name, self.students[row].name) or not self.is_named(row)

    def is_named(self, row: int) -> bool:
        """Whether the list has a name for a student, not only an id or an address."""
        student = self.students[row]
        return student.name not in (student.email, *student.ids)

    def is_known(self, label: str) -> bool:
        """Whether any students or groups of the list go by a label."""
        return self.match_label(label) is not None

    def identifies(self, label: str) -> bool:
        """Whether a label identifies exactly one student or one group of the list."""
        match = self.match_label(label)
        return match is not None and not match.conflict

    def find_named(self, text: str) -> list[Student]:
        """Return the students with this whole name, id or address, as a person writes it."""
        exact = handles.fold(text)
        rows = self.find_whole_name(text)
        rows |= self.find_first({handles.ID: [exact]}) | self.find_first({handles.EMAIL: [exact]})
        return [self.students[row] for row in sorted(rows)]
