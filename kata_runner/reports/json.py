"""Reports and demos as JSON, for other people's programs.

The keys are a contract: more may be added, and `format` counts the changes that break a reader.
Several reports are in an envelope, ``{"format": 1, "reports": [...]}``, each with the same content
as a single report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kata_runner.authoring import Declaration
from kata_runner.grading.demo_tables import Demo
from kata_runner.model import JSON_FORMAT, Report
from kata_runner.sanitize import harmless, json_text, json_value
from kata_runner.table import Table


def render(report: Report) -> str:
    """Return one report."""
    return report.to_json()


def render_untimed(report: Report) -> str:
    """Return one report without its seconds, which differ between runs of the same attempt."""
    data = report.to_dict()
    del data["seconds"]
    return json_text(data)


def render_many(reports: Iterable[Report]) -> Iterator[str]:
    """Yield several reports, in their envelope."""
    yield f'{{"format": {JSON_FORMAT}, "reports": ['
    comma = ""
    for report in reports:
        yield comma + render(report)
        comma = ","
    yield "]}"


def render_demo(demo: Demo, message: str = "") -> str:
    """Return experiments with their tables; `message` says why an attempt has none.

    If an attempt has a table, `rows` are the attempt's and `expected_rows` the reference's;
    otherwise `rows` are the reference's. The rows of a secret reference are null.
    """
    data = [experiment_to_data(*experiment) for experiment in demo.shown]
    reason = {"message": message} if message else {}
    return json_text({"format": JSON_FORMAT, "kata": demo.kata.id, "experiments": data, **reason})


def experiment_to_data(
    declaration: Declaration, table: Table | None, actual: Table | None
) -> dict[str, Any]:
    """Return one experiment of a demo."""
    shown = actual or table
    data = {
        "name": declaration.name,
        "title": declaration.title,
        **({"secret": True} if declaration.secret else {}),
        "columns": list(map(harmless, (table or shown).columns)) if shown else [],
        "rows": to_rows(shown),
        "notes": list(map(harmless, shown.notes)) if shown else [],
    }
    return data | ({} if actual is None else {"expected_rows": to_rows(table)})


def to_rows(table: Table | None) -> list[list[Any]] | None:
    """Return a table's rows as values for JSON, or None without a table."""
    return [list(map(json_value, row)) for row in table.rows] if table else None
