"""Reports and demos as JSON, for other people's programs.

The keys are a contract: more may be added, `format` counts the changes that break a reader. Several reports stand in an
envelope, ``{"format": 1, "reports": [...]}``, each as it stands alone.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from kata_runner.authoring import Declaration
from kata_runner.engine.text import harmless
from kata_runner.grading.once import once_each
from kata_runner.model import Kata, Outcome, Report
from kata_runner.table import Cell, Table

FORMAT = 1
EMPTY = "[]\n}"


def render(report: Report) -> str:
    """One report."""
    return whole(head(report), report.outcomes)


def render_untimed(report: Report) -> str:
    """One report without what changes from one run of the same work to the next."""
    data = head(report)
    del data["seconds"]
    return whole(data, report.outcomes)


def head(report: Report) -> dict[str, Any]:
    """All of a report but its outcomes."""
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
    }


def whole(head: dict[str, Any], outcomes: Sequence[Outcome]) -> str:
    """The head with the outcomes behind it: as dumped in one piece, but an outcome of many reports is dumped once."""
    text = dumped(head | {"outcomes": []})
    if not outcomes:
        return text
    parts = ",\n".join(map(dumped_outcome, outcomes))
    return f"{text.removesuffix(EMPTY)}[\n{parts}\n ]\n}}"


@once_each
def dumped_outcome(outcome: Outcome) -> str:
    """An outcome as it stands in a list in a report."""
    return "  " + dumped(outcome_data(outcome)).replace("\n", "\n  ")


def render_many(reports: Iterable[Report]) -> Iterator[str]:
    """Several reports, in their envelope."""
    yield f'{{"format": {FORMAT}, "reports": ['
    comma = ""
    for report in reports:
        yield comma + render(report)
        comma = ","
    yield "]}"


def outcome_data(outcome: Outcome) -> dict[str, Any]:
    """One outcome; `diagnosis` is the cause where one was recognised."""
    difference = outcome.first_difference
    if difference is not None:
        place = {"row": difference.row, "column": difference.column}
        values = {"expected": finite(difference.expected), "actual": finite(difference.actual)}
    return {
        "name": outcome.name,
        "sentence": outcome.sentence,
        "status": outcome.status,
        "points": outcome.points,
        "max_points": outcome.max_points,
        "needs": outcome.needs,
        "message": outcome.feedback,
        "diagnosis": None if outcome.diagnosis is None else asdict(outcome.diagnosis),
        "first_difference": None if difference is None else place | values,
        "output": outcome.output,
        "line": outcome.line,
    }


def demo(kata: Kata, shown: Sequence[tuple[Declaration, Table | None, Table | None]]) -> str:
    """Experiments with their tables; with an attempt's table its rows, and the reference's as `expected_rows`.

    Of a secret one the reference's rows are null.
    """
    return dumped(
        {
            "format": FORMAT,
            "kata": kata.id,
            "experiments": [experiment_data(*parts) for parts in shown],
        }
    )


def experiment_data(declaration: Declaration, table: Table | None, theirs: Table | None) -> dict[str, Any]:
    """One experiment of a demo."""
    known = table or theirs
    columns = [harmless(column) for column in known.columns] if known else []
    data: dict[str, Any] = {"name": declaration.name, "title": declaration.title}
    if declaration.secret:
        data["secret"] = True
    if theirs is None:
        return data | {"columns": columns, "rows": rows_of(table), "notes": table.notes if table else []}
    return data | {
        "columns": columns,
        "rows": rows_of(theirs),
        "notes": [harmless(note) for note in theirs.notes],
        "expected_rows": rows_of(table),
    }


def rows_of(table: Table | None) -> list[list[Any]] | None:
    """A table's rows, fit for JSON."""
    return [[finite(value) for value in row] for row in table.rows] if table else None


def finite(value: Cell) -> Cell:
    """The value, but nan and the infinities as text: JSON has no numbers for them. Texts are made harmless."""
    if isinstance(value, str):
        return harmless(value)
    return value if not isinstance(value, float) or math.isfinite(value) else str(value)


def dumped(data: dict[str, Any]) -> str:
    """JSON as a person can read it too, and neither a file nor GitHub's runner stumbles over what is in its texts."""
    text = json.dumps(data, indent=1, ensure_ascii=False, allow_nan=False).replace("##[", r"##\u005b")
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
