"""Explains a grade: which file, from where, under which conditions, and what was left out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from kata_runner.classroom.records import StudentRow
from kata_runner.classroom.results.store import Store
from kata_runner.classroom.results.stored_report import check_stored
from kata_runner.classroom.submissions.kinds import DATABASE
from kata_runner.errors import PathError, UsageError
from kata_runner.sanitize import harmless

NOTHING_ELSE = "nothing else was handed in that could have counted"


def explain_grade(folder: Path, text: str) -> str:
    """Return lines about a student's grade.

    Raises UsageError unless `text` identifies one student, and PathError without results.
    """
    if not (folder / DATABASE).is_file():
        raise PathError(f"{folder}: no results in it: name the --out of an earlier run")
    with Store(folder) as store:
        conditions_id, kata, seed = store.get_last_run()
        rows = list(store.list_rows(conditions_id))
    matches = [row for row in rows if is_meant(row, text)]
    matches = matches or [row for row in rows if text.casefold() in row.student.casefold()]
    if len(matches) != 1:
        students = [row.student for row in rows]
        raise UsageError(f"{folder}: {describe_matches(students, matches, text)}")
    return "\n".join(map(harmless, describe(matches[0], kata, seed)))


def is_meant(row: StudentRow, text: str) -> bool:
    """Whether a text is a student's name, id or address."""
    return text.casefold() in (row.student.casefold(), row.id.casefold(), row.email.casefold())


def describe_matches(students: list[str], matches: list[StudentRow], text: str) -> str:
    """Return a message that says that a text matches no student, or several."""
    if matches:
        names = ", ".join(row.student for row in matches[:5])
        return f"{len(matches)} students answer to {text!r:.60}: {names}"
    near = get_close_matches(text, students, n=1)
    hint = f"did you mean {near[0]}?" if near else "grades.csv has the names"
    return f"nobody is called {text!r:.60}: {hint}"


def describe(row: StudentRow, kata: str, seed: int) -> Iterator[str]:
    """Yield the lines about one student."""
    verdict = row.verdict
    score = f", {verdict.score:g} of {verdict.max_score:g} points" if verdict else ""
    yield f"{row.student}: {row.status}{score}"
    yield f"kata      {kata}"
    if row.file:
        yield f"file      {row.file}{', late' if row.late else ''}"
        yield f"from      {row.origin}"
    level = ""
    if verdict:
        with check_stored():
            report = json.loads(verdict.report)
            seed, level = report["seed"], report["isolation"]["level"]
        yield f"sha256    {row.attempt}"
    yield f"seed      {seed}"
    if level:
        yield f"level     {level}"
    if row.reason:
        yield f"reason    {row.reason}"
    if besides := row.note or (row.attempt and NOTHING_ELSE):
        yield f"besides   {besides}"
