"""Decides which rows of two runs into one folder of results are the same student's.

Algorithm:

1. Rows with the same name are one student's, unless their ids differ and they are from different
   submissions.
2. So are rows with the same id, and the same name but for an id behind it.
3. So are rows under two names with the same submission and the same file, if nobody else had that
   submission in the earlier run, or if their ids are the same: members of a group share their
   submission, and are not the same student for that.
"""

from __future__ import annotations

import os.path
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from kata_runner.classroom.records import MISSING, StudentRow
from kata_runner.classroom.roster.handles import normalize_id
from kata_runner.classroom.submissions.submission import to_place

FROM_RESULTS = ".//"  # begins a stored path; no path that earlier versions stored began so
Matches = dict[str, StudentRow]  # the present row of an earlier student, by earlier name


def match_rows(present: Mapping[str, StudentRow], earlier: Sequence[StudentRow]) -> Matches:
    """Return the present rows of earlier students."""
    matches = match_by_name(present, earlier)
    new = list(list_new(present, matches))
    sources = Counter(map(get_source, earlier))
    for row in earlier:
        if row.student not in matches and row.attempt:
            is_shared = sources[get_source(row)] > 1
            renamed = [now for now in new if is_renamed(row, now, is_shared=is_shared)]
            if renamed:
                matches[row.student] = renamed[0]
                new.remove(renamed[0])
    return matches


def match_by_name(present: Mapping[str, StudentRow], earlier: Iterable[StudentRow]) -> Matches:
    """Return the present rows of earlier students by name, else by name and id."""
    earlier = list(earlier)
    pairs = ((row, present.get(row.student)) for row in earlier)
    matches = {row.student: now for row, now in pairs if now and not are_different(row, now)}
    by_id = {(get_plain_name(row), row.id): row for row in list_new(present, matches) if row.id}
    for row in earlier:
        is_new = row.student not in matches
        if is_new and (now := by_id.pop((get_plain_name(row), row.id), None)):
            matches[row.student] = now
    return matches


def list_new(present: Mapping[str, StudentRow], matches: Matches) -> Iterator[StudentRow]:
    """Yield the present rows of students who were not there earlier."""
    known = {row.student for row in matches.values()}
    return (row for name, row in present.items() if name not in known)


def are_different(earlier: StudentRow, now: StudentRow) -> bool:
    """Whether two rows of one name are two students': with different ids and submissions.

    The id in a class list may differ from a platform's. Then they are one student's if there is
    only one submission.
    """
    is_same = earlier.origin and get_source(earlier) == get_source(now)
    if is_same or not have_different_ids(earlier, now):
        return False
    return earlier.is_listed == now.is_listed or MISSING not in (earlier.refusal, now.refusal)


def list_replaced(present: Mapping[str, StudentRow], earlier: Iterable[StudentRow]) -> list[str]:
    """Return the names of earlier students that are other students' now."""
    return [row.student for row in earlier
            if row.student in present and are_different(row, present[row.student])]  # fmt: skip


def have_different_ids(one: StudentRow, other: StudentRow) -> bool:
    """Whether both rows have an id, and not the same."""
    return bool(one.id and other.id) and normalize_id(one.id) != normalize_id(other.id)


def is_renamed(earlier: StudentRow, now: StudentRow, *, is_shared: bool) -> bool:
    """Whether two rows of different names are one student's.

    `is_shared` says whether others had the submission in the earlier run.
    """
    if earlier.attempt != now.attempt or get_source(earlier) != get_source(now):
        return False
    if is_shared:
        return bool(earlier.id) and earlier.id == now.id
    return earlier.is_listed != now.is_listed or not have_different_ids(earlier, now)


def get_source(row: StudentRow) -> Path | str:
    """Return what identifies a submission; folders of the first versions have only its file."""
    return get_place(row) if row.origin else row.file


def get_place(row: StudentRow) -> Path:
    """Return the place of a row's submission."""
    return to_place(row.origin)


def to_stored(origin: str, results: Path) -> str:
    """Return an origin as a path from the folder of results, which may be moved with the class."""
    if not origin:
        return ""
    with suppress(ValueError):  # it is on another drive
        return FROM_RESULTS + Path(os.path.relpath(origin, results)).as_posix()
    return str(to_place(origin))


def from_stored(stored: str, results: Path) -> str:
    """Return a stored origin as it is written in the current folder, absolute if it is elsewhere.

    Earlier versions stored it as it was written in the folder of their run.
    """
    if not stored.startswith(FROM_RESULTS):
        return stored
    place = to_place(str(results / stored))
    with suppress(ValueError, OSError):  # it is elsewhere; the current folder was deleted
        return str(place.relative_to(Path.cwd()))
    return str(place)


def get_plain_name(row: StudentRow) -> str:
    """Return a student's name without the id that stands behind a name that several have."""
    return row.student.removesuffix(f" ({row.id})")
