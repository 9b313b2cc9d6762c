"""From the store to the files that people read: `grades.csv`, and `feedback/` with files for each student.

Each file is replaced in one step, one whose content has not changed stays untouched, and files of students who are no
longer in the class are taken away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path

from kata_runner.classroom.csv_writer import BYTE_ORDER_MARK, write_line
from kata_runner.classroom.feedback_folder import FeedbackFolder, new_file
from kata_runner.classroom.few import Few
from kata_runner.classroom.file_names import FileNames
from kata_runner.classroom.record import restored
from kata_runner.classroom.store import Graded, Published, Store
from kata_runner.model import Kata, Report
from kata_runner.sanitize import harmless

COLUMNS = ("student", "id", "email", "status", "score", "max_score", "late", "file", "sha256", "reason")
FROM_LIST = (0, 1, 2)  # columns that a class list fills, written as they stand there
NOWHERE = Path()
Renderers = Mapping[str, Callable[[Report], str]]


@dataclass(frozen=True)
class Change:
    """A student whose grade is another now than at the last run, and why: other work, or another kata or grader."""

    student: str
    before: str
    after: str
    why: str


def publish(folder: Path, store: Store, conditions: int, kata: Kata, renderers: Renderers) -> Few[Change]:
    """Write everything, a file at a time; `renderers` gives the suffix of each feedback file and what writes it.

    Gives the first students whose grade changed. Raises OSError where a file cannot be written.
    """
    feedback = FeedbackFolder(folder / "feedback", renderers.keys())
    names = FileNames(store.connection, store.students())
    changes: Few[Change] = Few()

    def told() -> Iterator[Published]:
        for graded in store.graded(conditions):
            now = published(graded, conditions, names.of(graded.handed_in.student))
            before = store.published(now.student)
            write_feedback(feedback, now.feedback, graded, kata, renderers)
            if before and before.feedback not in names:
                feedback.take_away(before.feedback)
            for change in compared(before, now):
                changes.append(change)
            yield now

    for name in store.no_longer_published():
        if name not in names:
            feedback.take_away(name)
    store.publish(told())
    write_grades(folder / "grades.csv", store, conditions, kata)
    feedback.clear_up()
    return changes


def write_feedback(feedback: FeedbackFolder, name: str, graded: Graded, kata: Kata, renderers: Renderers) -> None:
    """One student's files."""
    report = report_of(graded, kata)
    for suffix, render in renderers.items():
        feedback.write(name, suffix, render(report) if report else without_verdict(graded, suffix, kata))


def report_of(graded: Graded, kata: Kata) -> Report | None:
    """The report on a student's work, where there is a verdict."""
    handed_in = graded.handed_in
    return restored(graded.record, kata, handed_in.attempt, Path(handed_in.file)) if graded.record else None


def figures_of(graded: Graded, kata: Kata) -> Report | None:
    """The same for whoever only counts: its path is nobody's, for pathlib interns every part of every path."""
    return restored(graded.record, kata, graded.handed_in.attempt, NOWHERE) if graded.record else None


def reports(store: Store, conditions: int, kata: Kata) -> Iterator[Report]:
    """The report on each student's work, one at a time, by student."""
    return (report for graded in store.graded(conditions) if (report := report_of(graded, kata)))


def without_verdict(graded: Graded, suffix: str, kata: Kata) -> str:
    """The feedback for a student whose work was not judged."""
    if suffix == "json":
        import json

        data = {"format": 1, "kata": kata.id, "name": kata.name, "status": graded.status, "message": graded.reason}
        return json.dumps(data, indent=1)
    reason = harmless(graded.reason).replace("\n", " ")
    return f"# {kata}\n\n**Not graded**: {graded.status}\n\n    {reason}"


def published(graded: Graded, conditions: int, feedback: str) -> Published:
    """What a student is told now."""
    student, attempt = graded.handed_in.student, graded.handed_in.attempt
    return Published(student, attempt, conditions, graded.status, graded.score, feedback)


def compared(before: Published | None, now: Published) -> Iterator[Change]:
    """How a grade changed, if it was there before and did."""
    if before is not None and (before.status, before.score) != (now.status, now.score):
        why = "other work" if before.attempt != now.attempt else "same work, graded anew"
        yield Change(now.student, in_words(before), in_words(now), why)


def in_words(published: Published) -> str:
    """A grade as people say it."""
    return published.status if published.score is None else f"{published.score:g} ({published.status})"


def write_grades(path: Path, store: Store, conditions: int, kata: Kata) -> None:
    """A line a student, a column an outcome with the points it earned."""
    outcomes: list[str] = []
    for report in reports(store, conditions, kata):
        outcomes = [outcome.name for outcome in report.outcomes]
        break
    new = path.with_name(f".{path.name}.new")
    with TextIOWrapper(new_file(str(new)), encoding="utf-8", newline="") as file:
        file.writelines(grades_lines(store, conditions, kata, outcomes))
    new.replace(path)


def grades_lines(store: Store, conditions: int, kata: Kata, outcomes: list[str]) -> Iterator[str]:
    """The lines of the table."""
    yield BYTE_ORDER_MARK + write_line([*COLUMNS, *outcomes])
    for graded in store.graded(conditions):
        report = figures_of(graded, kata)
        points = {outcome.name: f"{outcome.points:g}" for outcome in report.outcomes} if report else {}
        reason = graded.reason or (report.message.partition("\n")[0] if report else "")
        cells = [*about(graded), harmless(reason), *(points.get(name, "") for name in outcomes)]
        yield write_line(cells, FROM_LIST if graded.handed_in.is_listed else ())


def about(graded: Graded) -> list[str]:
    """All columns of a student up to the reason."""
    student, number, email, file, late, attempt, *_ = graded.handed_in
    score = "" if graded.score is None else f"{graded.score:g}"
    largest = "" if graded.max_score is None else f"{graded.max_score:g}"
    return [student, number, email, graded.status, score, largest, "late" if late else "", file, attempt]
