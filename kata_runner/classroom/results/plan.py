"""The plan of a run: who would be graded with which file, who is refused, undecided or missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kata_runner.classroom.records import FAULT, StudentRow
from kata_runner.classroom.results.publish import ROSTER_COLUMNS
from kata_runner.classroom.roster.csv_lines import BYTE_ORDER_MARK, write_line
from kata_runner.classroom.roster.enrollment import Enrollment
from kata_runner.sanitize import harmless

GRADED = "graded"
COLUMNS = ("student", "id", "email", "status", "submission", "file", "late", "reason")


def list_plan(enrollment: Enrollment) -> Iterator[StudentRow]:
    """Yield a row for each student.

    For an undecided student, yield one for each submission instead, without a student; what may be
    theirs among others' has no submission here, as a line with both is a decision.
    """
    for member, row, _ in enrollment.list_settled():
        if not (row.is_undecided and member.submissions):
            yield row._replace(origin="") if row.is_undecided else row
            continue
        for submission in member.submissions:
            yield row._replace(student="", file=submission.display_path, late=submission.late,
                                  origin=submission.key)  # fmt: skip


def get_status(row: StudentRow) -> str:
    """Return a student's status in the plan: `graded` if there is an attempt."""
    return GRADED if row.status == FAULT else row.status


def get_reason(row: StudentRow) -> str:
    """Return why a student would not be graded, or what was left out."""
    return harmless(row.note if row.status == FAULT else row.reason)


def write_plan(rows: Iterable[StudentRow]) -> Iterator[str]:
    """Yield the plan as CSV; a person fills in the students of undecided submissions."""
    yield BYTE_ORDER_MARK + write_line(COLUMNS)
    for row in rows:
        cells = (row.student, row.id, row.email, get_status(row), row.origin, row.file,
                 "late" if row.late else "", get_reason(row))  # fmt: skip
        yield write_line(cells, ROSTER_COLUMNS if row.is_listed else ())
