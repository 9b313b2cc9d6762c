"""Kinds of files, by their names and first bytes."""

from __future__ import annotations

import pytest

from kata_runner.classroom.submissions.kinds import (
    detect_unsupported_kind,
    find_result_files,
    get_unsupported_kind,
    is_archive,
    is_source,
    is_submission,
    split_suffix,
)


@pytest.mark.parametrize(
    ("name", "stem", "suffix"),
    [
        ("ada.py", "ada", ".py"),
        ("Ada.IPYNB", "Ada", ".ipynb"),
        ("ada.tar.gz", "ada", ".tar.gz"),
        ("ada.gz", "ada", ".gz"),
        ("week.3", "week.3", ""),
        ("notes.md", "notes.md", ""),
        ("py", "py", ""),
    ],
)
def test_a_suffix_is_one_of_what_people_hand_in(name: str, stem: str, suffix: str) -> None:
    assert split_suffix(name) == (stem, suffix)
    assert is_submission(name) == bool(suffix)


def test_python_and_notebooks_may_be_attempts() -> None:
    assert [is_source(name) for name in ("a.py", "a.PY", "a.ipynb", "a.pyc", "a.txt")] == [
        True, True, True, False, False,
    ]  # fmt: skip
    assert [is_archive(name) for name in ("a.zip", "a.ZIP", "a.7z")] == [True, True, False]


@pytest.mark.parametrize(
    ("name", "kind"), [("a.tgz", "tar archive"), ("a.RAR", "RAR archive"), ("a.zip", "")]
)
def test_archives_that_are_not_opened_are_named(name: str, kind: str) -> None:
    assert get_unsupported_kind(name) == kind


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"7z\xbc\xaf\x27\x1c\0", "7z archive"),
        (b"\x1f\x8b\x08", "gzip file or tar archive"),
        (b"\0" * 257 + b"ustar\0", "tar archive"),
        (b"\0" * 256 + b"ustar\0", ""),
        (b"PK\x03\x04", ""),
        (b"def f(): BZh", ""),
    ],
)
def test_archives_are_known_by_how_they_begin(head: bytes, kind: str) -> None:
    assert detect_unsupported_kind(head) == kind


def test_results_of_an_earlier_run_are_known_together() -> None:
    both = ["grades.csv", "feedback", "ada.py"]
    assert find_result_files(both) == {"grades.csv", "feedback"}
    assert find_result_files(["grades.csv", "ada.py"]) == set()
    optional = {"gradebook.csv", "html"}
    assert find_result_files([*both, *optional]) == {"grades.csv", "feedback", *optional}
    assert find_result_files([*optional, "ada.py"]) == set()
    assert find_result_files(["results.sqlite", "results.sqlite-wal", "ada.py"]) == {
        "results.sqlite", "results.sqlite-wal",
    }  # fmt: skip
