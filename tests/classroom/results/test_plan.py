"""What a plan says of each student, as a table that a person fills in."""

from __future__ import annotations

import csv
from pathlib import Path

from kata_runner.classroom.records import MISSING, Student, StudentRow
from kata_runner.classroom.results.plan import get_reason, get_status, list_plan, write_plan
from kata_runner.classroom.roster.enrollment import Enrollment
from kata_runner.classroom.submissions.folder import Folder
from kata_runner.classroom.submissions.submission import Submission
from tests.helpers.classrooms import write


def test_who_has_an_attempt_would_be_graded() -> None:
    ready = StudentRow("ada", attempt="a", note="old.py left out\x1b")
    assert (get_status(ready), get_reason(ready)) == ("graded", r"old.py left out\x1b")
    missing = StudentRow("bo", refusal=MISSING, note="not shown")
    assert (get_status(missing), get_reason(missing)) == ("missing", "handed in nothing")


def test_an_undecided_submission_has_a_line_without_a_student(tmp_path: Path) -> None:
    enrollment = Enrollment(lambda file: False, [])
    file = Folder(write(tmp_path / "ada.py").parent).get_file("ada.py", ("ada.py",))
    for key in ("one", "two"):
        enrollment.add(Student("Ada"), Submission(Student("Ada"), key, key, f"{key}.py", file,
                                                  undecided="whose?", late=True))  # fmt: skip
    enrollment.add(Student("Bo"), Submission(Student("Bo"), "bo", "bo", "ada.py", file))
    enrollment.assign_display_names()
    rows = [(row.student, row.status, row.origin, row.late) for row in list_plan(enrollment)]
    assert rows == [
        ("", "undecided", "one", True),
        ("", "undecided", "two", True),
        ("Bo", "fault", "bo", False),
    ]


def test_what_may_be_a_student_s_is_no_decision_that_it_is() -> None:
    enrollment = Enrollment(lambda file: False, [])
    enrollment.add_member(Student("Ada", ("1",))).disputed_key = "c/x.py"
    enrollment.assign_display_names()
    [row] = list_plan(enrollment)
    assert (row.student, row.status, row.origin) == ("Ada", "undecided", "")


def test_it_is_written_so_that_a_spreadsheet_runs_nothing() -> None:
    rows = [
        StudentRow("=cmd", "1", origin="=cmd.py", late=True, attempt="a"),
        StudentRow("-listed", "2", is_listed=True, refusal=MISSING),
    ]
    heading, first, second = csv.reader(write_plan(rows))
    assert heading[0].removeprefix("\ufeff") == "student"
    assert first == ["'=cmd", "1", "", "graded", "'=cmd.py", "", "late", ""]
    assert second[:4] == ["-listed", "2", "", "missing"]
