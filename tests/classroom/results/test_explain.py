"""`kata grade --why`: whose grade is meant, and what is said of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kata_runner.classroom.records import MISSING, StudentRow, Verdict
from kata_runner.classroom.results.explain import (
    describe,
    describe_matches,
    explain_grade,
    is_meant,
)
from kata_runner.errors import PathError

STORED = json.dumps({"seed": 5, "isolation": {"level": "full"}})
ROW = StudentRow(
    "Ada Example", "u1", "ada@example.org", "ada.py", attempt="abc", origin="class/ada.py"
)


def test_a_grade_is_told_with_its_file_and_conditions() -> None:
    row = ROW._replace(late=True, verdict=Verdict("failed", 2.5, 3.0, 0.1, STORED, ()))
    assert list(describe(row, "0.1", 9)) == [
        "Ada Example: failed, 2.5 of 3 points",
        "kata      0.1",
        "file      ada.py, late",
        "from      class/ada.py",
        "sha256    abc",
        "seed      5",
        "level     full",
        "besides   nothing else was handed in that could have counted",
    ]


def test_without_a_verdict_the_reason_is_told() -> None:
    assert list(describe(StudentRow("Bo", refusal=MISSING, note="a.py left out"), "0.1", 9)) == [
        "Bo: missing",
        "kata      0.1",
        "seed      9",
        "reason    handed in nothing",
        "besides   a.py left out",
    ]


def test_a_verdict_that_somebody_changed_is_one_line() -> None:
    damaged = ROW._replace(verdict=Verdict("failed", 2.5, 3.0, 0.1, "{}", ()))
    with pytest.raises(PathError, match=r"a verdict in results\.sqlite is damaged"):
        list(describe(damaged, "0.1", 9))


@pytest.mark.parametrize("text", ["ADA example", "U1", "Ada@Example.org"])
def test_a_student_is_meant_by_name_id_or_address(text: str) -> None:
    assert is_meant(ROW, text)
    assert not is_meant(ROW, text[:-1])


def test_nobody_and_several_are_told_apart() -> None:
    names = ["Ada Example", "Ada Other"]
    rows = [StudentRow(name) for name in names]
    assert describe_matches(names, rows, "ada") == (
        "2 students answer to 'ada': Ada Example, Ada Other"
    )
    assert describe_matches(names, [], "Ada Exampel") == (
        "nobody is called 'Ada Exampel': did you mean Ada Example?"
    )
    assert describe_matches(names, [], "zzz").endswith("grades.csv has the names")


def test_a_folder_without_results_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(PathError, match="no results in it: name the --out of an earlier run"):
        explain_grade(tmp_path, "ada")


@pytest.mark.parametrize("refusal", ["2 files could be the attempt: a.py, b.py", MISSING])
def test_without_an_attempt_nothing_is_claimed_about_other_files(refusal: str) -> None:
    for is_undecided in (False, True):
        row = StudentRow("Bo", origin="c/bo", refusal=refusal, is_undecided=is_undecided)
        assert not [line for line in describe(row, "0.1", 9) if line.startswith("besides")]
