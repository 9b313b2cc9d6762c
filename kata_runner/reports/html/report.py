"""The page of a report: the cause on top, then each failure, the pictures, the learner's source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from kata_runner.figures.picture import Picture, make_picture
from kata_runner.grading.demo import Demo
from kata_runner.model import Outcome, Report, Status
from kata_runner.reports import labels
from kata_runner.reports.html.page import render_template
from kata_runner.sanitize import shortened

MAX_LINES = 2_000  # of a source
AROUND = 3  # lines of the source before and after the one that is marked
MAX_OUTPUT = 4_000
BADGES = {"passed": "passed", "failed": "failed", "unrunnable": "waiting"}
SIGNS = {Status.PASSED: ("✓", "passed"), Status.BLOCKED: ("·", "waiting")}
FAILED = ("✗", "failed")


class Line(NamedTuple):
    """A line of a source, and whether something went wrong in it."""

    number: int
    text: str
    is_marked: bool


class Block(NamedTuple):
    """Lines of feedback: prose, or values and code that stand as they are."""

    is_code: bool
    text: str


@dataclass(frozen=True)
class Failure:
    """Outcomes that failed for one reason, and what helps to see it."""

    outcomes: Sequence[Outcome]
    cause: str
    sentence: str
    feedback: Sequence[Block]
    output: str
    excerpt: Sequence[Line]
    pictures: Sequence[Picture]


def render_report(
    report: Report, demo: Demo | None = None, student: str = "", back: str = ""
) -> str:
    """Return the page of a report; a demo of the same attempt gives it pictures.

    A `student` is named in a class, where `back` leads to the page of all of them.
    """
    pictures = list_pictures(demo)
    source = list_lines(report)
    failures = [
        make_failure(group, source, pictures) for group in labels.group_failures(report.outcomes)
    ]
    shown = {picture.name for failure in failures for picture in failure.pictures}
    return render_template(
        "report.html",
        report=report,
        kata=report.kata,
        path=report.attempt.path.name,
        badge=BADGES[report.status],
        labels=labels,
        sign_of=sign_of,
        failures=failures if not report.message else (),
        pictures=[picture for name, picture in pictures.items() if name not in shown],
        source=source,
        output=shortened(report.output, MAX_OUTPUT),
        student=student,
        back=back,
    )


def list_pictures(demo: Demo | None) -> dict[str, Picture]:
    """Return the pictures in which there is something of the attempt, by experiment."""
    pictures = (make_picture(*one) for one in demo.shown if one[2] is not None) if demo else ()
    return {picture.name: picture for picture in pictures if picture}


def list_lines(report: Report) -> list[Line]:
    """Return the source, its lines marked in which something went wrong."""
    marked = {outcome.line for outcome in report.outcomes if not outcome.passed}
    text = report.attempt.source.decode("utf-8", "replace")
    lines = text.splitlines()[:MAX_LINES]
    return [Line(number, line, number in marked) for number, line in enumerate(lines, 1)]


def make_failure(
    group: Sequence[Outcome], source: Sequence[Line], pictures: dict[str, Picture]
) -> Failure:
    """Return what is shown of outcomes that failed for one reason."""
    first = group[0]
    cause = first.cause
    lines = [line for line in first.feedback.splitlines() if line.strip() != cause]
    line = next((outcome.line for outcome in group if outcome.line), 0)
    return Failure(
        group,
        cause,
        labels.get_group_sentence(group),
        list_blocks(lines),
        shortened(first.output, MAX_OUTPUT),
        source[max(line - 1 - AROUND, 0) : line + AROUND] if line else (),
        [pictures[outcome.name] for outcome in group if outcome.name in pictures],
    )


def list_blocks(lines: Sequence[str]) -> list[Block]:
    """Return feedback as blocks: lines that are indented are values or code."""
    return [
        Block(is_code, "\n".join(group))
        for is_code, group in groupby(lines, lambda line: line.startswith("  "))
    ]


def sign_of(outcome: Outcome) -> tuple[str, str]:
    """Return the sign of an outcome and the class of its colours."""
    return SIGNS.get(outcome.status, FAILED)
