"""Reports and demos as JSON, for other people's programs.

The keys are a contract: more may be added, `format` counts the changes that break a reader. Several reports stand in an
envelope, ``{"format": 1, "reports": [...]}``, each as it stands alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kata_runner.authoring import Declaration
from kata_runner.grading.once import once_each
from kata_runner.model import JSON_FORMAT, Kata, Outcome, Report
from kata_runner.sanitize import harmless, json_text, json_value
from kata_runner.table import Table

EMPTY = "[]\n}"


def render(report: Report) -> str:
    """One report."""
    return whole(report.head(), report.outcomes)


def render_untimed(report: Report) -> str:
    """One report without what changes from one run of the same work to the next."""
    data = report.head()
    del data["seconds"]
    return whole(data, report.outcomes)


def whole(head: dict[str, Any], outcomes: Sequence[Outcome]) -> str:
    """The head with the outcomes behind it: as dumped in one piece, but an outcome of many reports is dumped once."""
    text = json_text(head | {"outcomes": []})
    if not outcomes:
        return text
    parts = ",\n".join(map(dumped_outcome, outcomes))
    return f"{text.removesuffix(EMPTY)}[\n{parts}\n ]\n}}"


@once_each
def dumped_outcome(outcome: Outcome) -> str:
    """An outcome as it stands in a list in a report."""
    return "  " + json_text(outcome.to_dict()).replace("\n", "\n  ")


def render_many(reports: Iterable[Report]) -> Iterator[str]:
    """Several reports, in their envelope."""
    yield f'{{"format": {JSON_FORMAT}, "reports": ['
    comma = ""
    for report in reports:
        yield comma + render(report)
        comma = ","
    yield "]}"


def demo(kata: Kata, shown: Sequence[tuple[Declaration, Table | None, Table | None]]) -> str:
    """Experiments with their tables; with an attempt's table its rows, and the reference's as `expected_rows`.

    Of a secret one the reference's rows are null.
    """
    return json_text(
        {
            "format": JSON_FORMAT,
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
    return [[json_value(value) for value in row] for row in table.rows] if table else None
