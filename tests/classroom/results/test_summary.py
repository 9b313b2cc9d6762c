"""What is counted of a class."""

from __future__ import annotations

import hashlib
from codecs import BOM_UTF8
from pathlib import Path

import pytest

from kata_runner.classroom.records import StudentRow
from kata_runner.classroom.results.summary import (
    MAX_REASONS,
    Summary,
    SummaryBuilder,
    add_report,
    find_duplicates,
)
from kata_runner.model import Attempt, Isolation, Kata, Report

KATA = Kata("0.1", "softmax", "Softmax", "", "", "here", Path(), Path())


def unrunnable(message: str) -> Report:
    """Return a report on a file that does not load."""
    attempt = Attempt(Path("softmax.py"), b"", "")
    return Report(KATA, attempt, (), 0.0, 3.0, Isolation("full", ()), 0, 0.0, message)


def test_reasons_that_everybody_words_anew_are_told_apart_up_to_a_number() -> None:
    summary = Summary()
    for index in range(2 * MAX_REASONS):
        add_report(unrunnable(f"line 1: NameError: name 'x{index}' is not defined"), summary)
    add_report(unrunnable("line 1: NameError: name 'x0' is not defined"), summary)
    assert len(summary.aborted) == MAX_REASONS + 1
    assert summary.aborted.most_common(1) == [("other reasons", MAX_REASONS)]
    assert summary.aborted["line 1: NameError: name 'x0' is not defined"] == 2


def test_files_of_several_students_are_ordered_by_how_many_then_by_name() -> None:
    submitted = {
        "pair": {"eve": "eve.py", "ada": "ada.py"},
        "three": dict.fromkeys(("gus", "hal", "ivy"), ""),
        "other pair": {"bo": "bo.py", "cy": "cy.py"},
        "own": {"di": "di.py"},
        "starter": {"fay": "fay.py", "joe": "joe.py"},
        "": {"kim": "", "lea": ""},
    }
    assert find_duplicates(submitted, {"", "starter"}) == [
        ["gus", "hal", "ivy"],
        ["ada", "eve"],
        ["bo", "cy"],
    ]


def test_members_who_share_one_submission_are_no_duplicate() -> None:
    submitted = {"group": {"ada": "group 1.py", "bo": "group 1.py"}}
    assert find_duplicates(submitted, set()) == []


@pytest.mark.parametrize("mark", [b"", BOM_UTF8])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_the_starter_is_unmodified_whatever_its_line_ends(
    softmax_kata: Kata, starter: str, mark: bytes, end: bytes
) -> None:
    attempt = hashlib.sha256(mark + starter.encode().replace(b"\n", end)).hexdigest()
    builder = SummaryBuilder(softmax_kata)
    for student in ("ada", "bo"):
        builder.add(StudentRow(student, origin=student, attempt=attempt), None)
    summary = builder.build()
    assert (summary.unmodified, summary.duplicates) == (2, [])
