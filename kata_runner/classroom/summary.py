"""What an instructor wants to see of a classroom at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kata_runner.classroom.few import Few
from kata_runner.classroom.publish import figures_of
from kata_runner.classroom.store import MISSING, UNDECIDED, SameFile, Store
from kata_runner.engine.source import attempt_of
from kata_runner.model import Kata, Outcome, Report, Status
from kata_runner.packs.starter import starter_text
from kata_runner.sanitize import harmless

BINS = 10
MOST_REASONS = 500  # told apart; the words of an error are the learner's, so there may be as many as students


@dataclass
class Summary:
    """Counts over students.

    `bins` are tenths of the largest score, and a last one for all of it; `same` are files that several handed in, and
    `unchanged` is how many handed in the starter as it is.
    """

    statuses: Counter[str] = field(default_factory=Counter)
    bins: list[int] = field(default_factory=lambda: [0] * (BINS + 1))
    scores: Counter[float] = field(default_factory=Counter)
    max_score: float = 0.0
    failed: Counter[str] = field(default_factory=Counter)
    mistakes: Counter[tuple[str, str]] = field(default_factory=Counter)
    not_run: Counter[str] = field(default_factory=Counter)
    unread: Few[tuple[str, str]] = field(default_factory=Few)
    undecided: Few[tuple[str, str]] = field(default_factory=Few)
    missing: Few[str] = field(default_factory=Few)
    same: Few[SameFile] = field(default_factory=Few)
    unchanged: int = 0
    late: int = 0

    @property
    def graded(self) -> int:
        """How many students have a verdict."""
        return self.scores.total()


def summary_of(store: Store, conditions: int, kata: Kata) -> Summary:
    """Count, a student at a time."""
    starter = attempt_of(kata.starter, starter_text(kata).encode()).sha256
    found = Summary(same=store.same_files(starter))
    for one in store.graded(conditions):
        found.statuses[one.status] += 1
        found.unchanged += one.handed_in.attempt == starter
        found.late += one.handed_in.late
        report = figures_of(one, kata)
        if report is not None:
            count(report, found)
        elif one.status == MISSING:
            found.missing.append(harmless(one.handed_in.student))
        else:
            listed = found.undecided if one.status == UNDECIDED else found.unread
            listed.append((harmless(one.handed_in.student), harmless(one.reason)))
    return found


def count(report: Report, found: Summary) -> None:
    """Add one student's report."""
    found.scores[report.score] += 1
    found.max_score = report.max_score
    share = report.score / report.max_score if report.max_score else 1.0
    found.bins[max(0, min(BINS, int(share * BINS)))] += 1
    if report.status == "unrunnable":
        reason = why_not_run(report)
        found.not_run[reason if reason in found.not_run or len(found.not_run) < MOST_REASONS else "other reasons"] += 1
    if report.message:
        return
    for outcome in report.outcomes:
        if not outcome.passed and outcome.status is not Status.BLOCKED:
            found.failed[outcome.name] += 1
    found.mistakes.update(set(mistakes(report.outcomes)))


def mistakes(outcomes: Iterable[Outcome]) -> Iterator[tuple[str, str]]:
    """The recognised mistakes, by name, each with its sentence."""
    for outcome in outcomes:
        if outcome.diagnosis is not None:
            yield outcome.diagnosis.mistake, outcome.diagnosis.says


def why_not_run(report: Report) -> str:
    """Why an attempt could not be judged, so that those with the same reason are counted together."""
    if report.message:
        return report.message.partition("\n")[0].strip()[:100]
    stopped = next(outcome for outcome in report.outcomes if outcome.status.ended_early)
    return f"{stopped.name}: {str(stopped.status).replace('_', ' ')}"
