"""Who handed in what: names of which no two are equal, and one row for each member."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from kata_runner.classroom.records import Student
from kata_runner.classroom.roster.csv_reader import read_roster
from kata_runner.classroom.roster.decisions import Decisions
from kata_runner.classroom.roster.enrollment import Enrollment, describe, enroll
from kata_runner.classroom.roster.roster import Match
from kata_runner.classroom.submissions.folder import Folder
from kata_runner.classroom.submissions.submission import Submission
from tests.helpers.classrooms import work_of, write
from tests.helpers.enrollments import Gather, files_of


def assign(*students: Student) -> list[str]:
    """Return the display names of students, each of whom is a member of their own."""
    enrollment = Enrollment(lambda _: False, [])
    for index, student in enumerate(students):
        enrollment.add_member(student, own=str(index))
    enrollment.assign_display_names()
    return [member.display_name for member in enrollment.members.values()]


def test_an_id_or_an_address_is_added_where_a_name_is_shared() -> None:
    names = assign(Student("Li Wei", ("1",)), Student("Li Wei", (), "li@x"), Student("Bo", ("3",)))
    assert names == ["Li Wei (1)", "Li Wei (li@x)", "Bo"]


def test_students_of_the_list_keep_their_names() -> None:
    listed = Student("Ada", ("1",), is_listed=True)
    assert assign(Student("Ada", ("7",)), listed) == ["Ada (7)", "Ada"]
    assert assign(Student("Ada"), listed) == ["Ada (2)", "Ada"]


def test_thousands_of_one_name_are_numbered() -> None:
    count = 5000
    names = assign(*[Student("student")] * count, Student("student (3)"))
    assert len(set(names)) == count + 1
    assert names[:2] == ["student", "student (2)"]


def submission(folder: Path, key: str, text: str | bytes = "x = 1\n") -> Submission:
    """What Ada handed in, in a file that is called after the key."""
    write(folder / key, text)
    file = Folder(folder).get_file(key, (key,))
    return Submission(Student("Ada", ("9",)), key, key, f"in/{key}", file)


@pytest.fixture
def enrollment() -> Enrollment:
    return Enrollment(lambda _: False, [])


def test_the_id_is_the_student_s_own_else_the_platform_s(
    enrollment: Enrollment, tmp_path: Path
) -> None:
    handed_in = submission(tmp_path, "a.py")
    enrollment.add(Student("Ada", ("1",)), handed_in)
    enrollment.add(Student("Bo"), handed_in)
    enrollment.add(Student("Cy"), replace(handed_in, group="team"))
    assert [member.id for member in enrollment.members.values()] == ["1", "9", ""]


def test_one_student_s_submissions_are_one_member_s(enrollment: Enrollment, tmp_path: Path) -> None:
    for key in ("a.py", "b.py"):
        enrollment.add(Student("Zoe\u0308"), submission(tmp_path, key))
    enrollment.add(Student("Zo\u00eb"), submission(tmp_path, "c.py"))
    enrollment.add_member(Student("Bo"))
    assert len(enrollment.members) == 2
    assert enrollment.senders == 1


def test_a_row_says_where_its_file_is_from(enrollment: Enrollment, tmp_path: Path) -> None:
    handed_in = replace(
        submission(tmp_path, "a.py"), late=True, note="b.py left out", group="t\x1b"
    )
    enrollment.add(Student("Ada", (), "ada@x"), handed_in)
    [row], files = enrollment.read()
    assert (row.file, row.origin, row.late, row.email) == ("in/a.py", "a.py", True, "ada@x")
    assert row.note == r"handed in for the group t\x1b; b.py left out"
    assert row.attempt == hashlib.sha256(b"x = 1\n").hexdigest()
    assert files == {row.attempt: handed_in.file}
    assert enrollment.notes == [": b.py left out"]


def test_what_cannot_be_read_is_refused_with_the_reason(
    enrollment: Enrollment, tmp_path: Path
) -> None:
    enrollment.add(Student("Ada"), submission(tmp_path, "a.py", b"\0"))
    enrollment.add(Student("Bo"), replace(submission(tmp_path, "b.py"), refusal="is a link"))
    rows, files = enrollment.read()
    assert [row.refusal for row in rows] == ["a.py is a binary file", "is a link"]
    assert [row.attempt for row in rows] == ["", ""] and files == {}


def test_a_submission_of_several_is_undecided_for_each(
    enrollment: Enrollment, tmp_path: Path
) -> None:
    bo, cy = Student("Bo", ("2",)), Student("Cy", ("Cy",))
    doubtful = submission(tmp_path, "a.py")
    enrollment.add_undecided(doubtful, Match((bo, cy), conflict="two fit"))
    enrollment.add_undecided(replace(doubtful, key="z.py"), Match((bo,), conflict="one fits"))
    enrollment.add(cy, submission(tmp_path, "own.py"))
    enrollment.assign_display_names()
    rows, files = enrollment.read()
    assert [(row.student, row.is_undecided, row.refusal) for row in rows] == [
        ("Ada (9)", True, "two fit: it could be handed in by Bo (2), Cy"),
        ("Bo", True, "a.py may be handed in by this student"),
        ("Cy", False, ""),
        ("Ada (9) (2)", True, "one fits: it could be handed in by Bo (2)"),
    ]
    assert list(files.values()) == [submission(tmp_path, "own.py").file]
    assert enrollment.notes[0] == (
        "Ada (9): undecided: two fit: it could be handed in by Bo (2), Cy"
    )


def test_of_many_candidates_five_are_named_and_all_are_undecided(tmp_path: Path) -> None:
    lines = [f"Li Wei,{number}" for number in range(8)]
    roster = read_roster(write(tmp_path / "class.csv", "\n".join(["name,id", *lines])), [])
    sent = replace(submission(tmp_path, "a.py"), sender=Student("Li Wei", ("9",)),
                   platform="canvas")  # fmt: skip
    enrolled = enroll([sent], roster, lambda _: False, [])
    first, *others = enrolled.read()[0]
    assert first.refusal.endswith(
        "by Li Wei (0), Li Wei (1), Li Wei (2), Li Wei (3), Li Wei (4) and 3 more"
    )
    assert [row.status for row in others] == ["undecided"] * 8


def test_a_decision_counts_for_the_others_of_a_group(
    enrollment: Enrollment, tmp_path: Path
) -> None:
    handed_in, [ada, bo, cy] = submission(tmp_path, "a.py"), map(Student, ("Ada", "Bo", "Cy"))
    enrollment.add_shared(handed_in, [ada], [ada, bo])
    assert [member.student.name for member in enrollment.members.values()] == ["Ada", "Bo"]
    assert [member.submissions[0].is_decided for member in enrollment.members.values()] == [
        True, False,
    ]  # fmt: skip
    enrollment.add_shared(handed_in, [cy], [bo])
    assert [len(member.submissions) for member in enrollment.members.values()] == [1, 1, 1]
    enrollment.add_shared(handed_in, [], [bo])
    assert [len(member.submissions) for member in enrollment.members.values()] == [1, 2, 1]


def test_an_id_stands_behind_a_name_unless_it_is_the_name() -> None:
    assert describe(Student("Ada", ("1",))) == "Ada (1)"
    assert describe(Student("u1", ("u1",))) == "u1"
    assert describe(Student("Ada")) == "Ada"


def test_who_is_on_the_list_and_who_is_not(tmp_path: Path) -> None:
    roster = read_roster(write(tmp_path / "class.csv", "name,id\nAda,9\nBo,2\n"), [])
    handed_in = [submission(tmp_path, "a.py"), replace(submission(tmp_path, "z\x1b.py"),
                 sender=Student("Zoe", ("7",)), platform="canvas")]  # fmt: skip
    notes: list[str] = []
    enrolled = enroll(handed_in, roster, lambda _: False, notes)
    rows = {row.student: (row.status, row.is_listed) for row in enrolled.read()[0]}
    assert rows == {"Ada": ("fault", True), "Zoe": ("fault", False), "Bo": ("missing", True)}
    assert notes == ["not on the roster: Zoe (in/z\x1b.py)"]


def test_without_a_list_nobody_is_missing_from_it(tmp_path: Path) -> None:
    notes: list[str] = []
    enrolled = enroll([submission(tmp_path, "a.py")], None, lambda _: False, notes)
    assert [row.student for row in enrolled.read()[0]] == ["Ada"] and notes == []


def test_decisions_stand_before_the_list(tmp_path: Path) -> None:
    roster = read_roster(write(tmp_path / "class.csv", "name,id\nAda,9\nBo,2\n"), [])
    decisions = Decisions(Path("plan.csv"), {"a.py": ["Bo"], "b.py": ["-"], "gone.py": ["Bo"]})
    notes: list[str] = []
    handed_in = [submission(tmp_path, key) for key in ("a.py", "b.py")]
    enrolled = enroll(handed_in, roster, lambda _: False, notes, decisions)
    assert {row.student: row.origin for row in enrolled.read()[0]} == {"Bo": "a.py", "Ada": ""}
    assert notes == [
        "b.py is nobody's: somebody decided so",
        "plan.csv: gone.py is not among what was handed in",
    ]


def test_a_decision_for_the_sender_s_own_name_ends_a_conflict(tmp_path: Path) -> None:
    roster = read_roster(write(tmp_path / "class.csv", "name,id\nAda,1\nBo,9\n"), [])
    sent = replace(submission(tmp_path, "a.py"), platform="canvas")
    undecided = enroll([sent], roster, lambda _: False, [])
    assert {row.status for row in undecided.read()[0]} == {"undecided"}
    decisions = Decisions(Path("plan.csv"), {"a.py": ["Ada"]})
    enrolled = enroll([sent], roster, lambda _: False, [], decisions)
    assert {row.student: row.origin for row in enrolled.read()[0]} == {"Ada": "a.py", "Bo": ""}


def test_what_is_undecided_already_is_not_matched_with_the_list(tmp_path: Path) -> None:
    roster = read_roster(write(tmp_path / "class.csv", "name,id\nAda,9\n"), [])
    doubtful = replace(submission(tmp_path, "a.py"), undecided="whose?")
    notes: list[str] = []
    enrolled = enroll([doubtful], roster, lambda _: False, notes)
    assert [row.status for row in enrolled.read()[0]] == ["undecided", "missing"]
    assert notes == ["Ada (9): undecided: whose?"]


def test_a_group_s_work_is_each_member_s(tmp_path: Path) -> None:
    text = "name,id,group\nAda,1,Team 1\nBo,2,Team 1\nCy,3,\n"
    roster = read_roster(write(tmp_path / "class.csv", text), [])
    shared = replace(submission(tmp_path, "team1"), sender=Student("team1"))
    enrolled = enroll([shared], roster, lambda _: False, [])
    notes = {row.student: row.note for row in enrolled.read()[0]}
    team = "handed in for the group Team 1"
    assert notes == {"Ada": team, "Bo": team, "Cy": ""}
    alone = enroll([submission(tmp_path, "a.py")], None, lambda _: False, [])
    assert [row.note for row in alone.read()[0]] == [""]


GROUP = "name,group\nAda,Team 1\nBo,Team 1\nCy,Team 1\n"


def enroll_team(tmp_path: Path, students: list[str]) -> dict[str, str]:
    """Return who is graded, missing or undecided, if a team's work is decided on so."""
    roster = read_roster(write(tmp_path / "class.csv", GROUP), [])
    shared = replace(submission(tmp_path, "team1"), sender=Student("team1"))
    own = replace(submission(tmp_path, "Ada.py", "y = 2\n"), sender=Student("Ada"))
    decisions = Decisions(Path("plan.csv"), {"team1": students})
    enrolled = enroll([shared, own], roster, lambda _: False, [], decisions)
    return {row.student: row.origin if row.attempt else row.status for row in enrolled.read()[0]}


