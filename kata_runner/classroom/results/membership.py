"""Decides which students of earlier runs are kept if they are not in the current run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum

from kata_runner.classroom.records import MISSING, StudentRow
from kata_runner.errors import UsageError

MAX_NAMED = 5


class Absent(Enum):
    """What to do with students in a folder of results who are not in the current run."""

    REFUSE = "refuse"
    KEEP = "keep"
    REMOVE = "remove"


def add_absent(
    rows: Iterable[StudentRow],
    earlier: Iterable[StudentRow],
    graded: Mapping[str, int],
    absent: Absent,
) -> list[StudentRow]:
    """Return the rows of a run, and the rows of absent students if these are kept.

    `graded` maps an attempt to the id of the conditions under which it was last graded. Raises
    UsageError if `absent` is `REFUSE` and absent students have a grade.
    """
    present = {row.student: row for row in rows}
    gone = find_absent(present, earlier, graded)
    if absent is Absent.REFUSE:
        refuse(sorted(row.student for row in gone if row.attempt in graded))
    elif absent is Absent.KEEP:
        for row in gone:
            conditions_id = row.earlier_conditions or graded.get(row.attempt, 0)
            present[row.student] = row._replace(earlier_conditions=conditions_id)
    return list(present.values())


def find_absent(
    present: Mapping[str, StudentRow], earlier: Iterable[StudentRow], graded: Mapping[str, int]
) -> list[StudentRow]:
    """Return the earlier rows of students who are not present, by name or by file and attempt.

    A student with the same file under the same path is present, even if a class list contains
    another name now. A student on the class list who has a grade but no submission is not present.
    """
    files = {(row.file, row.attempt) for row in present.values() if row.attempt}
    gone = []
    for row in earlier:
        now = present.get(row.student)
        stays = now is not None and (now.refusal != MISSING or row.attempt not in graded)
        if not stays and (row.file, row.attempt) not in files:
            gone.append(row)
    return gone


def refuse(students: list[str]) -> None:
    """Raise UsageError that names the students, if there are any."""
    if students:
        names = ", ".join(students[:MAX_NAMED])
        more = f" and {len(students) - MAX_NAMED} more" if len(students) > MAX_NAMED else ""
        raise UsageError(
            f"{names}{more} have grades in this folder and are not among what is named: "
            "--add keeps them, --replace drops them, or choose another --out"
        )
