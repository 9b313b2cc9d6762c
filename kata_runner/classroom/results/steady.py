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
    stopped = bool(report.message) and any(outcome.status.ended_early for outcome in report.outcomes)
    message, output = steady_texts(report.message, report.output, stopped=stopped)
    return replace(
        report,
        attempt=replace(report.attempt, path=where),
        outcomes=tuple(map(steady_outcome, report.outcomes)),
        message=message,
        output=output,
        seconds=0.0,
    )


def steady_outcome(outcome: Outcome) -> Outcome:
    """An outcome, without the line in which it was stopped."""
    stopped = outcome.status.ended_early
    if not (stopped or outcome.message or outcome.output):
        return outcome
    message, output = steady_texts(outcome.message, outcome.output, stopped=stopped)
    return replace(outcome, message=message, output=output, line=0 if stopped else outcome.line)


def steady_texts(message: str, output: str, *, stopped: bool) -> tuple[str, str]:
    """A message and what was printed, without addresses; of what was stopped the first line and the beginning."""
    if stopped:
        message = message.partition("\n")[0]
        output = CUT_OFF.sub("", output)[:MOST_OF_STOPPED]
    return ADDRESS.sub("0x…", message), ADDRESS.sub("0x…", output)
