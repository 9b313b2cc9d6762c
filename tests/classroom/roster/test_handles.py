"""What a student may be known by: each form in which a name, an id or an address is compared."""

from __future__ import annotations

import pytest

from kata_runner.classroom.records import Student
from kata_runner.classroom.roster.handles import (
    ACCENTED_NAME,
    EMAIL,
    FILE,
    ID,
    LOCAL_PART,
    NAME,
    NORMALIZED_ID,
    fold,
    get_stem,
    list_handles,
    list_label_keys,
    list_rotations,
    normalize_id,
    shares_word,
    to_accented_letters,
    to_letters,
)


def test_the_kinds_stand_in_the_order_of_how_sure_they_are() -> None:
    assert FILE < ID < NORMALIZED_ID < EMAIL < ACCENTED_NAME < NAME < LOCAL_PART


def test_a_student_is_known_by_everything_on_the_list() -> None:
    student = Student("Lovelace, Ada", ("00417",), "Ada.L@example.org", files=("week1/Work.py",))
    assert list_handles(student) == {
        (FILE, "week1/work.py"),
        (FILE, "work"),
        (ID, "00417"),
        (NORMALIZED_ID, "417"),
        (ACCENTED_NAME, "lovelaceada"),
        (ACCENTED_NAME, "adalovelace"),
        (NAME, "lovelaceada"),
        (NAME, "adalovelace"),
        (EMAIL, "ada.l@example.org"),
        (LOCAL_PART, "ada.l"),
        (LOCAL_PART, "adal"),
    }


def test_the_zeros_of_a_file_name_are_kept() -> None:
    assert list_handles(Student("", files=("007.PY",))) == {(FILE, "007.py")}
    assert list_handles(Student("", files=("007.py",))) == {(FILE, "007.py"), (FILE, "007")}


def test_a_label_is_compared_without_case() -> None:
    assert list_label_keys("Ada.py")[FILE] == ("ada.py", "ada")


def test_what_is_empty_is_no_handle() -> None:
    assert list_handles(Student("")) == set()
    assert list_handles(Student("", ("",), "@example.org")) == {(EMAIL, "@example.org")}


def test_a_label_may_be_a_file_an_id_a_name_or_an_address() -> None:
    assert list_label_keys("in/0417.py") == {
        FILE: ("in/0417.py", "0417"),
        ID: ("in/0417.py", "0417"),
        NORMALIZED_ID: ("417",),
        EMAIL: ("in/0417.py", "0417"),
        ACCENTED_NAME: ("0417",),
        NAME: ("0417",),
        LOCAL_PART: ("in/0417.py", "0417", "0417"),
    }
    assert list_label_keys("Ada-L.")[NORMALIZED_ID] == ("",)
    assert list_label_keys("Ada-L.")[NAME] == ("adal",)


@pytest.mark.parametrize(
    ("name", "turns"),
    [
        ("Ada", ["ada"]),
        ("Lovelace, Ada", ["lovelaceada", "adalovelace"]),
        ("Lovelace,Ada", ["lovelaceada", "adalovelace"]),
        ("Ada King  Lovelace", ["adakinglovelace", "kinglovelaceada", "lovelaceadaking"]),
        ("Ada/Lovelace", ["adalovelace"]),
        ("", []),
    ],
)
def test_a_name_is_read_from_each_of_its_words_on(name: str, turns: list[str]) -> None:
    assert list_rotations(name) == turns


@pytest.mark.parametrize(
    ("id_", "loose"),
    [
        ("00417", "417"),
        ("000", "0"),
        ("0", "0"),
        ("Participant 012", "12"),
        ("Participant 00", "0"),
        ("Student 12", "student 12"),
        ("U07", "u07"),
        ("", ""),
    ],
)
def test_an_id_loses_zeros_and_the_word_of_moodle(id_: str, loose: str) -> None:
    assert normalize_id(id_) == loose


@pytest.mark.parametrize(
    ("sender", "name", "shares"),
    [
        ("lovelaceada", "Lovelace, Ada King", True),
        ("kingada", "Lovelace, Ada", True),
        ("lovelaceada", "Hopper, Grace", False),
        ("lovelaceada", "Li, Ad", False),
        ("li", "Li, Bo", False),
        ("Müller-Lüdenscheidt", "Mueller Muller", True),
        ("lovelaceada", "", False),
    ],
)
def test_a_sender_shares_a_word_of_three_letters_with_a_name(
    sender: str, name: str, shares: bool
) -> None:
    assert shares_word(sender, name) is shares


@pytest.mark.parametrize(
    ("file", "stem"),
    [
        ("a/b/c.py", "c"),
        ("a\\b.py", "b"),
        ("a/b/", "b"),
        ("c.txt", "c.txt"),
        ("c", "c"),
        ("https://example.org/a/lab-ada.git", "lab-ada"),
    ],
)
def test_a_stem_is_without_folders_and_suffix(file: str, stem: str) -> None:
    assert get_stem(file) == stem


def test_case_accents_and_composition_make_no_difference() -> None:
    composed, decomposed = "José Ñ", "Jose\u0301 N\u0303"
    assert fold(f" {composed.upper()} ") == fold(decomposed) == "josé ñ"
    assert to_letters(composed) == to_letters(decomposed) == "josen"
    assert to_letters("A-1 b_2.ß") == "a1b2ss"


@pytest.mark.parametrize(
    ("text", "letters", "accented"),
    [
        ("Lê Thị Hòa", "lethihoa", "lêthịhòa"),
        ("मीना", "मीना", "मीना"),
        ("สุดา", "สุดา", "สุดา"),
        ("Łukasz Sørđæ", "lukaszsordae", "łukaszsørđæ"),
        ("I\u015f\u0131k", "isik", "i\u015f\u0131k"),
        ("が", "か\u3099", "が"),
        ("Й. Ά-1\u0301", "и\N{GREEK SMALL LETTER ALPHA}1", "йά1\u0301"),
        ("\u0301a .\u0301", "a", "\u0301a\u0301"),
    ],
    ids=[
        "Latin",
        "Devanagari",
        "Thai",
        "strokes",
        "Turkish",
        "Japanese",
        "Cyrillic",
        "marks on nothing",
    ],
)
def test_accents_are_left_out_and_marks_of_other_scripts_make_the_name(
    text: str, letters: str, accented: str
) -> None:
    assert to_letters(text) == letters
    assert to_accented_letters(text) == accented
