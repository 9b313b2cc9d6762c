"""What a run would do is shown before it runs, and a person decides what the names leave open."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.helpers.classrooms import CLASS, RIGHT, grades, handed_in

if TYPE_CHECKING:
    from tests.conftest import RunKata

ROSTER = "name,id\nAda Lovelace,42\nBob Hope,43\nLi Wei,1\nLi Wei,2\n"


@pytest.fixture
def doubtful(work: Path) -> Path:
    """A class in which two claim to be one student, and one could be two."""
    (work / "class.csv").write_text(ROSTER, encoding="utf-8")
    return handed_in(
        work / "class",
        {"42": RIGHT, "Ada Lovelace": RIGHT + "#", "43": RIGHT, "Li Wei": CLASS["bo"]},
    )


def plan(out: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))


def test_the_plan_says_what_happens_then(
    kata: RunKata, softmax: Path, doubtful: Path, work: Path
) -> None:
    arguments = ("grade", "0.1", doubtful, "--roster", "class.csv", "--pack", softmax)
    shown = kata(*arguments, "--plan")
    assert (shown.code, (work / "out").exists()) == (0, False)
    assert "Bob Hope" in shown.out and "1 graded, " in shown.out
    rows = plan(kata(*arguments, "--plan", "--format", "csv").out)
    assert [row["file"] for row in rows if row["status"] == "graded"] == ["43.py"]
    assert {row["student"] for row in rows if row["status"] == "undecided"} == {
        "",
        "Li Wei (1)",
        "Li Wei (2)",
    }
    assert {
        row["submission"] for row in rows if row["status"] == "undecided" and not row["student"]
    } == {f"{doubtful}/{name}.py" for name in ("42", "Ada Lovelace", "Li Wei")}
    ended = kata(*arguments, "--out", "out")
    assert ended.code == 1
    assert "Undecided: say whose they are" in ended.out
    graded = grades(work / "out")
    assert {row["student"] for row in graded.values() if row["status"] == "passed"} == {"Bob Hope"}
    assert graded["Ada Lovelace"]["status"] == "undecided"
    assert graded["Ada Lovelace"]["reason"].startswith("2 submissions claim to be this student's: ")
    assert "Li Wei (1), Li Wei (2)" in graded["Li Wei"]["reason"]


def test_a_person_decides(kata: RunKata, softmax: Path, doubtful: Path, work: Path) -> None:
    arguments = ("grade", "0.1", doubtful, "--roster", "class.csv", "--pack", softmax)
    rows = plan(kata(*arguments, "--plan", "--format", "csv").out)
    answers = {
        f"{doubtful}/42.py": "Ada Lovelace",
        f"{doubtful}/Ada Lovelace.py": "-",
        f"{doubtful}/Li Wei.py": "2",
    }
    with (work / "decided.csv").open("w", encoding="utf-16", newline="") as file:
        table = csv.DictWriter(file, [*rows[0]], delimiter=";")
        table.writeheader()
        table.writerows(
            row | {"student": answers.get(row["submission"], row["student"])} for row in rows
        )
    ended = kata(*arguments, "--decide", "decided.csv", "--out", "out")
    assert ended.code == 0, ended.err
    graded = grades(work / "out")
    assert {student: row["status"] for student, row in graded.items()} == {
        "Ada Lovelace": "passed", "Bob Hope": "passed", "Li Wei (1)": "missing",
        "Li Wei (2)": "failed",
    }  # fmt: skip
    assert "Ada Lovelace.py is nobody's: somebody decided so" in ended.err


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "student,submission\nZoe,{}\n",
            "decided.csv: nobody on the class list is called 'Zoe': write a name",
        ),
        (
            "student,submission\nLi Wei,{}\n",
            "decided.csv: several students of the class list are called 'Li Wei'",
        ),
        ("student,file\nAda,x\n", "decided.csv: no column submission in it"),
    ],
)
def test_a_decision_that_means_nobody_is_one_line(
    kata: RunKata, softmax: Path, doubtful: Path, work: Path, text: str, words: str
) -> None:
    (work / "decided.csv").write_text(text.format(f"{doubtful}/42.py"), encoding="utf-8")
    ended = kata(
        "grade",
        "0.1",
        doubtful,
        "--roster",
        "class.csv",
        "--pack",
        softmax,
        "--decide",
        "decided.csv",
        "--plan",
    )
    assert (ended.code, words in ended.err) == (2, True)


def test_a_decision_about_what_is_not_there_is_a_note(
    kata: RunKata, softmax: Path, work: Path
) -> None:
    handed_in(work / "class", {"ada": RIGHT})
    (work / "decided.csv").write_text("student,submission\nAda,class/eve.py\n", encoding="utf-8")
    ended = kata("grade", "0.1", "class", "--pack", softmax, "--decide", "decided.csv", "--plan")
    assert "decided.csv: class/eve.py is not among what was handed in" in ended.err


@pytest.mark.thorough
def test_a_folder_holds_one_classroom(kata: RunKata, softmax: Path, work: Path) -> None:
    handed_in(work / "morning", {"ada": RIGHT, "bo": CLASS["bo"]})
    handed_in(work / "evening", {"cy": RIGHT + "#"})
    kata("grade", "0.1", "morning", "--pack", softmax, "--out", "out", "--seed", 1)
    before = (work / "out" / "grades.csv").read_bytes()
    ended = kata("grade", "0.1", "evening", "--pack", softmax, "--out", "out")
    assert (ended.code, (work / "out" / "grades.csv").read_bytes()) == (2, before)
    assert (
        "ada, bo have grades in this folder and are not among what is named: --add keeps them"
        in ended.err
    )
    assert kata("grade", "0.1", "evening", "--pack", softmax, "--out", "out", "--add").code == 0
    assert {student: row["score"] for student, row in grades(work / "out").items()} == {
        "ada": "3",
        "bo": "1",
        "cy": "3",
    }
    kata("grade", "0.1", "evening", "--pack", softmax, "--out", "out", "--replace")
    assert set(grades(work / "out")) == {"cy"}


def test_one_student_is_graded_again_without_the_class(
    kata: RunKata, softmax: Path, work: Path
) -> None:
    handed_in(work / "class", {"ada": RIGHT, "bo": CLASS["bo"]})
    kata("grade", "0.1", "class", "--pack", softmax, "--out", "out")
    handed_in(work / "class", {"bo": RIGHT + "# at last\n"})
    ended = kata("grade", "0.1", "class/bo.py", "--pack", softmax, "--out", "out", "--add")
    assert "1 to grade" in ended.err
    assert {student: row["score"] for student, row in grades(work / "out").items()} == {
        "ada": "3",
        "bo": "3",
    }


def test_why_a_student_has_a_grade(kata: RunKata, softmax: Path, work: Path) -> None:
    handed_in(work / "class", {})
    handed_in(work / "class" / "ada", {"softmax": RIGHT, "softmax (1)": CLASS["bo"]})
    handed_in(work / "class" / "adam", {"softmax": CLASS["bo"]})
    kata("grade", "0.1", "class", "--pack", softmax, "--out", "out", "--seed", 7)
    stdout = kata("grade", "--why", "ADA", "--out", "out").out
    words = ("ada: passed, 3 of 3 points", "file      ada/softmax.py", "from      class/ada",
             "seed      7",
             "ada/softmax (1).py does not, its name is less exact", "level     ")  # fmt: skip
    assert [word for word in words if word not in stdout] == []
    for name, word in (("ad", "2 students answer to 'ad'"), ("zoe", "nobody is called 'zoe'")):
        ended = kata("grade", "--why", name, "--out", "out")
        assert (ended.code, word in ended.err) == (2, True)
    assert "no results in it" in kata("grade", "--why", "ada", "--out", "elsewhere").err


def table_of(work: Path) -> list[list[str]]:
    with (work / "out" / "gradebook.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_canvass_own_export_comes_back_with_the_grades(
    kata: RunKata, softmax: Path, work: Path
) -> None:
    text = "Student,ID,SIS User ID,SIS Login ID,Section,Old (98),Softmax (99)\n"
    text += '"    Points Possible",,,,,5,3\n'
    lines = (
        '"Hope, Bob",102,s2,bob,A,1,\n"Lovelace, Ada",101,s1,ada,A,2,\n"Student, Test",5,,x,A,,\n'
    )
    (work / "class.csv").write_text(text + lines, encoding="utf-8")
    handed_in(
        work / "class",
        {"lovelaceada_101_9001_softmax": RIGHT, "zoezed_103_9002_softmax": RIGHT + "#"},
    )
    kata(
        "grade",
        "0.1",
        "class",
        "--pack",
        softmax,
        "--out",
        "out",
        "--roster",
        "class.csv",
        "--gradebook",
        "canvas",
    )
    assert table_of(work) == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Softmax (99)"],
        ["    Points Possible", "", "", "", "", "3"],
        ["Hope, Bob", "102", "s2", "bob", "A", ""],
        ["Lovelace, Ada", "101", "s1", "ada", "A", "3"],
    ]


@pytest.mark.thorough
def test_each_member_of_a_group_gets_its_grade(kata: RunKata, softmax: Path, work: Path) -> None:
    (work / "class.csv").write_text(
        "Student,ID,Group\nAda,11,red\nBob,12,red\nEve,13,blue\n", encoding="utf-8"
    )
    handed_in(work / "class", {"red": RIGHT, "blue": RIGHT})
    ended = kata("grade", "0.1", "class", "--roster", "class.csv", "--pack", softmax, "--out",
                 "out",
                 "--gradebook", "canvas")  # fmt: skip
    assert ended.code == 0
    assert [row["status"] for row in grades(work / "out").values()] == ["passed"] * 3
    assert "3  Ada, Bob, Eve" in ended.out, "two groups have one file"
    book = (work / "out" / "gradebook.csv").read_text(encoding="utf-8").splitlines()
    assert [line.rpartition(",")[2] for line in book[2:]] == ["3", "3", "3"]
    handed_in(work / "class", {"blue": RIGHT + "#"})
    ended = kata(
        "grade", "0.1", "class", "--roster", "class.csv", "--pack", softmax, "--out", "out"
    )
    assert "the same file" not in ended.out, "members of one group handed in one thing"
    why = kata("grade", "--why", "Bob", "--out", "out")
    assert "handed in for the group red" in why.out


def test_moodles_worksheet_comes_back_with_the_grades(
    kata: RunKata, softmax: Path, work: Path
) -> None:
    heading = "Identifier,Full name,Email address,Grade,Maximum Grade,Feedback comments\n"
    lines = "Participant 7,Ada Lovelace,ada@x,,,\nParticipant 8,Bob Hope,bob@x,,,\n"
    (work / "class.csv").write_text(heading + lines, encoding="utf-8")
    handed_in(work / "class", {"Ada Lovelace_7_assignsubmission_file_softmax": RIGHT})
    kata(
        "grade",
        "0.1",
        "class",
        "--pack",
        softmax,
        "--out",
        "out",
        "--roster",
        "class.csv",
        "--gradebook",
        "moodle",
    )
    assert table_of(work)[1:] == [["Participant 7", "Ada Lovelace", "ada@x", "3", "3", ""],
                                  ["Participant 8", "Bob Hope", "bob@x", "", "3", ""]]  # fmt: skip


@pytest.mark.parametrize(
    ("platform", "row"),
    [
        ("canvas", ["ada", "101", "", "", "", "3"]),
        ("moodle", ["Participant 101", "ada", "", "", "3", "3"]),
    ],
)
def test_a_gradebook_without_a_class_list(
    kata: RunKata, softmax: Path, work: Path, platform: str, row: list[str]
) -> None:
    handed_in(work / "class", {"ada_101_9001_softmax": RIGHT, "bob_102_9002_softmax": CLASS["bo"]})
    kata("grade", "0.1", "class", "--pack", softmax, "--out", "out", "--gradebook", platform)
    assert row in table_of(work)


def test_names_that_are_commands_to_githubs_runner_stay_text(
    kata: RunKata, softmax: Path, work: Path
) -> None:
    (work / "class.csv").write_text("name,id\n::error::x,1\n", encoding="utf-8")
    folder = handed_in(work / "class", {"::error::x": RIGHT, "##[error]y": RIGHT + "#"})
    arguments = ("grade", "0.1", folder, "--roster", "class.csv", "--pack", softmax)
    for more in (["--plan"], ["--out", "out"]):
        shown = kata(*arguments, *more)
        lines = f"{shown.out}\n{shown.err}".splitlines()
        assert any(r"##\x5berror]y" in line for line in lines)
        assert not any("##[" in line or line.lstrip().startswith("::") for line in lines)
    assert kata("grade", "--why", "::error::x", "--out", "out").out.startswith(r"\x3a:error::x")


def test_one_student_of_each_form_is_graded_again(kata: RunKata, softmax: Path, work: Path) -> None:
    names = ("hw6-ada", "bob_102_9002_softmax", "eve_103_9003_softmax")
    (work / "class.csv").write_text("name,file\nAda,hw6-ada\nDi,hw6-di\n", encoding="utf-8")
    for student in ("ada", "di"):
        handed_in(work / "one" / f"hw6-{student}", {"my": CLASS["bo"]})
    handed_in(work / "two", dict.fromkeys(names[1:], CLASS["bo"]))
    kata("grade", "0.1", "one", "--pack", softmax, "--out", "o1", "--roster", "class.csv")
    kata("grade", "0.1", "two", "--pack", softmax, "--out", "o2")
    handed_in(work / "one" / "hw6-ada", {"my": RIGHT})
    handed_in(work / "two", {names[1]: RIGHT})
    again = ("--pack", softmax, "--add", "--out")
    shown = kata("grade", "0.1", "one/hw6-ada", *again, "o1", "--plan")
    assert "Ada " in shown.out
    kata("grade", "0.1", "one/hw6-ada", *again, "o1")
    ended = kata("grade", "0.1", f"two/{names[1]}.py", *again, "o2")
    assert f"two/{names[1]}.py is bob's, as in the run before" in ended.err
    for out, scores in (("o1", {"Ada": "3", "Di": "1"}), ("o2", {"bob": "3", "eve": "1"})):
        assert {name: row["score"] for name, row in grades(work / out).items()} == scores
