"""Decides which students of earlier runs are kept if they are not in the current run.

To keep a student must not take a grade from another, nor count one submission for two students:
such a run is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from pathlib import Path

from kata_runner.classroom.records import MISSING, StudentRow
from kata_runner.classroom.results.identity import Matches, get_place, list_new, match_rows
from kata_runner.classroom.submissions.select import join_some
from kata_runner.errors import UsageError

MAX_NAMED = 5
Places = dict[Path, list[StudentRow]]
AGAIN = "or grade the whole class again"


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
    UsageError if `absent` is `REFUSE` and absent students have a grade, or if it is `KEEP` and an
    absent student cannot be kept beside the others.
    """
    present, earlier = {row.student: row for row in rows}, list(earlier)
    matches = match_rows(present, earlier)
    gone = find_absent(earlier, matches)
    if absent is Absent.REFUSE:
        refuse(sorted(describe(row, present) for row in gone if row.attempt in graded))
    elif absent is Absent.KEEP:
        keep(gone, present, matches, graded)
    return list(present.values())


def find_absent(earlier: Iterable[StudentRow], matches: Matches) -> list[StudentRow]:
    """Return the earlier rows of students who are not present.

    Nor is a student on the class list present who has no submission now but had one, or may have.
    """
    return [row for row in earlier
            if (now := matches.get(row.student)) is None
            or (now.refusal == MISSING and row.refusal != MISSING)]  # fmt: skip


def keep(
    gone: Sequence[StudentRow],
    present: dict[str, StudentRow],
    matches: Matches,
    graded: Mapping[str, int],
) -> None:
    """Add absent students to those who are present, in place of a row without a submission.

    A submission that was undecided and is now somebody's is left out. Raises UsageError.
    """
    new = {row.student for row in list_new(present, matches)}
    places = group_by_place(present.values())
    gone = [row for row in gone if (row.is_listed and row.student not in matches)
            or not (row.is_undecided and row.origin and get_place(row) in places)]  # fmt: skip
    for row in gone:
        if now := matches.get(row.student):
            present.pop(now.student, None)
    refuse_names(gone, present)
    refuse_places(gone, present, new)
    for row in gone:
        conditions_id = row.earlier_conditions or graded.get(row.attempt, 0)
        present[row.student] = row._replace(earlier_conditions=conditions_id)


def refuse(students: list[str]) -> None:
    """Raise UsageError that names the students, if there are any."""
    if students:
        raise UsageError(
            f"{join_some(students, MAX_NAMED)} have grades in this folder and are not among what "
            "is named: --add keeps them, --replace drops them, or choose another --out"
        )


def describe(row: StudentRow, present: Mapping[str, StudentRow]) -> str:
    """Return an absent student's name, with the id if another student has that name now."""
    return f"{row.student} ({row.id})" if row.student in present and row.id else row.student


def refuse_names(gone: Iterable[StudentRow], present: Mapping[str, StudentRow]) -> None:
    """Raise UsageError if another student with an absent student's name is present."""
    for row in gone:
        if now := present.get(row.student):
            raise UsageError(
                f"{row.student} ({now.id}) would take the place of {row.student} ({row.id}) in "
                f"this folder: grade both in one run, or choose another --out"
            )


def refuse_places(
    gone: Sequence[StudentRow], present: Mapping[str, StudentRow], new: set[str]
) -> None:
    """Raise UsageError if a submission is an absent student's, or a part of one is, or has one.

    Several students of a class list may have one submission, as a group; `new` has the names of
    students who are not in the folder yet.
    """
    gone_at, present_at = group_by_place(gone), group_by_place(present.values())
    for row, other in list_nested(present_at, gone_at):
        raise UsageError(
            f"{row.origin} is inside {other.origin}, which is {other.student}'s in this "
            f"folder: name {other.origin}, {AGAIN}"
        )
    for other, row in list_nested(gone_at, present_at):
        raise UsageError(
            f"{row.origin}, taken for {row.student}'s, holds {other.origin}, which is "
            f"{other.student}'s in this folder: name {other.origin}, {AGAIN}"
        )
    pairs = ((row, other) for place, rows in present_at.items()
             for row in rows for other in gone_at.get(place, ()))  # fmt: skip
    for row, other in pairs:
        if row.student in new and not (row.is_listed and other.is_listed):
            raise UsageError(
                f"{row.origin}, taken for {row.student}'s, is {other.student}'s in this folder: "
                f"name the --roster of that run, {AGAIN}"
            )


def list_nested(inner: Places, outer: Places) -> Iterator[tuple[StudentRow, StudentRow]]:
    """Yield rows whose submission is a part of another's, each with that other's row."""
    return ((rows[-1], outer[parent][-1])
            for place, rows in inner.items() for parent in place.parents
            if parent in outer)  # fmt: skip


def group_by_place(rows: Iterable[StudentRow]) -> Places:
    """Return the rows that have a submission, by its place."""
    places: Places = {}
    for row in rows:
        if row.origin:
            places.setdefault(get_place(row), []).append(row)
    return places
