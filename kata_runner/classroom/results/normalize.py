"""Removes from reports what differs between runs of the same attempt with the same seed.

Timings are kept in the database. The place where an attempt was stopped depends on the load of the
machine, and memory addresses are arbitrary: both are removed from what students read.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from kata_runner.model import Outcome, Report

ADDRESS = re.compile(r"\b0x[0-9a-f]{6,16}\b")
TRUNCATION = re.compile(r"\n… \d+ more characters\Z")
MAX_STOPPED_OUTPUT = 2000  # characters


def normalize_report(report: Report, path: Path) -> Report:
    """Return the report for a file at `path`, without timings, addresses and places of stops."""
    stopped = any(outcome.status.ended_early for outcome in report.outcomes)
    is_stopped = bool(report.message) and stopped
    message, output = normalize_texts(report.message, report.output, is_stopped=is_stopped)
    return replace(
        report,
        attempt=replace(report.attempt, path=path),
        outcomes=tuple(map(normalize_outcome, report.outcomes)),
        message=message,
        output=output,
        seconds=0.0,
    )


def normalize_outcome(outcome: Outcome) -> Outcome:
    """Return an outcome without addresses, and without the line in which it was stopped."""
    is_stopped = outcome.status.ended_early
    if not (is_stopped or outcome.message or outcome.output):
        return outcome
    message, output = normalize_texts(outcome.message, outcome.output, is_stopped=is_stopped)
    line = 0 if is_stopped else outcome.line
    return replace(outcome, message=message, output=output, line=line)


def normalize_texts(message: str, output: str, *, is_stopped: bool) -> tuple[str, str]:
    """Return message and output without addresses; only their beginnings if it was stopped."""
    if is_stopped:
        message = message.partition("\n")[0]
        output = TRUNCATION.sub("", output)[:MAX_STOPPED_OUTPUT]
    return ADDRESS.sub("0x…", message), ADDRESS.sub("0x…", output)
