"""The learner's source on a page: which lines are marked, and what is shown beside a failure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kata_runner.engine.notebook_source import MARK, is_converted
from kata_runner.grading.feedback.place import body_of, get_lines
from kata_runner.model import Outcome, Report

MAX_LINES = 2_000  # of a source
MAX_EXCERPT = 30
AROUND = 3  # lines before and after the one that is marked, where its function is longer
CELL_LINE = re.compile(r"\bcell (?P<cell>\d+), line (?P<line>\d+)")


class Line(NamedTuple):
    """A line of a source, and whether something went wrong in it."""

    number: int
    text: str
    is_marked: bool


class PageSource:
    """A learner's source, its lines marked in which something went wrong."""

    def __init__(self, report: Report) -> None:
        """Read the source."""
        self.report, source = report, report.attempt.source
        self.text = get_lines(source.removesuffix(b"\n"))[:MAX_LINES] if source else []
        self.is_notebook = is_converted(source)
        marked = {self.get_line(one) for one in report.outcomes if not one.passed}
        self.lines = [
            Line(number, line, number in marked) for number, line in enumerate(self.text, 1)
        ]

    def get_line(self, outcome: Outcome) -> int:
        """Return the number of the line in which an outcome failed, 0 where none is known; of a
        notebook it is told by its cell.
        """
        match = CELL_LINE.search(outcome.message) if self.is_notebook else None
        if match is None or f"{MARK}{match['cell']}" not in self.text:
            return outcome.line
        return self.text.index(f"{MARK}{match['cell']}") + 1 + int(match["line"])

    def get_excerpt(self, group: Sequence[Outcome]) -> Sequence[Line]:
        """Return what is shown beside outcomes that failed for one reason: the function that they
        are about, or lines around the one that is known; nothing where neither is.
        """
        line = next(filter(None, map(self.get_line, group)), 0)
        parts = {outcome.part for outcome in group}
        body = body_of(self.text, parts.pop()) if len(parts) == 1 else range(0)
        first, end = body.start - 1, body.stop
        while end > body.start and not self.text[end - 2].strip():
            end -= 1
        is_inside = bool(body) and (not line or first <= line < end)
        if is_inside and end - first <= MAX_EXCERPT:
            return self.lines[first - 1 : end - 1]
        return self.lines[max(line - 1 - AROUND, 0) : line + AROUND] if line else ()
