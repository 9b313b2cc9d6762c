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
    """Students by the keys of submissions; `path` is where it stands."""

    path: Path | None = None
    students: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def get(self, submission: Submission) -> str:
        """Return what is decided for a submission, or nothing."""
        self.used.add(submission.key)
        return self.students.get(submission.key, "")

    def find(self, submission: Submission, roster: Roster | None) -> Student | None:
        """Return the student who is decided on, or nothing where the table says what is so without it.

        Raises WrongUse for somebody whom the class list does not know.
        """
        text, sender = self.get(submission), submission.sender
        if not text or text in (sender.name, f"{sender.name} ({sender.id})"):
            return None
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
    decided = {row[SUBMISSION]: row.get(STUDENT, "") for row in rows if SUBMISSION in row}
    if not decided:
        raise UnusablePath(f"{path}: no column submission in it: let `kata grade ... --plan --format csv` write one")
    return Decisions(path, {strip_quote(key): student for key, student in decided.items() if student})


def strip_quote(key: str) -> str:
    """Return a submission's key without the mark that keeps a spreadsheet from taking it for a formula."""
    return key.removeprefix("'")
