"""Counts over a whole class, for the summary that an instructor reads."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from kata_runner.classroom.records import MISSING, UNDECIDED, StudentRow
from kata_runner.classroom.submissions.kata_files import hash_starter
from kata_runner.model import Kata, Report, Status
from kata_runner.sanitize import harmless

BINS = 10
MAX_REASONS = 500  # counted separately: a learner's code chooses the text of an error


@dataclass
class Summary:
    """Counts over students.

    bins        students by tenths of the largest score; the last bin is for the largest score
    aborted     attempts that could not be judged, by reason
    duplicates  students who handed in one file, byte for byte
    rejected    student and reason, where a submission was refused or grading failed
    unmodified  how many handed in the unmodified starter
    """

    statuses: Counter[str] = field(default_factory=Counter)
    bins: list[int] = field(default_factory=lambda: [0] * (BINS + 1))
    scores: Counter[float] = field(default_factory=Counter)
    max_score: float = 0.0
    failed: Counter[str] = field(default_factory=Counter)
    mistakes: Counter[tuple[str, str]] = field(default_factory=Counter)
    aborted: Counter[str] = field(default_factory=Counter)
    rejected: list[tuple[str, str]] = field(default_factory=list)
    undecided: list[tuple[str, str]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    duplicates: list[list[str]] = field(default_factory=list)
    unmodified: int = 0
    late: int = 0

    @property
    def graded(self) -> int:
        """How many students have a verdict."""
        return self.scores.total()


class SummaryBuilder:
    """Builds the summary of a class, one student at a time."""

    def __init__(self, kata: Kata) -> None:
        self.starters = hash_starter(kata)
        self.summary = Summary()
        self._origins: dict[str, dict[str, str]] = {}  # by attempt, then by student

    def add(self, row: StudentRow, report: Report | None) -> None:
        """Count a student."""
        self.summary.statuses[row.status] += 1
        self.summary.unmodified += row.attempt in self.starters
        self.summary.late += row.late
        self._origins.setdefault(row.attempt, {})[row.student] = row.origin
        if report:
            add_report(report, self.summary)
        else:
            add_ungraded(row, self.summary)

    def build(self) -> Summary:
        """Return what was counted."""
        self.summary.duplicates = find_duplicates(self._origins, {"", *self.starters})
        return self.summary


def find_duplicates(handed_in: dict[str, dict[str, str]], leave_out: set[str]) -> list[list[str]]:
    """Return the students of each file that several handed in, the most frequent file first.

    A file that several students have from one submission, their group's, is not a duplicate.
    """
    duplicates = []
    for attempt, origins in handed_in.items():
        sources = set(origins.values())
        if attempt not in leave_out and len(origins) > 1 and (len(sources) > 1 or "" in sources):
            duplicates.append(sorted(origins))
    return sorted(duplicates, key=lambda students: (-len(students), students[0]))


def add_ungraded(row: StudentRow, summary: Summary) -> None:
    """Count a student without a verdict."""
    student, reason = harmless(row.student), harmless(row.reason)
    if row.status == MISSING:
        summary.missing.append(student)
    elif row.status == UNDECIDED:
        summary.undecided.append((student, reason))
    else:
        summary.rejected.append((student, reason))


def add_report(report: Report, summary: Summary) -> None:
    """Count one student's report."""
    summary.scores[report.score] += 1
    summary.max_score = report.max_score
    share = report.score / report.max_score if report.max_score else 1.0
    summary.bins[max(0, min(BINS, int(share * BINS)))] += 1
    if report.status == "unrunnable":
        reason = get_reason(report)
        is_counted = reason in summary.aborted or len(summary.aborted) < MAX_REASONS
        summary.aborted[reason if is_counted else "other reasons"] += 1
    if report.message:
        return
    for outcome in report.outcomes:
        if not outcome.passed and outcome.status is not Status.BLOCKED:
            summary.failed[outcome.name] += 1
    causes = (outcome.diagnosis for outcome in report.outcomes)
    summary.mistakes.update({(cause.mistake, cause.says) for cause in causes if cause})


def get_reason(report: Report) -> str:
    """Return why an attempt could not be judged, in a short text that others may share."""
    if report.message:
        return report.message.partition("\n")[0].strip()[:100]
    outcome = next(outcome for outcome in report.outcomes if outcome.status.ended_early)
    return f"{outcome.name}: {str(outcome.status).replace('_', ' ')}"
