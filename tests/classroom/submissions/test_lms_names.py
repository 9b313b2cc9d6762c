"""What names in a platform's download tell of students, and what is the sender's own."""

from __future__ import annotations

import pytest

from kata_runner.classroom.records import Student
from kata_runner.classroom.submissions.lms_names import (
    get_sender_name,
    get_upload_order,
    parse_name,
    parse_own_name,
)

ADA = Student("lovelaceada", ("123",))


@pytest.mark.parametrize(
    ("platform", "name", "sender", "file", "late"),
    [
        ("canvas", "lovelaceada_123_456_softmax.py", ADA, "softmax.py", False),
        ("canvas", "lovelaceada_LATE_123_456_softmax-1.py", ADA, "softmax-1.py", True),
        ("canvas", "lovelaceada_late_123_456_softmax.py", ADA, "softmax.py", True),
        ("canvas", "lovelaceada_123_456_my_best_work.py", ADA, "my_best_work.py", False),
        ("canvas", "lovelaceada_123_456_x_42_1002_softmax.py", ADA, "x_42_1002_softmax.py", False),
        ("canvas-anonymous", "anon_kS0pQ_9_x.py", Student("anon_kS0pQ", ("kS0pQ",)), "x.py", False),
        ("canvas-anonymous", "LATE_anon_kS0pQ_9_x.py", Student("anon_kS0pQ", ("kS0pQ",)), "x.py",
         True),
        ("moodle", "Ada Lovelace_12_assignsubmission_file_", Student("Ada Lovelace", ("12",)), "",
         False),
        ("moodle", "Ada Lovelace_12_assignsubmission_file_x.py", Student("Ada Lovelace", ("12",)),
         "x.py", False),
        ("moodle", "A B_12_assignsubmission_file_x_42_assignsubmission_file_y.py", Student("A B",
                                                                                           ("12",)),
         "x_42_assignsubmission_file_y.py", False),
        ("moodle", "Participant_12_assignsubmission_file_x.py", Student("Participant 12", ("12",)),
         "x.py", False),
    ],
)  # fmt: skip
def test_platforms_names_are_taken_apart_from_the_left(
    platform: str, name: str, sender: Student, file: str, late: bool
) -> None:
    parsed = parse_name(name, platform)
    assert parsed is not None
    assert (parsed.sender, parsed.file, parsed.late) == (sender, file, late)


@pytest.mark.parametrize(
    ("platform", "name", "words"),
    [
        ("canvas", "hoppergrace_103_text.html", "handed in a text, no file"),
        ("canvas", "noetheremmy_LATE_104_link.html", "handed in a link, no file"),
        ("canvas-anonymous", "anon_kS0pQ_text.html", "handed in a text, no file"),
        ("moodle", "Ada Lovelace_12_assignsubmission_onlinetext_", "handed in a text, no file"),
        ("moodle", "Ada Lovelace_12_assignsubmission_onlinetext.html", "handed in a text, no file"),
    ],
)
def test_texts_and_links_are_called_that(platform: str, name: str, words: str) -> None:
    parsed = parse_name(name, platform)
    assert parsed is not None
    assert parsed.no_file == words


@pytest.mark.parametrize("name", ["ada.py", "my_softmax.py", "ada_2.py", "week_3_ada"])
def test_other_names_are_left_whole(name: str) -> None:
    assert not any(
        parse_name(name, platform) for platform in ("canvas", "canvas-anonymous", "moodle")
    )
    assert parse_own_name(name).name == name.removesuffix(".py")


@pytest.mark.parametrize(
    "name", ["LATE_anon_a1b2c_7_x.py", "anon_LATE_a1b2c_7_x.py", "anon_a1b2c_LATE_7_x.py"]
)
def test_anonymous_work_is_late_wherever_the_word_stands(name: str) -> None:
    parsed = parse_name(name, "canvas-anonymous")
    assert parsed is not None
    assert (parsed.sender.name, parsed.late, parsed.upload) == ("anon_a1b2c", True, "7")


def test_a_word_for_everybody_has_its_number_behind_it() -> None:
    words = ("Participant", "Teilnehmer", "Teilnehmer/in", "Participante", "Partecipante")
    for word in words:
        assert get_sender_name(word, "7", "moodle") == f"{word} 7"
    assert get_sender_name("Ada", "7", "moodle") == "Ada"


def test_uploads_are_ordered_by_their_numbers() -> None:
    numbers = ["", "9", "10", "9" * 18, "1" * 5000]
    assert [get_upload_order(number) for number in numbers[:4]] == [0, 9, 10, 10**18 - 1]
    assert get_upload_order(numbers[4]) == int("1" * 18)


def test_a_file_is_called_without_its_suffix_and_a_folder_with_it() -> None:
    assert parse_own_name("ada.py").name == "ada"
    assert parse_own_name("ada.py", is_folder=True).name == "ada.py"
    assert parse_own_name(".py").name == "nameless"


def test_moodle_numbers_no_uploads() -> None:
    parsed = parse_name("Ada_1_assignsubmission_file_x.py", "moodle")
    assert parsed is not None
    assert (parsed.upload, parsed.late, parsed.file) == ("", False, "x.py")
