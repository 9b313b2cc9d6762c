"""Which rows of two runs are the same student's."""

from __future__ import annotations

import pytest

from kata_runner.classroom.records import MISSING, StudentRow
from kata_runner.classroom.results.identity import are_different, list_replaced, match_rows

ADA = StudentRow("ada", file="ada.py", attempt="a", origin="c/ada.py")
TEAM = StudentRow("team1", file="team1.py", attempt="t", origin="c/team1.py")
NUMBERED = ADA._replace(student="Ada", id="12", origin="s1/Ada_12")


def match(present: list[StudentRow], earlier: list[StudentRow]) -> dict[str, str]:
    """Return the present names by the earlier ones."""
    matches = match_rows({row.student: row for row in present}, earlier)
    return {name: row.student for name, row in matches.items()}


def test_one_name_is_one_student_whatever_was_handed_in() -> None:
    assert match([ADA._replace(attempt="b", origin="d/ada.py")], [ADA]) == {"ada": "ada"}


def test_one_name_with_two_ids_is_two_students() -> None:
    other = NUMBERED._replace(id="13", origin="s2/Ada_13")
    assert match([other], [NUMBERED]) == {}
    assert list_replaced({"Ada": other}, [NUMBERED]) == ["Ada"]
    assert list_replaced({"Ada": NUMBERED}, [NUMBERED]) == []


@pytest.mark.parametrize(
    "changed",
    [{"id": ""}, {"id": "Participant 12"}, {"id": "u1", "origin": "s1/Ada_12"},
     {"id": "u1", "is_listed": True, "refusal": MISSING, "origin": ""}],
    ids=["no id", "Moodle's word", "one submission", "only listed"],
)  # fmt: skip
def test_an_id_that_may_be_of_another_kind_makes_no_other_student(
    changed: dict[str, object],
) -> None:
    now = NUMBERED._replace(**{"origin": "s2/x", **changed})  # type: ignore[arg-type]  # fields of the row
    assert not are_different(NUMBERED, now)
    assert not are_different(now, NUMBERED)


def test_a_name_with_its_id_behind_it_is_the_name_with_that_id() -> None:
    marked = NUMBERED._replace(student="Ada (12)")
    assert match([NUMBERED], [marked]) == {"Ada (12)": "Ada"}
    assert match([marked], [NUMBERED]) == {"Ada": "Ada (12)"}
    assert match([NUMBERED._replace(id="13", origin="x")], [marked]) == {}


def test_the_same_file_of_one_submission_is_the_same_student() -> None:
    renamed = ADA._replace(student="Ada Example")
    assert match([renamed], [ADA]) == {"ada": "Ada Example"}
    assert match([renamed._replace(origin="d/ada.py")], [ADA]) == {}
    assert match([renamed._replace(attempt="b")], [ADA]) == {}


def test_members_of_a_group_are_not_each_other() -> None:
    ada, bob, eve = (TEAM._replace(student=name, is_listed=True) for name in ("Ada", "Bob", "Eve"))
    assert match([ada], [ada, bob]) == {"Ada": "Ada"}
    assert match([ada, eve], [ada, bob]) == {"Ada": "Ada"}
    assert match([TEAM], [ada, bob]) == {}
    assert match([ada, bob], [TEAM]) == {"team1": "Ada"}


def test_a_member_of_a_group_may_be_renamed_if_the_id_stays() -> None:
    ada = TEAM._replace(student="Ada", id="1")
    bob = TEAM._replace(student="Bob", id="2")
    assert match([ada, bob._replace(student="Bob Hope")], [ada, bob]) == {
        "Ada": "Ada", "Bob": "Bob Hope",
    }  # fmt: skip
