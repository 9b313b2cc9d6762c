"""The page of a report: each failure below its cause, pictures, outcomes, the learner's source."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from kata_runner.figures.picture import Picture, make_picture
from kata_runner.grading.demo_tables import Demo
from kata_runner.learner.part_outcomes import group_by_part
from kata_runner.model import Outcome, Report, Status
from kata_runner.reports import labels
from kata_runner.reports.html.page import BAD, GOOD, WAITING, render_template
from kata_runner.reports.html.page_source import Line, PageSource
from kata_runner.sanitize import shorten

MAX_OUTPUT = 4_000
BADGES = {"passed": "passed", "failed": "failed", "unrunnable": "waiting"}
SIGNS = {Status.PASSED: GOOD, Status.BLOCKED: WAITING}


class Block(NamedTuple):
    """Lines of feedback: prose, or values and code that are shown unchanged."""

    is_code: bool
    text: str


@dataclass(frozen=True)
class Failure:
    """Outcomes that failed for the same reason, and what helps to understand it."""

    outcomes: Sequence[Outcome]
    cause: str
    sentence: str
    feedback: Sequence[Block]
    output: str
    excerpt: Sequence[Line]
    pictures: Sequence[Picture]


def render_report(  # noqa: PLR0913  # a page in a class has more options
    report: Report,
    demo: Demo | None = None,
    *,
    student: str = "",
    back: str = "",
    no_source: str = "",
    no_pictures: str = "",
    key: str = "",
) -> str:
    """Return the page of a report, with the pictures of a demo of the same attempt.

    In a class, `student` is the name shown and `back` the link to the page of the class.
    `no_source` and `no_pictures` are the reasons why these are left out, and `key` identifies what
    the page was made from.
    """
    pictures = list_pictures(demo)
    source = PageSource(report)
    failures = [
        make_failure(group, source, pictures) for group in labels.group_failures(report.outcomes)
    ]
    done = {picture.name for failure in failures for picture in failure.pictures}
    others = [picture for name, picture in pictures.items() if name not in done]
    return render_template(
        "report.html",
        report=report,
        kata=report.kata,
        path=report.attempt.path.name,
        badge=BADGES[report.status],
        labels=labels,
        sign_of=sign_of,
        failures=failures if not report.message else (),
        message=list_blocks(report.message.splitlines()),
        by_part=group_by_part(report.outcomes),
        pictures=[picture for picture in others if not picture.is_as_expected],
        right_pictures=[picture for picture in others if picture.is_as_expected],
        source=source.lines,
        output=shorten(report.output, MAX_OUTPUT),
        student=student,
        back=back,
        no_source=no_source,
        no_pictures=no_pictures,
        key=key,
    )


def list_pictures(demo: Demo | None) -> dict[str, Picture]:
    """Return the pictures that show values of the attempt, by experiment."""
    pictures = (make_picture(*one) for one in demo.shown if one[2] is not None) if demo else ()
    return {picture.name: picture for picture in pictures if picture}


def make_failure(
    group: Sequence[Outcome], source: PageSource, pictures: dict[str, Picture]
) -> Failure:
    """Return what is shown about outcomes that failed for the same reason."""
    first = group[0]
    cause = first.cause
    feedback = without_folders(first.feedback, source.report)
    lines = [line for line in feedback.splitlines() if line.strip() != cause]
    return Failure(
        group,
        cause,
        labels.get_group_sentence(group),
        list_blocks(lines),
        shorten(first.output, MAX_OUTPUT),
        source.get_excerpt(group),
        [pictures[outcome.name] for outcome in group if outcome.name in pictures],
    )


def without_folders(text: str, report: Report) -> str:
    """Remove the folders of the file and of the pack from a text: a page may be given to others."""
    for path in (report.attempt.path, Path(report.kata.asked_for)):
        if path.is_absolute():
            text = text.replace(f"{path.parent}{os.sep}", "")
    return text


def list_blocks(lines: Sequence[str]) -> list[Block]:
    """Return feedback as blocks: lines that are indented are values or code."""
    return [
        Block(is_code, "\n".join(group))
        for is_code, group in groupby(lines, lambda line: line.startswith("  "))
    ]


def sign_of(outcome: Outcome) -> tuple[str, str]:
    """Return the sign of an outcome and the class of its colours."""
    return SIGNS.get(outcome.status, BAD)
