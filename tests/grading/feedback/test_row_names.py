"""Names of a table's rows are labels as long as they are right, and values where one of them
differs.
"""

from __future__ import annotations

from kata_runner.grading.compare import differences
from kata_runner.grading.feedback.diff import format_diff, measure
from kata_runner.table import Table, Tolerance


def seen(expected: Table, actual: Table) -> str:
    mismatches = list(differences(expected, actual, Tolerance(0.0, 0.0)))
    return "\n".join(
        filter(None, [format_diff(expected, actual, mismatches), measure(expected, mismatches)])
    )


def test_names_of_rows_count_where_they_differ() -> None:
    def named(name: str, *numbers: float) -> Table:
        return Table(["optimizer", "w[0]", "w[1]"], [[name, *numbers], [f"{name} again", *numbers]])

    assert "All 6 values differ." in seen(named("first", 0.5, 1.0), named("second", 1.5, 2.0))
    assert "4 of 6 values differ" in seen(named("first", 0.5, 1.0), named("second", 0.5, 2.0))
    assert "All 4 values differ." in seen(named("first", 0.5, 1.0), named("first", 1.5, 2.0))
