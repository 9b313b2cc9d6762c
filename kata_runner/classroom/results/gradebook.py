"""The grades as a table that a learning platform imports as it is.

Where the class list is the platform's own export, its lines and its columns are kept as they stand there and only the
grades are filled in; else the table has the columns that the platform knows students by.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from pathlib import Path

from kata_runner.classroom.results.csv_writer import defuse
from kata_runner.classroom.few import Few
from kata_runner.classroom.roster.columns import normalize_heading
from kata_runner.classroom.roster.csv_reader import read_table, to_row, to_student
from kata_runner.classroom.results.store import Graded
from kata_runner.classroom.roster.student import Student
from kata_runner.model import Kata

PLATFORMS = ("canvas", "moodle")
FILE = "gradebook.csv"
CANVAS_COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
WORKSHEET = ("Identifier", "Full name", "ID number", "Email address", "Grade", "Maximum Grade")
ASSIGNMENT = re.compile(r".+ \(\d+\)")  # a column of Canvas's for work that it knows already
POINTS_POSSIBLE = "    Points Possible"
Table = Iterator[Sequence[str]]


def write_gradebook(path: Path, platform: str, kata: Kata, rows: Iterable[Graded], roster: Path | None) -> None:
    """Write the table whole or not at all."""
    graded = {row.handed_in.student: row._replace(record=None) for row in rows}
    max_score = next((f"{row.max_score:g}" for row in graded.values() if row.max_score is not None), "")
    table = fill_list(platform, kata, graded, max_score, roster) if roster else None
    table = table or (fill_canvas if platform == "canvas" else fill_moodle)(kata, graded.values(), max_score)
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(table)
    new = path.with_name(f".{path.name}.new")
    new.write_text(text.getvalue(), encoding="utf-8", newline="")
    new.replace(path)


def fill_list(platform: str, kata: Kata, graded: dict[str, Graded], max_score: str, path: Path) -> Table | None:
    """Return the platform's own export with the grades filled in; nothing where the class list is none."""
    heading, lines = read_table(path, Few())
    columns = [normalize_heading(cell) for cell in heading]
    if platform == "canvas" and {"student", "id"} <= set(columns):
        return fill_canvas_export(kata, graded, max_score, heading, list(lines))
    if platform == "moodle" and {"identifier", "grade"} <= set(columns):
        return fill_worksheet(graded, max_score, heading, lines)
    return None


def fill_canvas_export(
    kata: Kata, graded: dict[str, Graded], max_score: str, heading: list[str], lines: list[list[str]]
) -> Table:
    """Yield Canvas's own lines with one column of grades: the assignment's, where there is one for it."""
    kept = [index for index, cell in enumerate(heading) if cell.strip() in CANVAS_COLUMNS]
    yield [*(heading[index] for index in kept), find_assignment(kata, heading)]
    yield [POINTS_POSSIBLE, *[""] * (len(kept) - 1), max_score]
    for cells in lines:
        if student := to_student(to_row(heading, cells)):
            own = [cells[index] if index < len(cells) else "" for index in kept]
            yield [*own, get_score(graded, student)]


def find_assignment(kata: Kata, heading: Iterable[str]) -> str:
    """Return the heading of the column for this kata: one that names it, the only one there is, else a new one."""
    assignments = [cell for cell in heading if ASSIGNMENT.fullmatch(cell.strip())]
    named = [cell for cell in assignments if kata.title.casefold() in cell.casefold()]
    return (named or (assignments if len(assignments) == 1 else []) or [kata.title])[0]


def fill_worksheet(graded: dict[str, Graded], max_score: str, heading: list[str], lines: Iterable[list[str]]) -> Table:
    """Yield Moodle's grading worksheet with the grades filled in."""
    columns = [normalize_heading(cell) for cell in heading]
    yield heading
    for cells in lines:
        student = to_student(to_row(heading, cells))
        filled = [*cells, *[""] * (len(heading) - len(cells))]
        if student:
            filled[columns.index("grade")] = get_score(graded, student)
            if "maximum grade" in columns:
                filled[columns.index("maximum grade")] = max_score
        yield filled


def fill_canvas(kata: Kata, graded: Iterable[Graded], max_score: str) -> Table:
    """Yield a table for Canvas, which finds students by its own id."""
    yield [*CANVAS_COLUMNS, kata.title]
    yield [POINTS_POSSIBLE, "", "", "", "", max_score]
    for row in graded:
        yield [defuse(row.handed_in.student), defuse(row.handed_in.id), "", "", "", to_score(row)]


def fill_moodle(kata: Kata, graded: Iterable[Graded], max_score: str) -> Table:
    """Yield a table for Moodle, whose worksheet finds students by the number in front of what they handed in."""
    yield WORKSHEET
    for row in graded:
        line = row.handed_in
        identifier = f"Participant {line.id}" if line.id.isdecimal() and not line.is_listed else ""
        yield [identifier, defuse(line.student), defuse(line.id) if line.is_listed else "", defuse(line.email),
               to_score(row), max_score]  # fmt: skip


def get_score(graded: dict[str, Graded], student: Student) -> str:
    """Return the score of a student of the class list, who may be shown with an id where a name stands twice."""
    mark = student.id or student.email
    row = graded.get(f"{student.name} ({mark})") or graded.get(student.name)
    return to_score(row) if row else ""


def to_score(row: Graded) -> str:
    """Return a score as text, nothing where there is none."""
    return "" if row.score is None else f"{row.score:g}"
