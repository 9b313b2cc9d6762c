"""What names tell of students, and names that are safe to write to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kata_runner.classroom.names import Who, plain_name, platform_name, safe_file_names, stem_and_number

HOSTILE = ["../../etc/passwd", "/root", "a/b", "a\\b", "..", ".", "", "CON", "nul.txt", "x" * 5000, "a\0b", "\x1b[31m",
           ".hidden", "Zoë", "李雷", "ann", "ANN", "Ann", "ann ", "=1+1", "\udcff", "é", "e\u0301"]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "who", "file", "late"),
    [
        ("lovelaceada_123_456_softmax.py", Who("lovelaceada", "123"), "softmax.py", False),
        ("lovelaceada_LATE_123_456_softmax-1.py", Who("lovelaceada", "123"), "softmax-1.py", True),
        ("lovelaceada_123_456_my_best_work.py", Who("lovelaceada", "123"), "my_best_work.py", False),
        ("Ada Lovelace_1234567_assignsubmission_file_", Who("Ada Lovelace", "1234567"), "", False),
        ("Ada Lovelace_1234567_assignsubmission_file_x.py", Who("Ada Lovelace", "1234567"), "x.py", False),
        ("Ada Lovelace_12_assignsubmission_onlinetext_", Who("Ada Lovelace", "12"), "", False),
    ],
)
def test_platforms_names_are_taken_apart(name: str, who: Who, file: str, late: bool) -> None:
    named = platform_name(name)
    assert named is not None
    assert (named.who, named.file, named.late) == (who, file, late)


@pytest.mark.parametrize("name", ["ada.py", "my_softmax.py", "ada_2.py", "week_3_ada", "test_1_2.py"])
def test_other_names_are_left_whole(name: str) -> None:
    assert platform_name(name) is None
    assert plain_name(name).who.name == name.removesuffix(".py")


@pytest.mark.parametrize(
    ("file", "found"),
    [("x.py", ("x", 0)), ("x-3.py", ("x", 3)), ("x (2).py", ("x", 2)), ("x(2).py", ("x", 2)), ("-1.py", ("-1", 0))],
)
def test_later_versions_have_a_number(file: str, found: tuple[str, int]) -> None:
    assert stem_and_number(file) == found


def all_are_safe(names: dict[str, str]) -> bool:
    files = list(names.values())
    assert len({file.casefold() for file in files}) == len(files)
    for file in files:
        assert file
        assert not set(file) & set('/\\\0\x1b:*?"<>|\n')
        assert not file.startswith(".")
        assert len(file.encode()) < 220
        assert file.casefold() not in ("con", "nul")
    return True


def test_safe_names_lead_nowhere_and_are_no_two_alike() -> None:
    assert all_are_safe(safe_file_names(HOSTILE))
    assert safe_file_names(["Ada Lovelace", "Zoë"]) == {"Ada Lovelace": "Ada Lovelace", "Zoë": "Zoë"}


def test_safe_names_do_not_depend_on_the_order() -> None:
    assert safe_file_names(HOSTILE) == safe_file_names(reversed(HOSTILE))


@given(st.sets(st.text(max_size=12), max_size=8))
def test_safe_names_of_anything(students: set[str]) -> None:
    assert all_are_safe(safe_file_names(students))
