"""The state of `kata watch`: the last report, what is running, and what is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kata_runner.learner.changes import describe_changes, whole_parts
from kata_runner.learner.part_outcomes import (
    PartOutcomes,
    failures,
    group_by_part,
    list_unblocked_failures,
    urgency,
)
from kata_runner.model import Kata, Outcome, Report

KEYS = {  # in short, and in full
    "h": ("hint", "one more hint for the part that is shown"),
    "l": ("lesson", "what the lesson says about it"),
    "d": ("demo", "the demo: your tables beside the expected ones"),
    "p": ("Python", "the case that fails, as Python to paste"),
    "t": ("try", "a Python prompt with your functions, the kata's data and the inputs of the case"),
    "a": ("all", "every experiment, and all that is said of each failure"),
    "n": ("next part", "the next part that is not right"),
    "e": ("editor", "your editor (EDITOR)"),
    "?": ("help", "these keys"),
    "q": ("quit", "quit"),
}


@dataclass
class View:
    """A text that is shown in place of the failure; `top` is the first line on the screen.

    The lines of code are cut and never wrapped, so that no string in it is broken.
    """

    title: str
    lines: Sequence[str]
    top: int = 0
    is_code: bool = False


@dataclass
class WatchState:
    """All data that the screen is drawn from."""

    kata: Kata
    path: Path
    calls: Mapping[str, Sequence[str]] = field(default_factory=dict)
    report: Report | None = None  # the last one that could be judged
    judged_at: str = ""
    parts: Sequence[PartOutcomes] = ()
    changes: Sequence[str] = ()
    problem: str = ""  # why the file, as it is now, cannot be judged
    busy: str = ""
    note: str = ""
    selected: str = ""  # the part whose failure is shown, where one was chosen
    view: View | None = None
    completed: Sequence[str] = ()  # parts that became right with the last save

    def take(self, report: Report, at: str) -> None:
        """Take a new report; for a file that does not load, keep the earlier results."""
        if report.message:
            self.problem = report.message
            return
        parts = group_by_part(report.outcomes)
        self.changes = describe_changes(self.parts, parts) if self.report else ()
        self.completed = whole_parts(self.parts, parts) if self.report else ()
        self.report, self.parts, self.judged_at, self.problem = report, parts, at, ""
        if self.selected not in [part.name for part in self.failing]:
            self.selected = ""

    @property
    def failing(self) -> list[PartOutcomes]:
        """The parts that are not right, the most urgent first.

        Written parts come first, then unwritten ones, then those that are only blocked by others.
        """
        left = [part for part in self.parts if not part.passed]
        return sorted(left, key=urgency)

    @property
    def shown_part(self) -> PartOutcomes | None:
        """The part whose failure is shown; None where all is right."""
        failing = self.failing
        chosen = [part for part in failing if part.name == self.selected]
        return next(iter([*chosen, *failing]), None)

    @property
    def shown_outcome(self) -> Outcome | None:
        """The failure that is shown in full."""
        part = self.shown_part
        if part is None:
            return None
        return next(iter([*list_unblocked_failures(part.outcomes), *failures(part.outcomes)]), None)

    def select_next(self) -> None:
        """Select the next part that is not right."""
        names = [part.name for part in self.failing]
        if names:
            current = self.shown_part.name if self.shown_part else ""
            self.selected = names[(names.index(current) + 1) % len(names)]
