"""What `kata grade` prints when it is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import mean, median
from typing import Any

from click import style

from kata_runner.classroom.few import Few
from kata_runner.classroom.publish import Change
from kata_runner.classroom.roster.plan import PlanRow
from kata_runner.classroom.store import SameFile
from kata_runner.classroom.summary import BINS, Summary
from kata_runner.model import Kata
from kata_runner.sanitize import harmless

MOST_LINES = 12
BAR = 40


def summary_text(kata: Kata, found: Summary, changes: Few[Change], seed: int, folder: Path) -> str:
    """The whole summary, a paragraph a subject."""
    paragraphs = [
        head(kata, found),
        "\n".join(distribution(found)),
        listed("Fail most", ranked(found.failed, found.graded)),
        listed("Most frequent mistakes", [f"{count:5}  {name}: {says}" for (name, says), count in
                                          sorted(found.mistakes.items(), key=by_frequency)[:MOST_LINES]]),
        listed("Could not be judged", ranked(found.not_run, found.graded)),
        listed("Could not be read", [f"  {student}: {reason}" for student, reason in found.unread.first],
               found.unread.more),
        listed("Undecided: say whose they are with --plan --format csv and --decide",
               [f"  {student}: {reason}" for student, reason in found.undecided.first], found.undecided.more),
        listed("Handed in nothing", [f"  {student}" for student in found.missing.first], found.missing.more),
        listed("Handed in the same file", [shared(file) for file in found.same.first], found.same.more),
        listed("Grade changed", [f"  {harmless(c.student)}: {c.before} -> {c.after}, {c.why}" for c in changes.first],
               changes.more),
        f"{folder / 'grades.csv'} and {folder / 'feedback'} are written; seed {seed}",
    ]  # fmt: skip
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def head(kata: Kata, found: Summary) -> str:
    """How many there are of each kind, and the middle of the scores."""
    kinds = ", ".join(f"{count} {status}" for status, count in sorted(found.statuses.items()))
    late = f", {found.late} of them late" if found.late else ""
    text = f"{style(str(kata), bold=True)}: {kinds or 'nobody'}{late}"
    if not found.scores:
        return text
    scores = list(found.scores.elements())
    if found.unchanged:
        text += f"; {found.unchanged} handed in the starter as it is"
    return f"{text}\nmean {mean(scores):.2f}, median {median(scores):g} of {found.max_score:g} points"


def distribution(found: Summary) -> Iterator[str]:
    """A line a tenth of the score, with a bar."""
    largest = max(found.bins)
    if not largest:
        return
    yield style("Scores", bold=True)
    for number, count in enumerate(found.bins):
        name = "all points" if number == BINS else f"{100 * number // BINS:3} to {100 * (number + 1) // BINS - 1:2} %"
        yield f"  {name:>11} {count:5} {'#' * -(-BAR * count // largest)}".rstrip()


def ranked(counts: Counter[str], of: int) -> list[str]:
    """The most frequent first, each with its share; equal ones by name."""
    rows = sorted(counts.items(), key=by_frequency)
    return [f"{count:5}  {100 * count / max(of, 1):3.0f} %  {name}" for name, count in rows]


def by_frequency(row: tuple[Any, int]) -> tuple[int, Any]:
    """The order of the most frequent first, and of equally frequent ones by name."""
    name, count = row
    return -count, name


def shared(file: SameFile) -> str:
    """How many handed in a file, and the first of them."""
    others = file.times - len(file.students)
    return f"{file.times:5}  {harmless(', '.join(file.students))}" + (f", ... and {others} more" if others else "")


def listed(title: str, lines: Sequence[str], unkept: int = 0) -> str:
    """A title and the first lines below it, or nothing when there are none; so many more are not among the lines."""
    if not lines:
        return ""
    left = len(lines) - MOST_LINES + unkept
    more = [f"  ... and {left} more: grades.csv has them all"] if left > 0 else []
    return "\n".join([style(title, bold=True), *lines[:MOST_LINES], *more])


def render_plan(rows: Iterable[PlanRow]) -> Iterator[str]:
    """Yield the plan as a table to read, and how many there are of each kind."""
    from tabulate import tabulate

    counts: Counter[str] = Counter()
    shown = []
    for row in rows:
        counts[row.status] += 1
        shown.append(
            [
                harmless(row.student) or "?",
                row.status,
                row.file,
                row.late,
                row.reason or row.submission * (not row.student),
            ]
        )
    yield tabulate(shown, ["student", "status", "file", "late", "reason"], disable_numparse=True)
    yield "\n" + ", ".join(f"{count} {status}" for status, count in sorted(counts.items()))
