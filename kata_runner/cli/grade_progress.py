"""Progress of `kata grade` on stderr: a bar on a terminal, otherwise a line at intervals."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from time import monotonic
from typing import NamedTuple

from kata_runner.cli.output import note

REPORT_INTERVAL = 5.0  # seconds


class Verb(NamedTuple):
    """The verb for what is done with each attempt, as infinitive and participle."""

    now: str
    done: str


GRADE, DRAW = Verb("grade", "graded"), Verb("draw", "drawn")


def show_progress(statuses: Iterable[str], total: int, done: int, verb: Verb = GRADE) -> None:
    """Wait for the status of each attempt, and show their number, the rate and the time left."""
    if sys.stderr.isatty():
        show_bar(statuses, total, done)
    else:
        print_lines(statuses, total, done, verb)


def print_lines(statuses: Iterable[str], total: int, done: int, verb: Verb) -> None:
    """Print a line at the beginning, every few seconds and at the end."""
    counts: Counter[str] = Counter()
    started = last_report = monotonic()
    pending = total - done
    note(f"{pending} to {verb.now}{f', {done} are {verb.done} already' if done else ''}")
    for status in statuses:
        counts[status] += 1
        if monotonic() - last_report >= REPORT_INTERVAL and counts.total() < pending:
            last_report = monotonic()
            note(format_progress(counts, pending, last_report - started, verb))
    note(format_progress(counts, pending, monotonic() - started, verb))


def format_progress(counts: Counter[str], total: int, seconds: float, verb: Verb) -> str:
    """Return a line with the number done, the rate, the time left and the statuses."""
    count = counts.total()
    rate = count / max(seconds, 1e-3)
    left = f", {(total - count) / rate:.0f} s left" if rate and count < total else ""
    return f"{count} of {total} {verb.done}, {rate:.1f} a second{left}: {format_counts(counts)}"


def format_counts(counts: Counter[str]) -> str:
    """Return the number of each status."""
    return ", ".join(f"{count} {status}" for status, count in sorted(counts.items())) or "none yet"


def show_bar(statuses: Iterable[str], total: int, done: int) -> None:
    """Show a bar with the same numbers."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    counts: Counter[str] = Counter()
    started = monotonic()
    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[counts]}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=False) as progress:
        task = progress.add_task("", total=total, completed=done, rate="", counts="")
        for status in statuses:
            counts[status] += 1
            rate = f"{counts.total() / max(monotonic() - started, 1e-3):.1f}/s"
            progress.update(task, advance=1, rate=rate, counts=format_counts(counts))
