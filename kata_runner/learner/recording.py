"""Storing the results of a report in a learner's progress."""

from __future__ import annotations

from kata_runner.learner.part_outcomes import group_by_part
from kata_runner.learner.progress_store import Progress
from kata_runner.learner.version import kata_version
from kata_runner.model import Report


def record(report: Report, progress: Progress) -> None:
    """Store an attempt with its points by part; raises PathError if that fails."""
    progress.record(report, kata_version(report.kata), group_by_part(report.outcomes))
