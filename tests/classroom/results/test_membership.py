"""What becomes of students of a folder of results who are not in the run."""

from __future__ import annotations

import pytest

from kata_runner.classroom.records import MISSING, StudentRow
from kata_runner.classroom.results.membership import Absent, add_absent
from kata_runner.errors import UsageError

ADA = StudentRow("ada", file="ada.py", attempt="a")
BO = StudentRow("bo", file="bo.py", attempt="b")


def names(rows: list[StudentRow]) -> list[str]:
    return [row.student for row in rows]


def test_nobody_with_a_grade_is_lost_unasked() -> None:
    with pytest.raises(UsageError, match=r"^bo have grades in this folder .* --add keeps them"):
        add_absent([ADA], [ADA, BO], {"b": 4}, Absent.REFUSE)


def test_who_was_never_graded_goes_without_a_word() -> None:
    assert names(add_absent([ADA], [ADA, BO], {"a": 4}, Absent.REFUSE)) == ["ada"]


def test_kept_rows_know_under_which_conditions_they_were_graded() -> None:
    kept = add_absent([ADA], [BO], {"b": 4}, Absent.KEEP)
    assert [(row.student, row.earlier_conditions) for row in kept] == [("ada", 0), ("bo", 4)]
    again = add_absent([ADA], [kept[1]], {"b": 9}, Absent.KEEP)
    assert again[1].earlier_conditions == 4


def test_removed_rows_are_gone() -> None:
    assert names(add_absent([ADA], [ADA, BO], {"b": 4}, Absent.REMOVE)) == ["ada"]


def test_the_same_file_under_another_name_is_the_same_student() -> None:
    renamed = ADA._replace(student="Ada Example")
    assert names(add_absent([renamed], [ADA], {"a": 4}, Absent.REFUSE)) == ["Ada Example"]


def test_who_is_listed_and_lost_their_graded_work_is_absent() -> None:
    missing = StudentRow("bo", refusal=MISSING)
    with pytest.raises(UsageError, match="bo have grades"):
        add_absent([missing], [BO], {"b": 4}, Absent.REFUSE)
    assert names(add_absent([missing], [BO], {}, Absent.REFUSE)) == ["bo"]
    [kept] = add_absent([missing], [BO], {"b": 4}, Absent.KEEP)
    assert (kept.attempt, kept.earlier_conditions) == ("b", 4)


def test_five_are_named_and_the_others_counted() -> None:
    rows = [StudentRow(f"s{index}", attempt="x") for index in range(7)]
    with pytest.raises(UsageError, match=r"^s0, s1, s2, s3, s4 and 2 more have grades"):
        add_absent([], rows, {"x": 1}, Absent.REFUSE)


TEAM = [StudentRow(name, file="team1.py", attempt="t", origin="c/team1.py", is_listed=True)
        for name in ("Ada", "Bob")]  # fmt: skip


def test_a_member_of_a_group_is_absent_though_another_member_is_present() -> None:
    with pytest.raises(UsageError, match=r"^Bob have grades"):
        add_absent(TEAM[:1], TEAM, {"t": 4}, Absent.REFUSE)
    assert names(add_absent(TEAM[:1], TEAM, {"t": 4}, Absent.KEEP)) == ["Ada", "Bob"]
    eve = TEAM[0]._replace(student="Eve")
    assert names(add_absent([eve], TEAM, {"t": 4}, Absent.KEEP)) == ["Eve", "Ada", "Bob"]


def test_a_student_never_takes_the_place_of_another_with_the_same_name() -> None:
    before, now = (StudentRow("Ada", id_, attempt=id_, origin=f"s/{id_}") for id_ in ("12", "13"))
    with pytest.raises(UsageError, match=r"^Ada \(13\) would take the place of Ada \(12\)"):
        add_absent([now], [before], {"12": 4}, Absent.KEEP)
    with pytest.raises(UsageError, match=r"^Ada \(12\) have grades"):
        add_absent([now], [before], {"12": 4}, Absent.REFUSE)
    assert add_absent([now], [before], {"12": 4}, Absent.REMOVE) == [now]


@pytest.mark.parametrize(
    ("origin", "words"),
    [
        ("c/ada/my.py", "^c/ada/my.py is inside c/ada, which is ada's in this folder: name c/ada"),
        ("c", "^c, taken for my's, holds c/ada, which is ada's in this folder: name c/ada"),
        ("c/ada", "^c/ada, taken for my's, is ada's in this folder: name the --roster"),
    ],
)
def test_a_submission_never_counts_for_two_students(origin: str, words: str) -> None:
    ada = ADA._replace(origin="c/ada")
    with pytest.raises(UsageError, match=words):
        add_absent([StudentRow("my", attempt="m", origin=origin)], [ada], {"a": 4}, Absent.KEEP)


def test_what_was_undecided_and_is_somebody_s_now_is_not_added_again() -> None:
    doubtful = StudentRow("x", file="x.py", attempt="x", origin="c/x.py", is_undecided=True)
    ada = ADA._replace(attempt="x", origin="c/x.py")
    assert names(add_absent([ada], [BO, doubtful], {"b": 4}, Absent.KEEP)) == ["ada", "bo"]


@pytest.mark.parametrize("before", [
    StudentRow("bo", refusal="bo.py is a binary file", origin="c/bo.py", is_listed=True),
    StudentRow("bo", refusal="whose?", is_undecided=True, origin="c/x.py", is_listed=True),
])  # fmt: skip
def test_who_had_handed_in_something_is_not_missing_because_others_are_added(
    before: StudentRow,
) -> None:
    missing = StudentRow("bo", refusal=MISSING, is_listed=True)
    assert add_absent([ADA, missing], [before], {}, Absent.KEEP) == [ADA, before]


def test_what_was_undecided_is_missing_once_it_is_somebody_else_s() -> None:
    before = StudentRow("bo", refusal="whose?", is_undecided=True, origin="c/x.py", is_listed=True)
    missing = StudentRow("bo", refusal=MISSING, is_listed=True)
    ada = ADA._replace(origin="c/x.py", is_listed=True)
    assert add_absent([ada, missing], [before], {}, Absent.KEEP) == [ada, missing]
    assert add_absent([ada], [before], {}, Absent.KEEP) == [ada, before]  # without the class list
