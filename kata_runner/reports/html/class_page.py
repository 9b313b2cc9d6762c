"""The page of a class: students and parts, distribution of scores, mistakes with the students who
made them, and identical files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kata_runner import figure
from kata_runner.authoring import Declaration
from kata_runner.classroom.records import StudentRow
from kata_runner.classroom.results.summary import BINS, Summary
from kata_runner.figures.picture import Picture, make_picture
from kata_runner.learner.part_outcomes import PartOutcomes, group_by_part, list_unblocked_failures
from kata_runner.model import Kata, Report
from kata_runner.reports.class_summary import describe_scores
from kata_runner.reports.html.page import BAD, GOOD, WAITING, render_template
from kata_runner.table import Table

MAX_OPEN_MISTAKES = 12
MAX_MISTAKES = 200


class Cell(NamedTuple):
    """A student's result in one part: a sign, the class of its colours, points, failed outcomes."""

    sign: str
    look: str
    points: str
    failed: str


@dataclass(frozen=True)
class StudentLine:
    """A student's line of the matrix; `page` links to the student's own page, if there is one."""

    student: str
    page: str = ""
    score: str = ""
    cells: Mapping[str, Cell] = field(default_factory=dict)
    is_late: bool = False


@dataclass
class ClassPage:
    """The content of a class page, collected one student at a time.

    `lines` has each student's line by name, `lines_by_mistake` those of who made a mistake.
    """

    kata: Kata
    lines: dict[str, StudentLine] = field(default_factory=dict)
    lines_by_mistake: dict[tuple[str, str], list[StudentLine]] = field(default_factory=dict)
    columns: list[str] = field(default_factory=list)

    def add(self, row: StudentRow, report: Report | None, page: str) -> None:
        """Add a student; one without a report has only a status and no page, and is left out."""
        if report is None:
            return
        cells = {part.name: make_cell(part) for part in group_by_part(report.outcomes)}
        self.columns = list(dict.fromkeys([*self.columns, *cells]))
        line = StudentLine(row.student, page, f"{report.score:g}", cells, row.late)
        self.lines[row.student] = line
        for cause in {(one.mistake, one.says) for outcome in report.outcomes
                      if (one := outcome.diagnosis)}:  # fmt: skip
            self.lines_by_mistake.setdefault(cause, []).append(line)

    def render(self, summary: Summary, seed: int) -> str:
        """Return the page."""
        return render_template(
            "class.html",
            kata=self.kata,
            page=self,
            summary=summary,
            seed=seed,
            statuses=sorted(summary.statuses.items()),
            average=describe_scores(summary),
            distribution=draw_distribution(summary),
            mistakes=sorted(
                self.lines_by_mistake.items(), key=lambda one: (-len(one[1]), one[0])
            ),
            first=MAX_OPEN_MISTAKES,
            most=MAX_MISTAKES,
            failed=summary.failed.most_common(12),
            duplicates=[[self.lines.get(name) or StudentLine(name) for name in students]
                        for students in summary.duplicates],
        )  # fmt: skip


def make_cell(part: PartOutcomes) -> Cell:
    """Return a student's result in one part."""
    failed = [outcome.name for outcome in list_unblocked_failures(part.outcomes)]
    sign, look = BAD if failed else GOOD if part.passed else WAITING
    return Cell(sign, look, f"{part.points:g}/{part.max_points:g}", ", ".join(failed))


def draw_distribution(summary: Summary) -> Picture | None:
    """Return bars with the number of students per tenth of the score; None without grades."""
    if not summary.graded:
        return None
    names = [f"{100 * place // BINS}–{100 * (place + 1) // BINS - 1}" for place in range(BINS)]
    share = "% of all points"
    table = Table([share, "students"], zip([*names, "100"], summary.bins, strict=True))
    drawn = figure.bars(share, "students")
    sentence = "How many students have how much of the score."
    return make_picture(Declaration("distribution", "Scores", sentence, 0, figure=drawn), table)
