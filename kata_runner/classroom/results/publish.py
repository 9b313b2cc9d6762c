"""Writes the files that people read: `grades.csv`, and `feedback/` with files for each student.

Each file is replaced atomically. A feedback file is not written if its content has not changed, and
is removed if its student is no longer in the class.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from kata_runner.classroom.records import StudentRow
from kata_runner.classroom.results.feedback_folder import FeedbackFolder, replace_file
from kata_runner.classroom.results.file_names import assign_file_names
from kata_runner.classroom.results.store import PublishedRow, Store
from kata_runner.classroom.results.stored_report import deserialize
from kata_runner.classroom.results.summary import Summary, SummaryBuilder
from kata_runner.classroom.roster.csv_lines import BYTE_ORDER_MARK, write_line
from kata_runner.classroom.submissions.kinds import FEEDBACK, GRADES
from kata_runner.model import Kata, Report
from kata_runner.sanitize import harmless

COLUMNS = ("student", "id", "email", "status", "score", "max_score", "late", "file", "sha256",
           "reason")  # fmt: skip
ROSTER_COLUMNS = (0, 1, 2)  # columns from the class list, written as they are there
Renderers = Mapping[str, Callable[[Report], str]]


class GradeChange(NamedTuple):
    """A student whose grade differs from the last run's, and why."""

    student: str
    before: str
    after: str
    reason: str


def publish(  # noqa: PLR0913  # a folder of results needs all of them
    folder: Path,
    store: Store,
    conditions_id: int,
    kata: Kata,
    renderers: Renderers,
    *,
    write_others: Callable[[Summary], None] = lambda _: None,
) -> tuple[Summary, list[GradeChange]]:
    """Write all files, one at a time, and return counts and changes of grades.

    `renderers` maps the suffix of a feedback file to its renderer; `write_others` writes the files
    that only some runs write. Raises OSError if a file cannot be written.
    """
    feedback = FeedbackFolder(folder / FEEDBACK, renderers.keys())
    names = assign_file_names(store.list_students())
    outcomes = list_outcomes(store, conditions_id, kata)
    lines = [BYTE_ORDER_MARK + write_line([*COLUMNS, *outcomes])]
    builder, before, now = SummaryBuilder(kata), store.list_published(), []
    for row in store.list_rows(conditions_id):
        name, report = names[row.student], get_report(row, kata)
        for suffix, render in renderers.items():
            text = render(report) if report else render_ungraded(row, suffix, kata)
            feedback.write(name, suffix, text)
        lines.append(format_line(row, report, outcomes))
        builder.add(row, report)
        grade = (row.attempt, conditions_id, row.status, row.score)
        now.append(PublishedRow(row.student, *grade, name))
    for stale in {row.feedback for row in before.values()} - set(names.values()):
        feedback.remove(stale)
    replace_file(folder / GRADES, "".join(lines).encode("utf-8"))
    summary = builder.build()
    write_others(summary)
    store.save_published(now)  # last: if a file is not written, the next run reports the changes
    feedback.remove_temporary_files()
    changes = [change for row in now if row.student in before
               for change in compare(before[row.student], row)]  # fmt: skip
    return summary, changes


def get_report(row: StudentRow, kata: Kata) -> Report | None:
    """Return the report on a student's work, or None without a verdict."""
    if row.verdict is None:
        return None
    return deserialize(row.verdict, kata, row.attempt, Path(row.file))


def list_reports(store: Store, conditions_id: int, kata: Kata) -> Iterator[Report]:
    """Yield the report on each student's work, by student."""
    for row in store.list_rows(conditions_id):
        if report := get_report(row, kata):
            yield report


def render_ungraded(row: StudentRow, suffix: str, kata: Kata) -> str:
    """Return the feedback for a student whose work has no verdict."""
    if suffix == "json":
        data = {"format": 1, "kata": kata.id, "name": kata.name, "status": row.status,
                "message": row.reason}  # fmt: skip
        return json.dumps(data, indent=1)
    reason = harmless(row.reason).replace("\n", " ")
    return f"# {kata}\n\n**Not graded**: {row.status}\n\n    {reason}"


def compare(before: PublishedRow, now: PublishedRow) -> Iterator[GradeChange]:
    """Yield the change of a grade, if it changed."""
    if (before.status, before.score) != (now.status, now.score):
        why = "other work" if before.attempt != now.attempt else "same work, graded anew"
        yield GradeChange(now.student, format_grade(before), format_grade(now), why)


def format_grade(row: PublishedRow) -> str:
    """Return a grade in words."""
    return row.status if row.score is None else f"{row.score:g} ({row.status})"


def list_outcomes(store: Store, conditions_id: int, kata: Kata) -> list[str]:
    """Return the names of the outcomes in the first report."""
    reports = list_reports(store, conditions_id, kata)
    return next(([outcome.name for outcome in report.outcomes] for report in reports), [])


def format_line(row: StudentRow, report: Report | None, outcomes: Sequence[str]) -> str:
    """Return a student's line of `grades.csv`, with the points that each outcome earned."""
    earned = report.outcomes if report else ()
    points = {outcome.name: f"{outcome.points:g}" for outcome in earned}
    reason = row.reason or (report.message.partition("\n")[0] if report else "")
    cells = [row.student, row.id, row.email, row.status, *format_scores(row),
             "late" if row.late else "", row.file, row.attempt, harmless(reason),
             *(points.get(name, "") for name in outcomes)]  # fmt: skip
    return write_line(cells, ROSTER_COLUMNS if row.is_listed else ())


def format_scores(row: StudentRow) -> tuple[str, str]:
    """Return score and largest score, empty without a verdict."""
    verdict = row.verdict
    return (f"{verdict.score:g}", f"{verdict.max_score:g}") if verdict else ("", "")
