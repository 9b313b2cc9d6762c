"""A table in which a person has said whose each submission is: `kata grade --plan --format csv`, filled in."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

from kata_runner.classroom.few import Few
from kata_runner.classroom.roster.csv_reader import read_rows
from kata_runner.classroom.roster.roster import Roster
from kata_runner.classroom.roster.student import Student
from kata_runner.classroom.submissions.submission import Submission
from kata_runner.errors import UnusablePath, WrongUse

STUDENT, SUBMISSION = "student", "submission"
NOBODY = "-"


@dataclass
class Decisions:
    """Students by the keys of submissions, several for what a group handed in; `path` is where it stands."""

    path: Path | None = None
    students: dict[str, list[str]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def is_nobodys(self, submission: Submission) -> bool:
        """Whether it is decided that a submission is nobody's."""
        self.used.add(submission.key)
        return self.students.get(submission.key) == [NOBODY]

    def find(self, submission: Submission, roster: Roster | None) -> list[Student]:
        """Return the students who are decided on, nobody where the table says what is so without it.

        Raises WrongUse for somebody whom the class list does not know.
        """
        self.used.add(submission.key)
        sender = submission.sender
        texts = (text for text in self.students.get(submission.key, ())
                 if text not in (sender.name, f"{sender.name} ({sender.id})"))  # fmt: skip
        return list(dict.fromkeys(self.find_student(text, roster) for text in texts))

    def find_student(self, text: str, roster: Roster | None) -> Student:
        """Return the student who is called this; raises WrongUse for somebody whom the class list does not know."""
        if roster is None:
            return Student(text)
        students = roster.find_named(text.rpartition(" (")[2].removesuffix(")")) if text.endswith(")") else []
        students = students if len(students) == 1 else roster.find_named(text)
        if len(students) != 1:
            how = "several students of the class list are" if students else "nobody on the class list is"
            raise WrongUse(f"{self.path}: {how} called {text[:80]!r}: write a name, an id or an address from the list")
        return students[0]

    def list_unused(self) -> list[str]:
        """Return the submissions that were decided on and are not there."""
        return sorted(self.students.keys() - self.used)


def read_decisions(path: Path) -> Decisions:
    """Read a table of decisions; raises UnusablePath for one without the columns that it takes."""
    try:
        rows = list(read_rows(path, Few(), (SUBMISSION,)))
    except csv.Error as error:
        raise UnusablePath(f"{path}: not a CSV file: {error}") from error
    decided: dict[str, list[str]] = {}
    for row in rows:
        if SUBMISSION in row:
            decided.setdefault(strip_quote(row[SUBMISSION]), []).extend(filter(None, [row.get(STUDENT)]))
    if not decided:
        raise UnusablePath(f"{path}: no column submission in it: let `kata grade ... --plan --format csv` write one")
    return Decisions(path, {key: students for key, students in decided.items() if students})


def strip_quote(key: str) -> str:
    """Return a submission's key without the mark that keeps a spreadsheet from taking it for a formula."""
    return key.removeprefix("'")
