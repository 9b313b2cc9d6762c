"""Whose grade changed and why, and what stands in a line of `grades.csv`."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from kata_runner.classroom.fingerprint import Fingerprint
from kata_runner.classroom.records import MISSING, StudentRow
from kata_runner.classroom.results.publish import (
    GradeChange,
    compare,
    format_line,
    get_report,
    publish,
    render_ungraded,
)
from kata_runner.classroom.results.store import PublishedRow, Store
from kata_runner.classroom.results.stored_report import serialize
from kata_runner.classroom.results.summary import Summary
from kata_runner.classroom.submissions.kinds import GRADES
from kata_runner.model import Attempt, Isolation, Kata, Outcome, Report, Status

FINGERPRINT = Fingerprint("0.1", "content", "grader", "{}", 0)
KATA = Kata("0.1", "softmax", "Softmax", "", "", "here", Path(), Path())
OUTCOMES = (
    Outcome("shares", "Shares.", Status.PASSED, 2.0, 2.0),
    Outcome("shifts", "Shifts.", Status.FAILED, 0.0, 1.0),
)
REPORT = Report(
    KATA, Attempt(Path("a.py"), b"", "a"), OUTCOMES, 2.0, 3.0, Isolation("full", ()), 0, 0.1
)
VERDICT = serialize(REPORT)
BEFORE = PublishedRow("ada", "a", 1, "failed", 2.0, "ada")


@pytest.mark.parametrize(
    ("changed", "change"),
    [
        ({"attempt": "b", "status": "passed", "score": 3.0},
         GradeChange("ada", "2 (failed)", "3 (passed)", "other work")),
        ({"conditions": 2, "score": 1.0},
         GradeChange("ada", "2 (failed)", "1 (failed)", "same work, graded anew")),
        ({"status": "missing", "score": None},
         GradeChange("ada", "2 (failed)", "missing", "same work, graded anew")),
    ],
    ids=["other work", "other conditions", "no score"],
)  # fmt: skip
def test_a_changed_grade_is_told_with_its_reason(
    changed: dict[str, object], change: GradeChange
) -> None:
    assert list(compare(BEFORE, BEFORE._replace(**changed))) == [change]  # type: ignore[arg-type]  # fields of the row


def test_a_grade_that_stays_is_no_change_whatever_else_is_new() -> None:
    assert not list(compare(BEFORE, BEFORE._replace(attempt="b", conditions=2)))


def test_a_line_has_the_points_of_each_outcome() -> None:
    row = StudentRow("-Ada", "1", "ada@example.org", "a.py", late=True, attempt="a", is_listed=True,
                     verdict=VERDICT)  # fmt: skip
    [cells] = csv.reader([format_line(row, REPORT, ["shifts", "shares", "gone"])])
    assert cells == ["-Ada", "1", "ada@example.org", "failed", "2", "3", "late", "a.py", "a", "",
                     "0", "2", ""]  # fmt: skip


def test_a_line_without_a_verdict_has_the_reason() -> None:
    row = StudentRow("=Bo", refusal=MISSING)
    [cells] = csv.reader([format_line(row, None, ["shares"])])
    assert cells == ["'=Bo", "", "", "missing", "", "", "", "", "", "handed in nothing", ""]


def test_what_is_stored_comes_back_as_a_report() -> None:
    report = get_report(StudentRow("ada", attempt="a", file="x/a.py", verdict=VERDICT), KATA)
    assert report is not None
    assert (report.score, report.attempt.path) == (2.0, Path("x/a.py"))
    assert [outcome.status for outcome in report.outcomes] == [Status.PASSED, Status.FAILED]
    assert get_report(StudentRow("bo"), KATA) is None


def test_feedback_without_a_verdict_says_why() -> None:
    row = StudentRow("bo", refusal="is a\nbinary file")
    assert json.loads(render_ungraded(row, "json", KATA)) == {
        "format": 1, "kata": "0.1", "name": "softmax", "status": "refused",
        "message": "is a\nbinary file",
    }  # fmt: skip
    text = render_ungraded(row, "md", KATA)
    assert text == "# 0.1 Softmax\n\n**Not graded**: refused\n\n    is a binary file"


def test_a_change_is_told_again_if_the_grades_could_not_be_written(
    softmax_kata: Kata, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    with Store(folder) as store:
        for refusal in (MISSING, "is a link"):
            (folder / GRADES).unlink(missing_ok=True)
            conditions, _ = store.start_run(FINGERPRINT, [StudentRow("ada", refusal=refusal)])
            if refusal != MISSING:
                (folder / GRADES).mkdir()
                with pytest.raises(OSError, match=GRADES):
                    publish(folder, store, conditions, softmax_kata, {})
                (folder / GRADES).rmdir()
            _, changes = publish(folder, store, conditions, softmax_kata, {})
    assert [(change.before, change.after) for change in changes] == [("missing", "refused")]


def test_a_change_is_shown_again_if_the_other_files_could_not_be_written(
    softmax_kata: Kata, tmp_path: Path
) -> None:
    def fail(_: Summary) -> None:
        raise OSError("disk full")

    with Store(tmp_path) as store:
        for refusal in (MISSING, "is a link"):
            conditions, _ = store.start_run(FINGERPRINT, [StudentRow("ada", refusal=refusal)])
            with pytest.raises(OSError, match="disk full"):
                publish(tmp_path, store, conditions, softmax_kata, {}, write_others=fail)
            _, changes = publish(tmp_path, store, conditions, softmax_kata, {})
    assert [(change.before, change.after) for change in changes] == [("missing", "refused")]
