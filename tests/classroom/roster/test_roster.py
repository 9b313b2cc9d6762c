"""A class list is taken as it comes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from time import process_time
from typing import Protocol

import pytest

from kata_runner.classroom.records import Student
from kata_runner.classroom.roster.csv_reader import read_roster
from kata_runner.classroom.roster.enrollment import enroll
from kata_runner.classroom.roster.roster import Match, Roster
from kata_runner.classroom.submissions.folder import Folder
from kata_runner.classroom.submissions.lms_names import parse_name, parse_own_name
from kata_runner.classroom.submissions.shared_parts import CommonAffixes
from kata_runner.classroom.submissions.submission import Submission
from kata_runner.errors import PathError


def submitted(name: str) -> Submission:
    for platform in ("moodle", "canvas"):
        if parsed := parse_name(name, platform):
            return Submission(
                parsed.sender, name, name, name, None, "not read in this test", platform=platform
            )
    cores = CommonAffixes([name], "softmax").get_cores(name)
    return Submission(
        parse_own_name(name), name, name, name, None, "not read in this test", cores=cores
    )


def find(roster: Roster, name: str) -> str:
    match = roster.find(submitted(name))
    return match.students[0].name if match.students and not match.conflict else ""


class Read(Protocol):
    """Reads a file with this text."""

    def __call__(self, text: str, encoding: str = ...) -> Roster: ...


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read_text(text: str, encoding: str = "utf-8") -> Roster:
        path = tmp_path / "class.csv"
        path.write_text(text, encoding=encoding)
        return read_roster(path, [])

    return read_text


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("name,file\nAda Lovelace,ada.py\n", "ada.py"),
        ("Name;Folder\nAda Lovelace;team-7\n", "team-7"),
        ("name\tid\nAda Lovelace\ts123\n", "s123.py"),
        ("Student,ID,SIS User ID,SIS Login ID,Section\nPoints Possible,,,,\n"
         '"Lovelace, Ada",11,x,ada1,A\n',
         "lovelaceada_11_42_softmax.py"),
        ("First name,Last name,Email\nAda,Lovelace,ada.l@example.org\n",
         "Ada Lovelace_5_assignsubmission_file_"),
        ("name,email\nAda Lovelace,ada.l@example.org\n", "ada.l.py"),
        ("identifier,github_username,github_id,name\nx,ada-l,99,Ada Lovelace\n", "softmax-ada-l"),
        ("name\nAda Lovelace\n", "lovelaceada_77_42_softmax.py"),
        ("name\nÁda Lovelace\n", "adalovelace.py"),
        ("﻿name,id\nAda Lovelace,7\n", "7.py"),
    ],
)  # fmt: skip
def test_a_student_is_known_by_any_of_many_columns(read: Read, text: str, file: str) -> None:
    name = find(read(text), file)
    assert name in ("Ada Lovelace", "Lovelace, Ada", "Áda Lovelace")


def test_a_name_of_nothing_but_dashes_is_nobody_s(read: Read) -> None:
    roster = read("name\nAda Lovelace\n")
    assert find(roster, f"{'-' * 60_000}.py") == ""


@pytest.mark.parametrize("sender", ["-" * 60_000, "a-" * 30_000, "Team 1-" * 9_000])
def test_a_sender_s_name_of_thousands_of_dashes_is_nobody_s_at_once(sender: str) -> None:
    start = process_time()
    assert meant(ROSTER.find_sender(Student(sender, ("999",)))) == ([], "", "")
    assert ROSTER.rate_sender(Student(sender, ("999",))) == "unknown"
    assert process_time() - start < 2


def test_names_that_differ_in_more_than_case_are_two_students(read: Read) -> None:
    roster = read("name\nWeiss\nWEISS\nWeiß\n")
    assert [student.name for student in roster] == ["Weiss", "Weiß"]
    assert roster.find(submitted("weiss.py")).conflict


def test_a_turkish_name_in_capitals_may_have_either_i(read: Read) -> None:
    roster = read("name\nIlg\u0131n\nİlgin\n")
    match = roster.find(submitted("ILGIN.py"))
    assert match.conflict
    assert [student.name for student in match.students] == ["Ilg\u0131n", "İlgin"]


def test_two_who_share_a_name_are_told_apart_by_nothing_less_than_an_id(read: Read) -> None:
    roster = read("name,id\nLi Wei,1\nLi Wei,2\n")
    match = roster.find(submitted("liwei_9_1_x.py"))
    assert match.conflict
    assert [student.ids for student in match.students] == [("1",), ("2",)]
    match = roster.find(submitted("liwei_2_1_x.py"))
    assert not match.conflict
    assert [student.ids for student in match.students] == [("2",)]


def test_who_is_missing_and_who_is_not_on_it(read: Read) -> None:
    roster = read("name,id,email\nAda,1,a@x\nBo,2,b@x\nLi Wei,3,\nLi Wei,4,\n")
    notes: list[str] = []
    submissions = [submitted("1.py"), submitted("eve.py")]
    enrollment = enroll(submissions, roster, lambda _: False, notes)
    assert enrollment.senders == 2
    lines = {row.student: row for row in enrollment.read()[0]}
    assert {student: line.refusal for student,
            line in lines.items() if line.refusal == "missing"} == {
        "Bo": "missing", "Li Wei (3)": "missing", "Li Wei (4)": "missing",
    }  # fmt: skip
    assert lines["Ada"].email == "a@x"
    assert notes == ["not on the roster: eve (eve.py)"]


def test_a_file_of_a_spreadsheet_that_is_not_utf_8(read: Read) -> None:
    assert find(read("name;id\nZoë;1\n", "cp1252"), "1.py") == "Zoë"


def test_a_byte_that_is_not_utf_8_may_come_late(read: Read) -> None:
    lines = [f"Bo{number},{number}" for number in range(5000)]
    roster = read("\n".join(["name,id", *lines, "Zoë,z"]), "cp1252")
    assert len(roster.students) == 5001
    assert find(roster, "z.py") == "Zoë"


def test_lines_that_agree_in_every_name_id_and_address_are_one_student(read: Read) -> None:
    roster = read("name,id,section\nAda,1,A\nAda,1,B\nada,1,C\nBo,2,A\nBo,3,A\n")
    assert [student.name for student in roster] == ["Ada", "Bo", "Bo"]
    assert (find(roster, "1.py"), find(roster, "2.py"), find(roster, "Bo.py")) == ("Ada", "Bo", "")


def test_a_submission_whose_name_is_no_text_is_nobodys(read: Read) -> None:
    assert find(read("name,id\nAda,1\n"), "caf\udce9-1-\udce9.py") == ""


def test_lines_and_cells_end_as_they_do_in_any_table(read: Read) -> None:
    roster = read('name;id\rAda;1\n"Bo\nLi";2\r\n\nEve\u2028Ray;3\nCy\x0bYoung;4\nDi\x85Day;5')
    assert [(student.name, student.ids) for student in roster] == [
        ("Ada", ("1",)),
        ("Bo Li", ("2",)),
        ("Eve Ray", ("3",)),
        ("Cy Young", ("4",)),
        ("Di Day", ("5",)),
    ]


def test_a_file_that_is_no_table_is_one_line(read: Read) -> None:
    with pytest.raises(PathError, match="not a CSV file: field larger than field limit"):
        read("name,id\n" + "x" * 200_000)


@pytest.mark.parametrize("text", ["", "\n\n", "weight,height\n1,2\n", "name\n"])
def test_a_roster_without_students_is_one_line(read: Read, text: str) -> None:
    with pytest.raises(PathError, match="no student in it"):
        read(text)


def test_a_roster_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PathError, match="No such file"):
        read_roster(tmp_path / "nothing.csv", [])


MEMBERS = (
    Student("Ada Lovelace", ("101",), "ada@x.org", groups=("Team 1",)),
    Student("Bo Hopper", ("102",), groups=("Team 1",)),
    Student("Cy Young", ("0103",)),
    Student("Li Wei", ("201",)),
    Student("Li Wei", ("202",)),
    Student("u301", ("u301",)),
    Student("Di Hopper", ("401",)),
)
ROSTER = Roster(MEMBERS)
Meant = tuple[list[str], str, str]


def meant(match: Match) -> Meant:
    """The ids of those who are meant, their group, and why it is not known who."""
    return [student.id for student in match.students], match.group, match.conflict


@pytest.mark.parametrize(
    ("name", "id_", "expected"),
    [
        ("Ada Lovelace", "101", (["101"], "", "")),
        ("lovelaceada", "999", (["101"], "", "")),
        ("Zoe Smith", "999", ([], "", "")),
        ("Zoe Ada", "101", (["101"], "", "")),
        ("Zoe Smith", "101",
         (["101"], "", "the number 101 is a student's whose name is another")),
        ("Bo Hopper", "101",
         (["101", "102"], "", "the number 101 is one student's and the name another's")),
        ("Li Wei", "999", (["201", "202"], "", "Li Wei is the name of several students")),
        ("Li Wei", "202", (["202"], "", "")),
        ("Cy Young", "103", (["0103"], "", "")),
        ("Whoever", "u301", (["u301"], "", "")),
        ("Team 1", "999", (["101", "102"], "Team 1", "")),
        ("Team 1", "101", (["101", "102"], "Team 1", "")),
        ("Team 1", "0103",
         (["101", "102", "0103"], "", "Team 1 is what several students or groups go by")),
        ("Team 1-Ada Lovelace", "999", (["101"], "", "")),
        ("Team 1-Cy Young", "999", ([], "", "")),
        ("Default group-Cy Young", "999", (["0103"], "", "")),
    ],
)  # fmt: skip
def test_a_platform_s_id_and_name_mean_one_student_or_a_conflict(
    name: str, id_: str, expected: Meant
) -> None:
    assert meant(ROSTER.find_sender(Student(name, (id_,)))) == expected


def test_an_id_that_is_not_trusted_means_nobody() -> None:
    sender = Student("Bo Hopper", ("101",))
    assert meant(ROSTER.find_sender(sender, trusts_id=False)) == (["102"], "", "")
    assert meant(ROSTER.find(handed_in(sender, "", platform="canvas", trusts_id=False))) == (
        ["102"], "", "",
    )  # fmt: skip


def handed_in(sender: Student, label: str, **more: object) -> Submission:
    return Submission(sender, "key", label, f"{label}/x.py", None, **more)  # type: ignore[arg-type]  # fields of it


@pytest.mark.parametrize(
    ("label", "sender", "cores", "expected"),
    [
        ("101", "zzz", (), (["101"], "", "")),
        ("ada", "zzz", (), (["101"], "", "")),
        ("zzz", "ada", (), (["101"], "", "")),
        ("zzz", "zzz", ("ada",), ([], "", "")),
        ("zzz", "zzz", ("Ada Lovelace",), (["101"], "", "")),
        ("102", "101", ("0103",), (["102"], "", "")),
        ("", "zzz", ("102",), (["102"], "", "")),
        ("li wei", "zzz", (), (["201", "202"], "", "li wei is what several students go by")),
        ("team_1", "zzz", (), (["101", "102"], "Team 1", "")),
        ("zzz", "zzz", (), ([], "", "")),
    ],
)
def test_a_name_that_people_chose_means_whom_its_surest_part_means(
    label: str, sender: str, cores: tuple[str, ...], expected: Meant
) -> None:
    assert meant(ROSTER.find(handed_in(Student(sender), label, cores=cores))) == expected


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("softmax.py", (["101", "102"], "Team 1", "")),
        ("ada.py", (["101"], "", "Team 1 is a group and team1/x.py in it is called after a "
         "student")),
    ],
)  # fmt: skip
def test_a_group_s_file_that_is_called_after_a_student_may_be_only_theirs(
    file: str, expected: Meant, tmp_path: Path
) -> None:
    submitted = Folder(tmp_path).get_file(file, (file,))
    match = ROSTER.find(replace(handed_in(Student("zzz"), "team1"), file=submitted))
    assert meant(match) == expected


@pytest.mark.parametrize(
    ("name", "id_", "rating"),
    [
        ("Ada Lovelace", "101", "agrees"),
        ("Zoe Ada", "101", "agrees"),
        ("Zoe Smith", "101", "contradicts"),
        ("Bo Hopper", "101", "contradicts"),
        ("Bo Hopper", "401", "contradicts"),
        ("Whoever", "u301", "by id"),
        ("Ada Lovelace", "999", "by name"),
        ("Team 1", "999", "by name"),
        ("Team 1", "102", "agrees"),
        ("Zoe Smith", "999", "unknown"),
    ],
)
def test_a_sender_is_known_by_how_id_and_name_go_together(name: str, id_: str, rating: str) -> None:
    assert ROSTER.rate_sender(Student(name, (id_,))) == rating


def test_a_label_of_one_student_or_group_is_known() -> None:
    labels = ("101", "Ada Lovelace", "Team 1", "Li Wei", "zzz")
    assert [ROSTER.identifies(label) for label in labels] == [True, True, True, False, False]


def test_a_person_writes_a_whole_name_an_id_or_an_address() -> None:
    texts = ("lovelace ada", "101", "ADA@x.org", "Li Wei", "0103", "103", "ada")
    found = [[student.id for student in ROSTER.find_named(text)] for text in texts]
    assert found == [["101"], ["101"], ["101"], ["201", "202"], ["0103"], [], []]


def test_all_of_whom_one_may_be_meant_are_candidates() -> None:
    roster = Roster(Student("Li Wei", (str(number),)) for number in range(9))
    assert [student.id for student in roster.find_sender(Student("Li Wei")).students] == list(
        "012345678"
    )


def test_a_group_of_one_is_no_conflict_with_its_member() -> None:
    roster = Roster([Student("Solo", ("1",), groups=("solo",)), Student("Bo", ("2",))])
    assert meant(roster.find_labelled(handed_in(Student("zzz"), "solo"))) == (["1"], "solo", "")


def test_two_groups_of_one_label_are_a_conflict() -> None:
    ada, bo = Student("Ada", ("1",), groups=("Team-B",)), Student("Bo", ("2",), groups=("team b",))
    match = Roster([ada, bo]).find_labelled(handed_in(Student("zzz"), "team_b"))
    assert meant(match) == (
        ["1", "2"], "", "team_b is what several students or groups go by",
    )  # fmt: skip


def test_of_two_with_one_number_the_name_says_who() -> None:
    roster = Roster([Student("Ada One", ("7",)), Student("Bo Two", ("7",))])
    assert meant(roster.find_sender(Student("Bo Two", ("7",)))) == (["7"], "", "")
    assert roster.find_sender(Student("Bo Two", ("7",))).students[0].name == "Bo Two"


def test_a_name_with_its_accents_comes_before_one_without() -> None:
    roster = Roster([Student("Jose Paz", ("1",)), Student("José Paz", ("2",))])
    for name, ids in (("Jose Paz", ["1"]), ("José Paz", ["2"]), ("JOSÉ PAZ", ["2"])):
        assert meant(roster.find_sender(Student(name))) == (ids, "", "")
        assert [student.id for student in roster.find_named(name)] == ids
        assert meant(roster.find_labelled(handed_in(Student("zzz"), f"{name}.py"))) == (ids, "", "")
    assert roster.find_sender(Student("Josè Paz")).conflict


def test_a_label_of_several_students_is_known_too() -> None:
    labels = ("101", "Team 1", "Li Wei", "zzz")
    assert [ROSTER.is_known(label) for label in labels] == [True, True, True, False]
