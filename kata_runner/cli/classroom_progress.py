"""How far `kata grade` is: a bar on a terminal, a line every few seconds elsewhere; both on stderr."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from time import monotonic

from kata_runner.cli.output import note

EVERY = 5.0  # seconds between two lines


def shown(statuses: Iterable[str], total: int, done: int) -> Iterator[str]:
    """Pass statuses on and show how many there are, at what rate, and how long it will take."""
    show = bar if sys.stderr.isatty() else lines
    return show(statuses, total, done)


def lines(statuses: Iterable[str], total: int, done: int) -> Iterator[str]:
    """A line at the beginning, every few seconds and at the end."""
    counts: Counter[str] = Counter()
    begun = told = monotonic()
    note(f"{total - done} to grade{f', {done} are graded already' if done else ''}")
    for status in statuses:
        counts[status] += 1
        yield status
        if monotonic() - told >= EVERY and sum(counts.values()) < total - done:
            told = monotonic()
            note(f"{line(counts, total - done, told - begun)}")
    note(f"{line(counts, total - done, monotonic() - begun)}")


def line(counts: Counter[str], total: int, seconds: float) -> str:
    """How far it is."""
    count = sum(counts.values())
    rate = count / max(seconds, 1e-3)
    left = f", {(total - count) / rate:.0f} s left" if rate and count < total else ""
    return f"{count} of {total} graded, {rate:.1f} a second{left}: {by_outcome(counts)}"


def by_outcome(counts: Counter[str]) -> str:
    """Counts by outcome."""
    return ", ".join(f"{count} {status}" for status, count in sorted(counts.items())) or "none yet"


def bar(statuses: Iterable[str], total: int, done: int) -> Iterator[str]:
    """A bar with the same figures."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    counts: Counter[str] = Counter()
    begun = monotonic()
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn(),
               TextColumn("{task.fields[counts]}", markup=False))  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=False) as progress:
        task = progress.add_task("", total=total, completed=done, rate="", counts="")
        for status in statuses:
            counts[status] += 1
            rate = f"{sum(counts.values()) / max(monotonic() - begun, 1e-3):.1f}/s"
            progress.update(task, advance=1, rate=rate, counts=by_outcome(counts))
            yield status
