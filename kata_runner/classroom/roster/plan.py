"""What a run would do, told before anything runs: who is graded with which file, what is refused, who is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kata_runner.classroom.csv_writer import BYTE_ORDER_MARK, write_line
from kata_runner.classroom.roster.enrollment import Enrollment, hash_line
from kata_runner.classroom.store import MISSING, UNDECIDED, HandedIn
from kata_runner.sanitize import harmless

GRADED, REFUSED = "graded", "refused"
COLUMNS = ("student", "id", "email", "status", "submission", "file", "late", "reason")
FROM_LIST = (0, 1, 2)


class PlanRow(NamedTuple):
    """A student, or one of several submissions of which nobody knows whose they are; then `student` is empty."""

    student: str
    id: str
    email: str
    status: str
    submission: str
    file: str
    late: str
    reason: str
    is_listed: bool


def list_plan(enrollment: Enrollment) -> Iterator[PlanRow]:
    """Yield what would be done for each student."""
    for person, line, entry in enrollment.list_settled():
        known = hash_line(line, entry) if entry else line
        claims = enrollment.list_claims(person) if known.is_undecided else []
        if not claims:
            yield to_row(known, known.student)
        for claim in claims:
            undecided = known._replace(file=claim.file, late=claim.late, origin=claim.key)
            yield to_row(undecided, "")


def to_row(line: HandedIn, student: str) -> PlanRow:
    """Return a line of the class as a row of the plan."""
    status = (
        UNDECIDED if line.is_undecided else MISSING if line.refused == MISSING else REFUSED if line.refused else GRADED
    )
    reason = "handed in nothing" if status == MISSING else line.refused or line.note
    return PlanRow(student, line.id, line.email, status, line.origin, line.file, "late" if line.late else "",
                   harmless(reason), line.is_listed)  # fmt: skip


def write_plan(rows: Iterator[PlanRow]) -> Iterator[str]:
    """Yield the plan as a table in which a person fills in who handed in what is undecided."""
    yield BYTE_ORDER_MARK + write_line(COLUMNS)
    for row in rows:
        *cells, _ = map(str, row)
        yield write_line(cells, FROM_LIST if row.is_listed else ())