def test_a_dash_in_all_lines_of_a_group_s_work_makes_it_nobody_s(tmp_path: Path) -> None:
    rows = enroll_team(tmp_path, ["-", "-", "-"])
    assert rows == {"Ada": "Ada.py", "Bo": "missing", "Cy": "missing"}


def test_a_dash_beside_a_name_is_for_the_other_members(tmp_path: Path) -> None:
    rows = enroll_team(tmp_path, ["-", "Bo", "-"])
    assert rows == {"Ada": "Ada.py", "Bo": "team1", "Cy": "missing"}


def test_a_dash_beside_an_empty_line_leaves_the_other_members_undecided(tmp_path: Path) -> None:
    rows = enroll_team(tmp_path, ["-", "Bo", ""])
    assert rows == {"Ada": "undecided", "Bo": "team1", "Cy": "undecided"}


def test_without_a_list_a_decision_is_for_who_handed_in_something_else(tmp_path: Path) -> None:
    unreadable = replace(submission(tmp_path, "x.pdf"), file=None, refusal="no Python file",
                         platform="moodle")  # fmt: skip
    loose = replace(submission(tmp_path, "y.py"), sender=Student("y"), undecided="whose?")
    decisions, notes = Decisions(Path("plan.csv"), {"y.py": ["9"]}), list[str]()
    enrolled = enroll([unreadable, loose], None, lambda _: False, notes, decisions)
    assert [(row.student, row.id, row.origin) for row in enrolled.read()[0]] == [
        ("Ada", "9", "y.py")
    ]
    decisions, notes = Decisions(Path("plan.csv"), {"y.py": ["Kim"]}), list[str]()
    enrolled = enroll([unreadable, loose], None, lambda _: False, notes, decisions)
    assert [row.student for row in enrolled.read()[0]] == ["Ada", "Kim"]
    assert notes == ["Kim is nobody who handed in anything else: a new student, by plan.csv"]


