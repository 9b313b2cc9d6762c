"""Recording what a report says about a learner's progress."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kata_runner.learner.parts import group_by_part, pinned_calls
from kata_runner.learner.progress import Progress
from kata_runner.learner.version import kata_version
from kata_runner.model import Report


def record(
    report: Report, progress: Progress, calls: Mapping[str, Sequence[str]] | None = None
) -> None:
    """Keep an attempt with its points by part; raises PathError where that cannot be done.

    `calls` are the parts that each experiment calls, where they are known already.
    """
    calls = pinned_calls(report.kata) if calls is None else calls
    parts = group_by_part(report.outcomes, calls) if calls else ()
    progress.record(report, kata_version(report.kata), parts)
