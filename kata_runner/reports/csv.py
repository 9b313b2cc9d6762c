"""Reports as CSV for spreadsheets: a row for each attempt, with a column for each outcome.

Rows also have the known mistakes, but no times. Text is quoted, numbers are not, and no cell is a
formula.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from kata_runner.model import Report
from kata_runner.reports.escape import to_csv_cell

COLUMNS = ("attempt", "kata", "status", "score", "max_score", "mistakes")


def render(report: Report) -> str:
    """Return a heading and one row."""
    return "\n".join(render_many([report]))


def render_many(reports: Iterable[Report]) -> Iterator[str]:
    """Yield a heading, with the outcomes of the first report, and a row for each report."""
    names: list[str] | None = None
    for report in reports:
        if names is None:
            names = [outcome.name for outcome in report.outcomes]
            yield format_row([*COLUMNS, *names])
        yield format_row(to_cells(report, names))
    if names is None:
        yield format_row(COLUMNS)


def to_cells(report: Report, names: Sequence[str]) -> list[str | float]:
    """Return one row with the statuses of these outcomes; a missing outcome has an empty cell."""
    statuses = {outcome.name: str(outcome.status) for outcome in report.outcomes}
    causes = (outcome.diagnosis.mistake for outcome in report.outcomes if outcome.diagnosis)
    return [str(report.attempt.path), report.kata.id, report.status, report.score,
            report.max_score, "; ".join(dict.fromkeys(causes)),
            *(statuses.get(name, "") for name in names)]  # fmt: skip


def format_row(values: Sequence[str | float]) -> str:
    """Return a row without its line end."""
    text = StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="")
    writer.writerow([to_csv_cell(value) if isinstance(value, str) else value for value in values])
    return text.getvalue()
