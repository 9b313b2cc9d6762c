"""Reports as a table for spreadsheets: a row an attempt, with its known mistakes, a column an outcome. No times.

Text stands in quotes, numbers do not, and no cell is a formula.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from kata_runner.model import Report
from kata_runner.reports.untrusted import csv_cell

COLUMNS = ("attempt", "kata", "status", "score", "max_score", "mistakes")


def render(report: Report) -> str:
    """A header and one row."""
    return "\n".join(render_many([report]))


def render_many(reports: Iterable[Report]) -> Iterator[str]:
    """A header, with the outcomes of the first report, and a row each; an outcome that one has not is empty there."""
    names: list[str] | None = None
    for report in reports:
        if names is None:
            names = [outcome.name for outcome in report.outcomes]
            yield line([*COLUMNS, *names])
        yield line(cells(report, names))
    if names is None:
        yield line(COLUMNS)


def cells(report: Report, names: Sequence[str]) -> list[str | float]:
    """One row, the statuses in the order of these outcomes."""
    statuses = {outcome.name: str(outcome.status) for outcome in report.outcomes}
    about = [str(report.attempt.path), report.kata.id, report.status]
    causes = dict.fromkeys(outcome.diagnosis.mistake for outcome in report.outcomes if outcome.diagnosis)
    return [*about, report.score, report.max_score, "; ".join(causes), *(statuses.get(name, "") for name in names)]


def line(values: Sequence[str | float]) -> str:
    """A row, without its end."""
    written = StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_NONNUMERIC, lineterminator="")
    writer.writerow([csv_cell(value) if isinstance(value, str) else value for value in values])
    return written.getvalue()