def test_what_is_decided_to_be_another_s_does_not_bring_the_sender_s_id(tmp_path: Path) -> None:
    decisions = Decisions(Path("plan.csv"), {"a.py": ["Kim"]})
    enrolled = enroll([submission(tmp_path, "a.py")], None, lambda _: False, [], decisions)
    assert [(row.student, row.id) for row in enrolled.read()[0]] == [("Kim", "")]


def test_what_is_named_alone_and_with_its_folder_is_one(tmp_path: Path) -> None:
    alone, with_others = submission(tmp_path, "a.py"), submission(tmp_path, "a.py")
    notes: list[str] = []
    for named in (replace(with_others, platform="canvas"), with_others):
        lone = replace(alone, sender=Student("ada_9_1_a") if named.platform else named.sender)
        enrolled = enroll([lone, named], None, lambda _: False, notes)
        assert [(row.student, row.note) for row in enrolled.read()[0]] == [("Ada", "")]
    assert notes == []


def test_a_student_s_folder_named_beside_the_class_counts_once(gather: Gather, work: Path) -> None:
    write(work / "c" / "ada" / "hw" / "softmax.py")
    write(work / "c" / "bo" / "softmax.py", "y = 1\n")
    for paths in ([work / "c", work / "c" / "ada"], [work / "c" / "ada", work / "c"]):
        notes: list[str] = []
        rows = gather(*paths, notes=notes)
        assert files_of(rows) == {"ada": "ada/hw/softmax.py", "bo": "bo/softmax.py"}
        whole = work / "c" / "ada"
        assert notes == [f"{whole / 'hw'} is a part of {whole}, which counts as a whole"]


def test_a_part_of_a_student_s_folder_is_no_student(gather: Gather, work: Path) -> None:
    for name in ("softmax.py", "other.py"):
        write(work / "c" / "bo" / name, work_of(name))
    write(work / "c" / "ada" / "softmax.py")
    assert set(gather(work / "c", work / "c" / "bo" / "other.py")) == {"ada", "bo"}


def test_the_parts_of_a_folder_that_is_refused_are_kept(gather: Gather, work: Path) -> None:
    for name in ("ada", "bo"):
        write(work / "c" / "section" / name / "softmax.py", work_of(name))
    rows = gather(work / "c", work / "c" / "section")
    assert {name: row.status for name, row in rows.items()} == {
        "section": "refused", "ada": "fault", "bo": "fault",
    }  # fmt: skip
