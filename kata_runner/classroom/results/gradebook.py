"""Writes the grades as a table that a learning platform imports as it is.

If the class list is the platform's own export, its rows and columns are kept and only the grades
are filled in; else the table has the columns by which the platform identifies students.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from io import StringIO
from itertools import chain
from pathlib import Path

from kata_runner.classroom.records import Student, StudentRow
from kata_runner.classroom.results.feedback_folder import replace_file
from kata_runner.classroom.results.publish import format_scores
from kata_runner.classroom.roster.columns import normalize_heading
from kata_runner.classroom.roster.csv_lines import escape_formula
from kata_runner.classroom.roster.csv_reader import read_table, to_row, to_student
from kata_runner.classroom.submissions.lms_names import PARTICIPANT
from kata_runner.errors import PathError
from kata_runner.model import Kata

PLATFORMS = ("canvas", "moodle")
CANVAS_COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
MOODLE_COLUMNS = ("Identifier", "Full name", "ID number", "Email address", "Grade",
                  "Maximum Grade")  # fmt: skip
# What Moodle's own worksheet calls its columns, in English, German, French and Spanish.
MOODLE_IDENTIFIER = ("identifier", "id", "identifiant", "identificador")
MOODLE_GRADE = ("grade", "bewertung", "note", "calificacion")
MOODLE_MAXIMUM = ("maximum grade", "bestwertung", "note maximale", "calificacion maxima")
NUMBERED = re.compile(r"(?P<word>\D+?) ?\d+")  # Moodle's own identifier of a student
ASSIGNMENT = re.compile(r".+ \(\d+\)")  # Canvas's column of an existing assignment
POINTS_POSSIBLE = "    Points Possible"
Table = Iterator[Sequence[str]]


class Gradebook:
    """The grades of a class, and the tables that they are filled into."""

    def __init__(self, kata: Kata, rows: Iterable[StudentRow]) -> None:
        self.kata = kata
        self.rows: list[StudentRow] = []
        self.scores: dict[str, str] = {}  # by student
        self.max_score = ""
        for row in rows:
            self.scores[row.student], max_score = format_scores(row)
            self.max_score = self.max_score or max_score
            self.rows.append(row._replace(verdict=None))  # reports need much memory

    def write(self, path: Path, platform: str, roster: Path | None) -> None:
        """Write a platform's table, with the rows of the class list if it is that platform's."""
        table = self.fill_export(platform, roster) if roster else None
        if table is None:
            table = self.fill_canvas() if platform == "canvas" else self.fill_moodle()
        text = StringIO()
        csv.writer(text, lineterminator="\r\n").writerows(table)
        replace_file(path, text.getvalue().encode("utf-8"))

    def fill_export(self, platform: str, path: Path) -> Table | None:
        """Return a platform's own export with the grades, or None for any other class list."""
        heading, lines = read_table(path, [])
        columns = [normalize_heading(cell) for cell in heading]
        filled_up = [[*cells, *[""] * (len(heading) - len(cells))] for cells in lines]
        if platform == "canvas" and {"student", "id"} <= set(columns):
            return self.fill_canvas_export(heading, filled_up)
        if platform == "moodle":
            return self.fill_moodle_export(path, heading, columns, filled_up)
        return None

    def fill_canvas_export(self, heading: list[str], lines: list[list[str]]) -> Table:
        """Yield the rows of Canvas's export with one column of grades."""
        indices = [index for index, cell in enumerate(heading) if cell.strip() in CANVAS_COLUMNS]
        yield [*(heading[index] for index in indices), self.find_assignment(heading)]
        yield [POINTS_POSSIBLE, *[""] * (len(indices) - 1), self.max_score]
        for cells in lines:
            if student := to_student(to_row(heading, cells)):
                yield [*(cells[index] for index in indices), self.get_score(student)]

    def find_assignment(self, heading: Iterable[str]) -> str:
        """Return this kata's column: one with its title, the only assignment, or a new one."""
        assignments = [cell for cell in heading if ASSIGNMENT.fullmatch(cell.strip())]
        title = self.kata.title
        named = [cell for cell in assignments if title.casefold() in cell.casefold()]
        return (named or (assignments if len(assignments) == 1 else []) or [title])[0]

    def fill_moodle_export(
        self, path: Path, heading: list[str], columns: list[str], lines: Sequence[list[str]]
    ) -> Table | None:
        """Return Moodle's grading worksheet with the grades, or None for any other class list.

        Raises PathError for a worksheet whose column of grades is not known by its name.
        """
        identifier = find_column(columns, MOODLE_IDENTIFIER)
        grade = find_column(columns, MOODLE_GRADE)
        is_numbered = identifier is not None and any(
            is_participant(cells[identifier]) for cells in lines
        )
        if not is_numbered and not {"identifier", "grade"} <= set(columns):
            return None
        if grade is None:
            raise PathError(
                f"{path}: Moodle's worksheet without a column of grades that kata knows: call it "
                f"Grade there and run the command again"
            )
        scores = self.fill_scores(heading, lines, grade, find_column(columns, MOODLE_MAXIMUM))
        return chain([heading], scores)

    def fill_scores(
        self, heading: list[str], lines: Iterable[list[str]], grade: int, maximum: int | None
    ) -> Table:
        """Yield the lines of a worksheet with the grades at one index, the maximum at another."""
        for cells in lines:
            if student := to_student(to_row(heading, cells)):
                cells[grade] = self.get_score(student)
                if maximum is not None:
                    cells[maximum] = self.max_score
            yield cells

    def fill_canvas(self) -> Table:
        """Yield a table for Canvas, which identifies students by its own id."""
        yield [*CANVAS_COLUMNS, self.kata.title]
        yield [POINTS_POSSIBLE, "", "", "", "", self.max_score]
        for row in self.rows:
            score = self.scores[row.student]
            yield [escape_formula(row.student), escape_formula(row.id), "", "", "", score]

    def fill_moodle(self) -> Table:
        """Yield a table for Moodle, which identifies students by the number before submissions."""
        yield MOODLE_COLUMNS
        for row in self.rows:
            is_sender = row.id.isdecimal() and not row.is_listed
            identifier = f"Participant {row.id}" if is_sender else ""
            number = row.id if row.is_listed else ""
            if is_participant(row.id):
                identifier, number = row.id, ""
            yield [identifier, escape_formula(row.student), escape_formula(number),
                   escape_formula(row.email), self.scores[row.student],
                   self.max_score]  # fmt: skip

    def get_score(self, student: Student) -> str:
        """Return a listed student's score; in `scores`, an id or address follows a shared name."""
        marked = f"{student.name} ({student.id or student.email})"
        return self.scores.get(marked, self.scores.get(student.name, ""))


def find_column(columns: Sequence[str], names: Collection[str]) -> int | None:
    """Return the index of the first column with one of these names, or None."""
    return next((index for index, name in enumerate(columns) if name in names), None)


def is_participant(cell: str) -> bool:
    """Whether a cell is Moodle's identifier of a student, in any of its languages.

    >>> is_participant("Participant 12"), is_participant("Teilnehmer/in12"), is_participant("12")
    (True, True, False)
    """
    match = NUMBERED.fullmatch(cell.strip())
    return match is not None and match["word"].casefold() in PARTICIPANT
