"""The summary and the plan of a class as an instructor reads them in the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import mean, median
from typing import TypeVar

from click import style

from kata_runner.classroom.records import StudentRow
from kata_runner.classroom.results.plan import get_reason, get_status
from kata_runner.classroom.results.publish import GradeChange
from kata_runner.classroom.results.summary import BINS, Summary
from kata_runner.model import Kata
from kata_runner.reports.escape import escape_workflow_commands
from kata_runner.sanitize import harmless

MAX_LINES = 12
MAX_STUDENTS = 5  # students that are named for one file
BAR_WIDTH = 40

T = TypeVar("T")


def render_summary(
    kata: Kata, summary: Summary, changes: Sequence[GradeChange], seed: int, folder: Path
) -> str:
    """Return the whole summary, with one paragraph per subject."""
    mistakes = (f"{count:5}  {name}: {text}" for (name, text), count in rank(summary.mistakes))
    paragraphs = [
        render_header(kata, summary),
        "\n".join(list_distribution(summary)),
        render_section("Fail most", list_shares(summary.failed, summary.graded)),
        render_section("Most frequent mistakes", mistakes),
        render_section("Could not be judged", list_shares(summary.aborted, summary.graded)),
        render_section("Could not be read", list_reasons(summary.rejected)),
        render_section("Undecided: say whose they are with --plan --format csv and --decide",
                       list_reasons(summary.undecided)),
        render_section("Handed in nothing", (f"  {harmless(name)}" for name in summary.missing)),
        render_section("Handed in the same file", map(format_duplicate, summary.duplicates)),
        render_section("Grade changed", map(format_change, changes)),
        f"{folder / 'grades.csv'} and {folder / 'feedback'} are written; seed {seed}",
    ]  # fmt: skip
    return escape_workflow_commands("\n\n".join(filter(None, paragraphs)))


def render_header(kata: Kata, summary: Summary) -> str:
    """Return the number of students of each status, and the mean and median of the scores."""
    late = f", {summary.late} of them late" if summary.late else ""
    statuses = format_counts(summary.statuses) or "nobody"
    text = f"{style(str(kata), bold=True)}: {statuses}{late}"
    if not summary.scores:
        return text
    if summary.unmodified:
        text += f"; {summary.unmodified} handed in the starter as it is"
    return f"{text}\n{describe_scores(summary)}"


def describe_scores(summary: Summary) -> str:
    """Return the mean and the median of the scores; empty if there are none."""
    scores = list(summary.scores.elements())
    if not scores:
        return ""
    middle = f"mean {mean(scores):.2f}, median {median(scores):g}"
    return f"{middle} of {summary.max_score:g} points"


def format_counts(counts: Counter[str]) -> str:
    """Return the number of each status."""
    return ", ".join(f"{count} {status}" for status, count in sorted(counts.items()))


def list_distribution(summary: Summary) -> Iterator[str]:
    """Yield a line with a bar for each tenth of the score, and one for the full score."""
    largest = max(summary.bins)
    if not largest:
        return
    yield style("Scores", bold=True)
    for index, count in enumerate(summary.bins):
        first, last = 100 * index // BINS, 100 * (index + 1) // BINS - 1
        name = "all points" if index == BINS else f"{first:3} to {last:2} %"
        yield f"  {name:>11} {count:5} {'#' * -(-BAR_WIDTH * count // largest)}".rstrip()


def rank(counts: Counter[T]) -> list[tuple[T, int]]:
    """Return items with their counts, the most frequent first, equal counts in order of name."""
    return sorted(counts.items(), key=lambda row: (-row[1], row[0]))


def list_shares(counts: Counter[str], total: int) -> Iterator[str]:
    """Yield a line for each name with its count and share of `total`, the most frequent first."""
    for name, count in rank(counts):
        yield f"{count:5}  {100 * count / max(total, 1):3.0f} %  {harmless(name)}"


def list_reasons(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield a line for each student with the reason."""
    return (harmless(f"  {student}: {reason}") for student, reason in rows)


def format_duplicate(students: list[str]) -> str:
    """Return how many students handed in a file, and the names of the first of them."""
    count = len(students)
    more = f", ... and {count - MAX_STUDENTS} more" if count > MAX_STUDENTS else ""
    return f"{count:5}  {harmless(', '.join(students[:MAX_STUDENTS]))}{more}"


def format_change(change: GradeChange) -> str:
    """Return a line about a change of a grade."""
    return f"  {harmless(change.student)}: {change.before} -> {change.after}, {change.reason}"


def render_section(title: str, lines: Iterable[str]) -> str:
    """Return a title and the first `MAX_LINES` lines, or an empty string if there are no lines."""
    lines = list(lines)
    if not lines:
        return ""
    left = len(lines) - MAX_LINES
    more = [f"  ... and {left} more: grades.csv has them all"] if left > 0 else []
    return "\n".join([style(title, bold=True), *lines[:MAX_LINES], *more])


def render_plan(rows: Iterable[StudentRow]) -> str:
    """Return the plan as a table, and the number of rows of each status."""
    from tabulate import tabulate

    rows = list(rows)
    cells = [(row.student or "?", get_status(row), row.file, "late" if row.late else "",
              get_reason(row) or ("" if row.student else row.origin)) for row in rows]  # fmt: skip
    heading = ["student", "status", "file", "late", "reason"]
    table = tabulate([map(harmless, row) for row in cells], heading, disable_numparse=True)
    counts = format_counts(Counter(map(get_status, rows)))
    return escape_workflow_commands(f"{table}\n\n{counts}")
