"""The table in which a person decided whose submissions are."""

from __future__ import annotations

from pathlib import Path

import pytest

from kata_runner.classroom.records import Student, StudentRow
from kata_runner.classroom.results.plan import write_plan
from kata_runner.classroom.roster.csv_reader import read_roster
from kata_runner.classroom.roster.decisions import Decisions, read_decisions
from kata_runner.classroom.roster.roster import Roster
from kata_runner.classroom.submissions.submission import Submission
from kata_runner.errors import PathError, UsageError
from tests.helpers.classrooms import write


def submission(key: str, sender: Student | None = None) -> Submission:
    return Submission(sender or Student("someone"), key, key, key, None)


@pytest.fixture
def roster(tmp_path: Path) -> Roster:
    text = "name,id,email\nAda,1,ada@example.org\nBo,2,\nBo,3,\n"
    return read_roster(write(tmp_path / "class.csv", text), [])


def test_several_lines_of_one_submission_are_one_decision(tmp_path: Path) -> None:
    text = "student,submission\nAda,one\nBo,one\n,two\n-,three\nAda,'=four\n"
    decisions = read_decisions(write(tmp_path / "plan.csv", text))
    assert decisions.students == {"one": ["Ada", "Bo"], "three": ["-"], "=four": ["Ada"]}


@pytest.mark.parametrize("key", ["-ada.py", "ada;-1.py", "a\t=b.py", "'ada'.py", "'=ada.py"])
def test_an_unedited_plan_comes_back_as_it_was(tmp_path: Path, key: str) -> None:
    plan = "".join(write_plan([StudentRow(key.removesuffix(".py"), origin=key)]))
    decisions = read_decisions(write(tmp_path / "plan.csv", plan))
    assert decisions.students == {key: [key.removesuffix(".py")]}


@pytest.mark.parametrize("text", ["student,file\nAda,a.py\n", "student,submission\n"])
def test_a_table_without_submissions_is_one_line(tmp_path: Path, text: str) -> None:
    with pytest.raises(PathError, match="no column submission in it: let `kata grade"):
        read_decisions(write(tmp_path / "plan.csv", text))


def test_a_dash_alone_is_nobody() -> None:
    decisions = Decisions(None, {"one": ["-"], "two": ["-", "Ada"]})
    assert [decisions.is_nobodys(submission(key)) for key in ("one", "two", "three")] == [
        True, False, False,
    ]  # fmt: skip


def test_a_student_is_found_by_name_id_or_address(roster: Roster) -> None:
    for name in ("Ada", "1", "ada@example.org", "Ada (1)", "Somebody (1)"):
        [student] = Decisions(None, {"x": [name]}).find(submission("x"), roster)
        assert student.name == "Ada"
    [student] = Decisions(None, {"x": ["Bo (3)"]}).find(submission("x"), roster)
    assert student.id == "3"


def test_the_same_student_twice_is_one(roster: Roster) -> None:
    [student] = Decisions(None, {"x": ["Ada", "1"]}).find(submission("x"), roster)
    assert student.id == "1"


def test_the_sender_s_own_name_is_no_decision(roster: Roster) -> None:
    sender = Student("zoe", ("9",))
    for name in ("zoe", "zoe (9)"):
        assert Decisions(None, {"x": [name]}).find(submission("x", sender), roster) == []


def test_the_sender_s_own_name_is_a_decision_if_somebody_on_the_list_has_it(
    roster: Roster,
) -> None:
    sender = Student("Ada", ("2",))
    [student] = Decisions(None, {"x": ["Ada"]}).find(submission("x", sender), roster)
    assert student.id == "1"
    assert Decisions(None, {"x": ["Ada (2)"]}).find(submission("x", sender), roster) == []
    with pytest.raises(UsageError, match="several students of the class list are called 'Bo'"):
        Decisions(None, {"x": ["Bo"]}).find(submission("x", Student("Bo", ("1",))), roster)


def test_without_a_list_a_name_is_taken_as_it_is() -> None:
    assert Decisions(None, {"x": ["Kim"]}).find(submission("x"), None) == [Student("Kim")]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Kim", "nobody on the class list is called 'Kim'"),
        ("Bo", "several students of the class list are called 'Bo'"),
        ("Bo (7)", "nobody on the class list is called"),
    ],
)
def test_who_is_not_one_student_of_the_list_is_one_line(
    roster: Roster, name: str, words: str
) -> None:
    with pytest.raises(UsageError, match=rf"^plan.csv: {words[:40]}"):
        Decisions(Path("plan.csv"), {"x": [name]}).find(submission("x"), roster)


def test_what_nobody_handed_in_is_left_over() -> None:
    decisions = Decisions(None, {"b": ["Ada"], "a": ["Ada"], "c": ["-"], "d": ["Ada"]})
    decisions.is_nobodys(submission("c"))
    decisions.find(submission("d"), None)
    assert decisions.list_unused() == ["a", "b"]


def test_a_dash_beside_a_name_leaves_out_the_others() -> None:
    decisions = Decisions(None, {"x": ["-", "Kim"], "y": ["Kim"]})
    assert decisions.find(submission("x"), None) == [Student("Kim")]
    assert [decisions.is_nobody_elses(submission(key)) for key in "xyz"] == [True, False, False]


def test_a_dash_beside_an_empty_line_decides_nothing(tmp_path: Path) -> None:
    text = "student,submission\n-,one\n,one\n-,two\nAda,three\n,three\n"
    decisions = read_decisions(write(tmp_path / "plan.csv", text))
    keys = ("one", "two", "three")
    assert [decisions.is_nobodys(submission(key)) for key in keys] == [False, True, False]
    assert not decisions.is_nobody_elses(submission("one"))
    assert decisions.describe_half(submission("one")).endswith(
        "plan.csv has - in one line of one and nothing in another: fill in all of its lines"
    )
    assert [decisions.describe_half(submission(key)) for key in keys[1:]] == ["", ""]


@pytest.mark.parametrize("name", ["Ada Lovelace", "12", "Ada Lovelace (12)", "lovelace, ada"])
def test_without_a_list_who_handed_in_something_else_is_looked_up(name: str) -> None:
    ada = Student("Ada Lovelace", ("12",))
    senders = Roster([ada, Student("Bob Hope", ("13",))])
    assert Decisions(None, {"x": [name]}).find(submission("x"), None, senders) == [ada]


def test_without_a_list_a_name_that_several_have_is_one_line() -> None:
    senders = Roster([Student("Ada", ("12",)), Student("Ada", ("13",))])
    with pytest.raises(UsageError, match="several students answer to 'Ada', Ada, Ada: write an id"):
        Decisions(None, {"x": ["Ada"]}).find(submission("x"), None, senders)


def test_of_several_students_the_one_whose_submission_it_is_counts(tmp_path: Path) -> None:
    text = "name,id\nWei Zhang,7\nWei Zhang,\nZhang Wei,8\n"
    roster = read_roster(write(tmp_path / "class.csv", text), [])
    marked, plain, _ = roster
    decisions = Decisions(None, {"x": ["Wei Zhang"], "y": ["Zhang Wei"]})
    for matched in ([plain], [marked, plain]):
        assert decisions.find(submission("x"), roster, None, matched) == [plain]
    with pytest.raises(UsageError, match="several students of the class list"):
        decisions.find(submission("x"), roster)
    assert [student.id for student in decisions.find(submission("y"), roster)] == ["8"]
