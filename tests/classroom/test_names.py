"""What names tell of students, and names that are safe to write to."""

from __future__ import annotations

import pytest

from kata_runner.classroom.names import Who, plain_name, platform_name, safe_file_name, stem_and_number


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


def test_a_safe_name_is_made_of_anything() -> None:
    assert safe_file_name("Zoë") == safe_file_name("Zoe\u0308") == "Zoë"
    assert safe_file_name("\udcff/../x") == "__.._x"
    assert safe_file_name(" . ") == "_" and safe_file_name("nul.txt") == "nul.txt_"
