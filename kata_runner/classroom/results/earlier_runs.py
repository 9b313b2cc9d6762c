"""Takes from the earlier runs into a folder of results whose submission a path is.

Read on its own, a student's folder may look like a class, and a file may lack the name that the
others of its download gave it. With `--add`, a submission of an earlier run stays its student's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kata_runner.classroom.records import MISSING, StudentRow
from kata_runner.classroom.results.identity import get_place, match_by_name
from kata_runner.classroom.results.membership import group_by_place
from kata_runner.classroom.results.store import Store
from kata_runner.classroom.submissions.collect import Collector
from kata_runner.classroom.submissions.downloads import FolderDownload
from kata_runner.classroom.submissions.kinds import DATABASE, is_archive
from kata_runner.classroom.submissions.submission import Submission, to_place
from kata_runner.sanitize import harmless


def list_earlier(folder: Path) -> list[StudentRow]:
    """Return the rows of a folder of results, without verdicts; none without results."""
    if not (folder / DATABASE).is_file():
        return []
    with Store(folder) as store:
        return store.list_class()


def find_owners(earlier: Iterable[StudentRow]) -> dict[Path, StudentRow]:
    """Return the students who alone had a submission, by its place."""
    return {place: rows[0] for place, rows in group_by_place(earlier).items()
            if len(rows) == 1 and not rows[0].is_undecided}  # fmt: skip


def split_known(
    paths: Sequence[Path], earlier: Iterable[StudentRow], notes: list[str]
) -> tuple[list[Path], list[Path]]:
    """Return the folders and archives that were one student's, with notes, and the other paths."""
    owners = find_owners(earlier)
    known = [path for path in paths if may_hold_several(path) and to_place(str(path)) in owners]
    for path in known:
        add_note(owners[to_place(str(path))], notes)
    return known, [path for path in paths if path not in known]


def may_hold_several(path: Path) -> bool:
    """Whether a path is a folder or an archive, which may contain several students' work."""
    return not path.is_symlink() and (path.is_dir() or (path.is_file() and is_archive(path.name)))


def add_note(owner: StudentRow, notes: list[str]) -> None:
    """Add a note that a submission is still a student's, unless it is there."""
    note = harmless(f"{owner.origin} is {owner.student}'s, as in the run before")
    if note not in notes:
        notes.append(note)


def collect_known(
    paths: Iterable[Path], collector: Collector, leave_out: Path
) -> Iterator[Submission]:
    """Yield the submissions in folders and archives that are one student's each."""
    for path in paths:
        whole = path if path.name not in ("", "..") else path.resolve()
        download = FolderDownload(whole.parent, leave_out.resolve(), [whole.name])
        yield from collector.collect(download)


def claim_known(
    rows: Sequence[StudentRow], earlier: Sequence[StudentRow], notes: list[str]
) -> list[StudentRow]:
    """Return the rows of a run, with the names of the earlier runs, and add a note for each.

    A new student who is not on the class list, and whose submission was one absent student's, is
    that student. A student of an earlier class list keeps the id and the address.
    """
    listed = {row.student: row for row in earlier if row.is_listed}
    present = {row.student: row for row in rows}
    matches = match_by_name(present, earlier)
    current = {now.student: name for name, now in matches.items() if now.refusal != MISSING}
    taken = {*current.values(), *(row.student for row in rows if row.refusal != MISSING)}
    owners = {place: row for place, row in find_owners(earlier).items()
              if row.student not in taken}  # fmt: skip
    claimed: dict[str, StudentRow] = {}
    for row in present.values():
        is_claimable = not (row.is_listed or row.is_undecided or row.student in current)
        owner = owners.pop(get_place(row), None) if row.origin and is_claimable else None
        if owner is not None:
            add_note(owner, notes)
            claimed[owner.student] = name_as(row, owner)
        elif not (row.id or row.email or row.is_listed) and (
            before := listed.get(current.get(row.student, ""))
        ):
            claimed[before.student] = name_as(row, before)
        else:
            name = max(row.student, current.get(row.student, ""), key=len)  # the one with an id
            claimed.setdefault(name, row._replace(student=name))
    return list(claimed.values())


def name_as(row: StudentRow, owner: StudentRow) -> StudentRow:
    """Return a row under the name, id and address of an earlier one."""
    return row._replace(
        student=owner.student, id=owner.id, email=owner.email, is_listed=owner.is_listed
    )


def claim_plan(
    rows: Sequence[StudentRow], earlier: Sequence[StudentRow], notes: list[str]
) -> list[StudentRow]:
    """Return the rows of a plan with the names of the earlier runs; those without a name last."""
    named = [row for row in rows if row.student]
    return [*claim_known(named, earlier, notes), *(row for row in rows if not row.student)]
