"""The table in which a person assigned submissions: made by `kata grade --plan --format csv`."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

from kata_runner.classroom.records import Student
from kata_runner.classroom.roster.csv_reader import read_rows
from kata_runner.classroom.roster.formulas import unescape_formula
from kata_runner.classroom.roster.roster import Roster
from kata_runner.classroom.submissions.submission import Submission
from kata_runner.errors import PathError, UsageError

STUDENT, SUBMISSION = "student", "submission"
NOBODY = "-"


@dataclass
class Decisions:
    """The names of students by the key of a submission; several if a group handed it in."""

    path: Path | None = None
    students: dict[str, list[str]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def is_nobodys(self, submission: Submission) -> bool:
        """Whether a person assigned a submission to no student."""
        self.used.add(submission.key)
        return self.students.get(submission.key) == [NOBODY]

    def find(self, submission: Submission, roster: Roster | None) -> list[Student]:
        """Return the students a submission was assigned to.

        The sender's own name, as a plan has it, is ignored unless somebody on the class list has
        that name. Raises UsageError for a name that is not on the class list.
        """
        self.used.add(submission.key)
        names = (name for name in self.students.get(submission.key, ())
                 if not is_own_name(name, submission.sender, roster))  # fmt: skip
        return list(dict.fromkeys(self.find_student(name, roster) for name in names))

    def find_student(self, name: str, roster: Roster | None) -> Student:
        """Return the student with a name; raises UsageError unless the class list has just one."""
        if roster is None:
            return Student(name)
        mark = name.rpartition(" (")[2].removesuffix(")") if name.endswith(")") else ""
        students = roster.find_named(mark) if mark else []
        students = students if len(students) == 1 else roster.find_named(name)
        if len(students) != 1:
            who = (
                "several students of the class list are"
                if students
                else "nobody on the class list is"
            )
            raise UsageError(
                f"{self.path}: {who} called {name[:80]!r}: write a name, an id or an address "
                f"from the list"
            )
        return students[0]

    def list_unused(self) -> list[str]:
        """Return the keys that no submission has."""
        return sorted(self.students.keys() - self.used)


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
            students = decided.setdefault(unescape_formula(row[SUBMISSION]), [])
            students += [unescape_formula(row[STUDENT])] if STUDENT in row else []
    if not decided:
        raise PathError(
            f"{path}: no column submission in it: let `kata grade ... --plan --format csv` "
            f"write one"
        )
    return Decisions(path, {key: students for key, students in decided.items() if students})
