"""One student's line of a class: its status, and why there is no verdict."""

from __future__ import annotations

import pytest

from kata_runner.classroom.records import MISSING, Student, StudentRow, Verdict

VERDICT = Verdict("failed", 2.0, 3.0, 0.1, "{}", ())


def test_a_student_is_known_by_the_first_id() -> None:
    assert (Student("Ada", ("7", "u7")).id, Student("Ada").id) == ("7", "")


@pytest.mark.parametrize(
    ("row", "status", "reason", "score"),
    [
        (StudentRow("ada", verdict=VERDICT), "failed", "", 2.0),
        (StudentRow("ada", refusal=MISSING), "missing", "handed in nothing", None),
        (StudentRow("ada", refusal="is a binary file"), "refused", "is a binary file", None),
        (StudentRow("ada", refusal="whose?", is_undecided=True), "undecided", "whose?", None),
        (StudentRow("ada", fault="no memory"), "fault", "no memory", None),
        (StudentRow("ada"), "fault", "not graded yet", None),
        (StudentRow("ada", refusal="x", verdict=VERDICT), "failed", "x", 2.0),
    ],
    ids=["graded", "missing", "refused", "undecided", "fault", "not yet", "both"],
)
def test_a_row_has_one_status_and_the_reason_for_it(
    row: StudentRow, status: str, reason: str, score: float | None
) -> None:
    assert (row.status, row.reason, row.score) == (status, reason, score)
