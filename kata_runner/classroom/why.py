"""Why a student has a grade: which file, from where, under which conditions, and what was not chosen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from kata_runner.classroom.record import DAMAGED
from kata_runner.classroom.store import FILE, Graded, Store
from kata_runner.errors import UnusablePath, WrongUse
from kata_runner.sanitize import harmless


def explain_grade(folder: Path, student: str) -> str:
    """Return some lines about a student's grade; raises WrongUse where nobody, or more than one, is called that."""
    if not (folder / FILE).is_file():
        raise UnusablePath(f"{folder}: no results in it: name the --out of an earlier run")
    with Store(folder) as store:
        conditions, kata, seed = store.get_last_run()
        rows = [row for row in store.graded(conditions) if is_meant(row, student)]
        part = student.casefold()
        rows = rows or [row for row in store.graded(conditions) if part in row.handed_in.student.casefold()]
        if len(rows) != 1:
            raise WrongUse(f"{folder}: {describe_names(list(store.students()), rows, student)}")
        return "\n".join(harmless(line) for line in describe(rows[0], kata, seed))


def is_meant(row: Graded, text: str) -> bool:
    """Whether a line of the class is the one that a person asks for, by name, id or address."""
    line = row.handed_in
    return text.casefold() in (line.student.casefold(), line.id.casefold(), line.email.casefold())


def read_report(text: str) -> dict[str, Any]:
    """Return what is kept of a report; raises UnusablePath where it is none of ours."""
    try:
        report = json.loads(text)
        return {"seed": report["seed"], "level": report["isolation"]["level"]}
    except (ValueError, KeyError, TypeError) as error:
        raise UnusablePath(DAMAGED) from error


def describe_names(students: list[str], rows: list[Graded], text: str) -> str:
    """Say that nobody, or more than one, is called what a person asked for."""
    if rows:
        return f"{len(rows)} students answer to {text!r:.60}: {', '.join(row.handed_in.student for row in rows[:5])}"
    near = get_close_matches(text, students, n=1)
    return f"nobody is called {text!r:.60}: {f'did you mean {near[0]}?' if near else 'grades.csv has the names'}"


def describe(row: Graded, kata: str, seed: int) -> Iterator[str]:
    """Yield the lines."""
    line = row.handed_in
    score = "" if row.score is None else f", {row.score:g} of {row.max_score:g} points"
    yield f"{line.student}: {row.status}{score}"
    yield f"kata      {kata}"
    if line.file:
        yield f"file      {line.file}{', late' if line.late else ''}"
        yield f"from      {line.origin}"
    if row.record:
        report = read_report(row.record.report)
        yield f"sha256    {line.attempt}"
        yield f"seed      {report['seed']}"
        yield f"level     {report['level']}"
    else:
        yield f"seed      {seed}"
    if row.reason:
        yield f"reason    {row.reason}"
    yield f"besides   {line.note or 'nothing else was handed in that could have counted'}"
