"""Marks of a copy in a file's name, and how exactly a name is that of the kata."""

from __future__ import annotations

from time import process_time

import pytest

from kata_runner.classroom.submissions.copy_names import (
    has_kata_name,
    rate_name,
    split_source,
    split_version,
    strip_copy,
)


@pytest.mark.parametrize(
    ("file", "parts"),
    [
        ("softmax.py", ("softmax", ".py")),
        ("Softmax.IPYNB", ("Softmax", ".ipynb")),
        ("softmax.pyc", ("softmax.pyc", "")),
        (".py", (".py", "")),
        ("a.b.py", ("a.b", ".py")),
        ("notes", ("notes", "")),
    ],
)
def test_a_source_is_split_into_stem_and_suffix(file: str, parts: tuple[str, str]) -> None:
    assert split_source(file) == parts


@pytest.mark.parametrize(
    "mark",
    [" (1)", "(12)", " - Copy", " – Kopie (2)", "-copie", " copy", " copy 2", " 2", " (copy)",
     " (another copy)", " (3rd copy)", " (copy 4)", " (1) (2)"],
)  # fmt: skip
def test_every_mark_of_a_copy_is_stripped(mark: str) -> None:
    assert strip_copy(f"softmax{mark}") == "softmax"


@pytest.mark.parametrize("prefix", ["Copy of ", "Kopie von ", "Copia de ", "copia di copy of "])
def test_a_mark_may_stand_in_front(prefix: str) -> None:
    assert strip_copy(f"{prefix}softmax") == "softmax"


@pytest.mark.parametrize(
    "stem", ["softmax", "(1)", "softmax2", "copycat", "softmax (12345)", "softmax_2", "copy of"]
)
def test_what_is_no_mark_stays(stem: str) -> None:
    assert strip_copy(stem) == stem


@pytest.mark.parametrize(
    ("file", "stem", "version"),
    [
        ("softmax.py", "softmax", 0),
        ("softmax-2.py", "softmax", 2),
        ("softmax (1)-12.py", "softmax", 12),
        ("softmax-3 (1).py", "softmax", 3),
        ("softmax-12345.py", "softmax-12345", 0),
        ("two-words.py", "two-words", 0),
    ],
)
def test_a_later_upload_is_known_by_its_number(file: str, stem: str, version: int) -> None:
    assert split_version(file) == (stem, version)


@pytest.mark.parametrize(
    ("file", "has"),
    [
        ("softmax.py", True),
        ("SOFTMAX-2 (1).ipynb", True),
        ("softmax", False),
        ("softmax.txt", False),
        ("my softmax.py", False),
    ],
)
def test_a_source_is_called_after_the_kata_or_not(file: str, has: bool) -> None:
    assert has_kata_name(file, "Softmax") is has


@pytest.mark.parametrize(
    ("file", "is_numbered", "rating"),
    [
        ("softmax.py", False, (3, True)),
        ("softmax.ipynb", False, (3, False)),
        ("softmax.PY", False, (2, True)),
        ("Softmax.py", False, (2, True)),
        ("softmax (1).py", False, (1, True)),
        ("softmax (1).ipynb", False, (1, False)),
        ("softmax-1.py", False, (1, True)),
        ("softmax-1.py", True, (3, True)),
        ("softmax.py", True, (3, True)),
    ],
)
def test_the_more_exact_name_has_the_higher_rating(
    file: str, is_numbered: bool, rating: tuple[int, bool]
) -> None:
    assert rate_name(file, "softmax", is_numbered=is_numbered) == rating


@pytest.mark.parametrize("mark", [" (1)", " - copy", "copy of "])
def test_thousands_of_marks_are_none_and_take_no_time(mark: str) -> None:
    stem, start = mark * (60_000 // len(mark)), process_time()
    assert strip_copy(stem) == stem
    assert process_time() - start < 1
