"""Recording what a report says about a learner's progress."""

from __future__ import annotations

from kata_runner.learner.parts import group_by_part
from kata_runner.learner.progress import Progress
from kata_runner.learner.version import kata_version
from kata_runner.model import Report


def record(report: Report, progress: Progress) -> None:
    """Keep an attempt with its points by part; raises PathError where that cannot be done."""
    progress.record(report, kata_version(report.kata), group_by_part(report.outcomes))
