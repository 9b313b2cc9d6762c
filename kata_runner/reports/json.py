"""Reports and demos as JSON, for other people's programs.

The keys are a contract: more may be added, `format` counts the changes that break a reader. Several
reports are in an envelope, ``{"format": 1, "reports": [...]}``, each as it is alone.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from kata_runner.authoring import Declaration
from kata_runner.engine.text import harmless
from kata_runner.model import Difference, Kata, Outcome, Report
from kata_runner.table import Cell, Table

FORMAT = 1


def render(report: Report) -> str:
    """Return one report."""
    return dump(to_data(report))


def render_untimed(report: Report) -> str:
    """Return one report without what differs between runs of the same attempt."""
    data = to_data(report)
    del data["seconds"]
    return dump(data)


def render_many(reports: Iterable[Report]) -> Iterator[str]:
    """Yield several reports, in their envelope."""
    yield f'{{"format": {FORMAT}, "reports": ['
    comma = ""
    for report in reports:
        yield comma + render(report)
        comma = ","
    yield "]}"


def to_data(report: Report) -> dict[str, Any]:
    """Return a report as it is dumped."""
    return {
        "format": FORMAT,
        "kata": report.kata.id,
        "name": report.kata.name,
        "attempt": {"path": str(report.attempt.path), "sha256": report.attempt.sha256},
        "status": report.status,
        "passed": report.passed,
        "score": report.score,
        "max_score": report.max_score,
        "seed": report.seed,
        "seconds": round(report.seconds, 3),
        "message": report.message,
        "output": report.output,
        "isolation": asdict(report.isolation),
        "outcomes": list(map(outcome_to_data, report.outcomes)),
    }


def outcome_to_data(outcome: Outcome) -> dict[str, Any]:
    """Return one outcome; `diagnosis` is the cause where one was recognised."""
    return {
        "name": outcome.name,
        "sentence": outcome.sentence,
        "status": outcome.status,
        "points": outcome.points,
        "max_points": outcome.max_points,
        "needs": outcome.needs,
        "message": outcome.feedback,
        "diagnosis": outcome.diagnosis and asdict(outcome.diagnosis),
        "first_difference": difference_to_data(outcome.first_difference),
        "output": outcome.output,
        "line": outcome.line,
    }


def difference_to_data(difference: Difference | None) -> dict[str, Any] | None:
    """Return where two tables first differ, and how."""
    if difference is None:
        return None
    values = {"expected": difference.expected, "actual": difference.actual}
    place = {"row": difference.row, "column": difference.column}
    return place | {name: to_json_value(value) for name, value in values.items()}


def render_demo(kata: Kata, experiments: Sequence[tuple[Declaration, Table, Table | None]]) -> str:
    """Return experiments with their tables.

    With an attempt's table, that is `rows`, and the reference's is `expected_rows`.
    """
    data = [experiment_to_data(*experiment) for experiment in experiments]
    return dump({"format": FORMAT, "kata": kata.id, "experiments": data})


def experiment_to_data(
    declaration: Declaration, table: Table, actual: Table | None
) -> dict[str, Any]:
    """Return one experiment of a demo."""
    shown = actual or table
    data = {
        "name": declaration.name,
        "title": declaration.title,
        "columns": table.columns,
        "rows": to_rows(shown),
        "notes": list(map(harmless, shown.notes)),
    }
    return data | ({} if actual is None else {"expected_rows": to_rows(table)})


def to_rows(table: Table) -> list[list[Any]]:
    """Return a table's rows, fit for JSON."""
    return [list(map(to_json_value, row)) for row in table.rows]


def to_json_value(value: Cell) -> Cell:
    """Return a cell, but nan and the infinities as text: JSON has no numbers for them."""
    if isinstance(value, str):
        return harmless(value)
    return value if not isinstance(value, float) or math.isfinite(value) else str(value)


def dump(data: dict[str, Any]) -> str:
    """Return indented JSON that can be encoded and has no command of GitHub's runner in it."""
    text = json.dumps(data, indent=1, ensure_ascii=False, allow_nan=False)
    escaped = text.replace("##[", r"##\u005b")
    return escaped.encode("utf-8", "backslashreplace").decode("utf-8")
