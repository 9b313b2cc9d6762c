"""Decides what becomes of students in a folder of results who are not in the current run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum

from kata_runner.classroom.records import MISSING, StudentRow
from kata_runner.errors import UsageError

MAX_NAMED = 5


class Absent(Enum):
    """What to do with students of the folder who are not in a run."""

    REFUSE = "refuse"
    KEEP = "keep"
    REMOVE = "remove"


def add_absent(
    rows: Iterable[StudentRow],
    earlier: Iterable[StudentRow],
    graded: Mapping[str, int],
    absent: Absent,
) -> list[StudentRow]:
    """Return the rows of a run with those of absent students that are kept.

    `graded` has the conditions under which attempts were last graded. Raises UsageError where
    absent students have a grade and are to be refused.
    """
    present = {row.student: row for row in rows}
    gone = find_gone(present, earlier, graded)
    if absent is Absent.REFUSE:
        refuse(sorted(row.student for row in gone if row.attempt in graded))
    elif absent is Absent.KEEP:
        for row in gone:
            conditions_id = row.earlier_conditions or graded.get(row.attempt, 0)
            present[row.student] = row._replace(earlier_conditions=conditions_id)
    return list(present.values())


def find_gone(
    present: Mapping[str, StudentRow], earlier: Iterable[StudentRow], graded: Mapping[str, int]
) -> list[StudentRow]:
    """Return the earlier rows of students who are not present, by name or by file and attempt.

    Whoever handed in the same file under the same path is present, even if a class list calls them
    otherwise now. Who is on the class list but has nothing to grade any more is not.
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
    """Raise UsageError where there are any."""
    if students:
        names = ", ".join(students[:MAX_NAMED])
        more = f" and {len(students) - MAX_NAMED} more" if len(students) > MAX_NAMED else ""
        raise UsageError(
            f"{names}{more} have grades in this folder and are not among what is named: "
            "--add keeps them, --replace drops them, or choose another --out"
        )
