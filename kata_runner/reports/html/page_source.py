"""The learner's source on a page: its marked lines, and the excerpt beside each failure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kata_runner.engine.notebook_source import MARK, is_converted
from kata_runner.grading.feedback.place import body_of, get_lines
from kata_runner.model import Outcome, Report

MAX_LINES = 2_000  # of a source that are shown
MAX_EXCERPT = 30
AROUND = 3  # lines shown before and after a marked line in a longer function
CELL_LINE = re.compile(r"\bcell (?P<cell>\d+), line (?P<line>\d+)")


class Line(NamedTuple):
    """A line of a source, and whether an outcome failed in it."""

    number: int
    text: str
    is_marked: bool


class PageSource:
    """A learner's source, with marks at the lines in which an outcome failed."""

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
        """Return the number of the line in which an outcome failed, or 0 if it is not known.

        In a notebook the line is found by the cell and line that the outcome's message names.
        """
        match = CELL_LINE.search(outcome.message) if self.is_notebook else None
        if match is None or f"{MARK}{match['cell']}" not in self.text:
            return outcome.line
        return self.text.index(f"{MARK}{match['cell']}") + 1 + int(match["line"])

    def get_excerpt(self, group: Sequence[Outcome]) -> Sequence[Line]:
        """Return the lines to show beside outcomes that failed for the same reason.

        These are the function that all outcomes test, if it is short and contains the failed line,
        else the lines around the failed line, else nothing.
        """
        line = next(filter(None, map(self.get_line, group)), 0)
        parts = {outcome.part for outcome in group}
        function = self._get_function(parts.pop()) if len(parts) == 1 else []
        numbers = [each.number for each in function]
        if function and len(function) <= MAX_EXCERPT and (not line or line in numbers):
            return function
        return self.lines[max(line - 1 - AROUND, 0) : line + AROUND] if line else ()

    def _get_function(self, name: str) -> Sequence[Line]:
        """Return the lines of a function or method, or no lines if it is not found."""
        body = body_of(self.text, name)
        lines = self.lines[body.start - 2 : body.stop - 1] if body else []
        while lines and not lines[-1].text.strip():
            lines = lines[:-1]
        return lines
