"""Which of several submissions that are taken for one student's counts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kata_runner.classroom.records import Student
from kata_runner.classroom.roster.claims import settle
from kata_runner.classroom.submissions.folder import Folder
from kata_runner.classroom.submissions.submission import Submission
from kata_runner.classroom.submissions.submitted_file import SubmittedFile
from tests.helpers.classrooms import write

STARTER = "# the starter\n"


class Hand:
    """Makes submissions, each with a file of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def in_(self, key: str, text: str = "", **fields: object) -> Submission:
        """A submission of that key; its source is the key unless it is given."""
        write(self.folder / f"{key}.py", text or f"# {key}\n")
        file = Folder(self.folder).get_file(f"{key}.py", (f"{key}.py",))
        submission = Submission(Student("Ada", ("1",)), key, key, f"{key}.py", file)
        return replace(submission, **fields)  # type: ignore[arg-type]  # fields of a submission


def is_starter(file: SubmittedFile) -> bool:
    return file.read_source() == STARTER.encode()


@pytest.fixture
def hand(tmp_path: Path) -> Hand:
    return Hand(tmp_path)


def test_the_only_one_counts_as_it_is(hand: Hand) -> None:
    only = hand.in_("a", note="a note", undecided="whose?")
    assert settle([only], is_starter) is only


def test_what_somebody_decided_on_counts_before_all_else(hand: Hand) -> None:
    decided = hand.in_("b", STARTER, is_decided=True)
    settled = settle([hand.in_("a"), decided, hand.in_("c", upload=9)], is_starter)
    assert (settled.key, settled.undecided) == ("b", "")
    assert settled.note == "b counts; a, c left out, for somebody decided so"


def test_what_cannot_be_read_gives_way(hand: Hand) -> None:
    damaged = hand.in_("a", file=None, refusal="damaged")
    settled = settle([damaged, hand.in_("b")], is_starter)
    assert (settled.key, settled.refusal) == ("b", "")
    assert settled.note == "b counts; a left out, for they cannot be read"


def test_where_nothing_can_be_read_the_first_is_told(hand: Hand) -> None:
    damaged = [hand.in_(key, file=None, refusal=f"{key} is damaged") for key in "ab"]
    settled = settle(damaged, is_starter)
    assert (settled.key, settled.refusal, settled.undecided) == ("a", "a is damaged", "")
    assert settled.note == "handed in 2 times, nothing of it can be read"


def test_the_starter_gives_way_to_work(hand: Hand) -> None:
    settled = settle([hand.in_("a", STARTER, upload=9), hand.in_("b")], is_starter)
    assert settled.key == "b"
    assert settled.note == "b counts; a left out, for they are the starter as it was given out"


def test_two_starters_are_one_file(hand: Hand) -> None:
    settled = settle([hand.in_("a", STARTER), hand.in_("b", STARTER)], is_starter)
    assert (settled.key, settled.undecided) == ("a", "")
    assert settled.note == "a counts; b left out, for they are the same file"


def test_the_latest_upload_of_one_sender_counts(hand: Hand) -> None:
    uploads = [hand.in_(key, platform="canvas", upload=number)
               for key, number in (("a", 10), ("b", 12), ("c", 11))]  # fmt: skip
    settled = settle(uploads, is_starter)
    assert settled.key == "b"
    assert settled.note == "b counts; a, c left out, for they were uploaded earlier"


def test_of_several_files_of_an_upload_the_note_says_which_counts(hand: Hand) -> None:
    # The key of several files that a platform named is the first one's name.
    note = "b-2 counts; b-1 does not, its name is less exact"
    uploads = [hand.in_("a", platform="canvas", upload=1),
               hand.in_("b-1", platform="canvas", upload=2, note=note)]  # fmt: skip
    assert settle(uploads, is_starter).note == f"{note}; a left out, for they were uploaded earlier"


def test_two_uploads_of_one_number_are_nobody_s_choice(hand: Hand) -> None:
    uploads = [hand.in_(key, platform="canvas", upload=10) for key in "ab"]
    assert settle(uploads, is_starter).undecided == (
        "2 submissions claim to be this student's: a, b"
    )


def test_two_senders_are_never_told_apart_by_date(hand: Hand) -> None:
    one = hand.in_("a", platform="canvas", upload=10)
    other = hand.in_("b", platform="canvas", upload=12, sender=Student("Ada", ("2",)))
    settled = settle([one, other], is_starter)
    assert settled.undecided == "2 submissions claim to be this student's: a, b"


def test_four_claims_are_named(hand: Hand) -> None:
    settled = settle([hand.in_(key) for key in "abcde"], is_starter)
    assert settled.undecided == ("5 submissions claim to be this student's: a, b, c, d and others")
    assert not settle([hand.in_(key) for key in "abcd"], is_starter).undecided.endswith("others")


def test_what_is_left_out_first_is_told_with_what_remains_undecided(hand: Hand) -> None:
    settled = settle([hand.in_("a"), hand.in_("b"), hand.in_("c", STARTER)], is_starter)
    assert settled.undecided == "2 submissions claim to be this student's: a, b"
    assert settled.note == "c left out, for they are the starter as it was given out"


def test_two_decisions_decide_nothing(hand: Hand) -> None:
    decided = [hand.in_(key, is_decided=True) for key in "ab"]
    assert settle(decided, is_starter).undecided == (
        "2 submissions claim to be this student's: a, b"
    )


def test_what_has_no_file_is_no_work_and_equal_to_nothing(hand: Hand) -> None:
    texts = [hand.in_(key, file=None) for key in "ab"]
    assert settle(texts, is_starter).undecided.endswith("a, b")
    assert settle([*texts, hand.in_("c")], is_starter).key == "c"


def test_files_that_cannot_be_read_are_equal_to_nothing(hand: Hand) -> None:
    binary = [hand.in_(key, "\0") for key in "ab"]
    assert settle(binary, lambda _: False).undecided.endswith("a, b")
