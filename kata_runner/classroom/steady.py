"""Reports without what changes from one run of the same work to the next, so that the same seed gives the same bytes.

Timings stay in the store. Where an attempt was stopped depends on how busy the machine was, and where its objects lie
in memory on nothing at all: both are taken out of what students read.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from kata_runner.model import Outcome, Report

ADDRESS = re.compile(r"\b0x[0-9a-f]{6,16}\b")
CUT_OFF = re.compile(r"\n… \d+ more characters\Z")
MOST_OF_STOPPED = 2000


def steady(report: Report, where: Path) -> Report:
    """The report as it would be had the attempt been at `where` and run at any other time."""
    return replace(
        report,
        attempt=replace(report.attempt, path=where),
        outcomes=tuple(map(steady_outcome, report.outcomes)),
        message=steady_text(report.message),
        seconds=0.0,
    )


def steady_outcome(outcome: Outcome) -> Outcome:
    """An outcome; of one that was stopped, the first line and the beginning of what it had printed by then."""
    if not outcome.status.ended_early:
        return replace(outcome, message=steady_text(outcome.message), output=steady_text(outcome.output))
    message, _, _ = outcome.message.partition("\n")
    output = CUT_OFF.sub("", outcome.output)[:MOST_OF_STOPPED]
    return replace(outcome, message=steady_text(message), output=steady_text(output), line=0)


def steady_text(text: str) -> str:
    """The text without addresses in memory."""
    return ADDRESS.sub("0x…", text)
