"""The table in which a person assigned submissions: made by `kata grade --plan --format csv`."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kata_runner.classroom.records import Student
from kata_runner.classroom.roster.csv_lines import unescape_formula
from kata_runner.classroom.roster.csv_reader import read_rows
from kata_runner.classroom.roster.roster import Roster
from kata_runner.classroom.submissions.submission import Submission
from kata_runner.errors import PathError, UsageError

STUDENT, SUBMISSION = "student", "submission"
NOBODY = "-"
MAX_LISTED = 5  # students that are named


@dataclass
class Decisions:
    """The names of students by the key of a submission; several if a group handed it in.

    A name is empty for a line that was not filled in.
    """

    path: Path | None = None
    students: dict[str, list[str]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def is_nobodys(self, submission: Submission) -> bool:
        """Whether a person assigned a submission to no student, in each of its lines."""
        self.used.add(submission.key)
        return set(self.students.get(submission.key, ())) == {NOBODY}

    def is_nobody_elses(self, submission: Submission) -> bool:
        """Whether a person assigned a submission to nobody but the students who are named."""
        names = self.students.get(submission.key, ())
        return NOBODY in names and "" not in names

    def describe_half(self, submission: Submission) -> str:
        """Return why a submission with `-` in one line and nothing in another is not decided."""
        if not {NOBODY, ""} <= set(self.students.get(submission.key, ())):
            return ""
        return (
            f"{self.path} has {NOBODY} in one line of {submission.key} and nothing in another: "
            f"fill in all of its lines"
        )

    def find(
        self,
        submission: Submission,
        roster: Roster | None,
        senders: Roster | None = None,
        matched: Sequence[Student] = (),
    ) -> list[Student]:
        """Return the students a submission was assigned to.

        The sender's own name, as a plan has it, is ignored unless somebody on the class list has
        that name. Without a class list, a name is looked up among the `senders`. `matched` are the
        students whose submission it is without a decision. Raises UsageError for a name that is not
        on the class list, or several students'.
        """
        self.used.add(submission.key)
        names = [name for name in self.students.get(submission.key, ()) if name not in ("", NOBODY)
                 and not is_own_name(name, submission.sender, roster)]  # fmt: skip
        if roster is not None:
            students = [self.find_student(name, roster, matched) for name in names]
        else:
            students = [self.find_sender(name, senders or Roster(())) for name in names]
        return list(dict.fromkeys(students))

    def find_student(self, name: str, roster: Roster, matched: Sequence[Student]) -> Student:
        """Return the student with a name; raises UsageError unless the class list has just one."""
        students = find_named(name, roster, matched)
        if not students:
            raise UsageError(
                f"{self.path}: nobody on the class list is called {name[:80]!r}: write a name, an "
                f"id or an address from the list"
            )
        if len(students) > 1:
            raise UsageError(
                f"{self.path}: several students of the class list are called {name[:80]!r}: write "
                f"an id or an address from the list, and add one there for who has none"
            )
        return students[0]

    def find_sender(self, name: str, senders: Roster) -> Student:
        """Return the sender with a name, else a new student; raises UsageError for several."""
        students = find_named(name, senders, ())
        if len(students) > 1:
            names = ", ".join(student.name for student in students[:MAX_LISTED])
            raise UsageError(
                f"{self.path}: several students answer to {name[:80]!r}, {names}: write an id, or "
                f"a whole name as the plan has it"
            )
        return students[0] if students else Student(name)

    def list_unused(self) -> list[str]:
        """Return the keys that no submission has."""
        return sorted(self.students.keys() - self.used)


def find_named(name: str, roster: Roster, matched: Sequence[Student]) -> list[Student]:
    """Return the students with a name, an id or an address, or with the id behind a name.

    Of several, the one who is written exactly so counts; of several such, those that are `matched`;
    and of several such, the only one without an id and an address: in a plan, these stand behind
    the others' names.
    """
    mark = name.rpartition(" (")[2].removesuffix(")") if name.endswith(")") else ""
    marked = roster.find_named(mark) if mark else []
    if len(marked) == 1:
        return marked
    students = roster.find_named(name)
    exact = [student for student in students if name in (student.name, student.email, *student.ids)]
    students = exact or students
    own = [student for student in students if student in matched]
    plain = [student for student in own if not student.id and not student.email]
    if len(students) == 1 or not own:
        return students
    return own if len(own) == 1 else plain or own


def is_own_name(name: str, sender: Student, roster: Roster | None) -> bool:
    """Whether a name is the sender's and of nobody on the class list."""
    if name == sender.name:
        return roster is None or not roster.find_named(name)
    return name == f"{sender.name} ({sender.id})"


def read_decisions(path: Path) -> Decisions:
    """Read a table of decisions; raises PathError for one without a column `submission`."""
    try:
        rows = list(read_rows(path, [], (SUBMISSION,)))
    except csv.Error as error:
        raise PathError(f"{path}: not a CSV file: {error}") from error
    decided: dict[str, list[str]] = {}
    for row in rows:
        if SUBMISSION in row:
            key = unescape_formula(row[SUBMISSION])
            decided.setdefault(key, []).append(unescape_formula(row.get(STUDENT, "")))
    if not decided:
        raise PathError(
            f"{path}: no column submission in it: let `kata grade ... --plan --format csv` "
            f"write one"
        )
    return Decisions(path, {key: names for key, names in decided.items() if any(names)})
