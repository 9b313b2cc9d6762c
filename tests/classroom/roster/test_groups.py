"""What a group handed in is each member's, where the class list says who they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from kata_runner.classroom.roster.groups import WORDS, Groups, simplify, split_groups
from tests.helpers.classrooms import work_of, write, zipped
from tests.helpers.enrollments import Gather, files_of

LIST = """{heading}
Ada Lovelace,101,Group 1
Charles Babbage,102,Group 1
Grace Hopper,103,Group 2
Emmy Noether,104,
"""


def write_list(folder: Path, heading: str = "name,id,group", text: str = LIST) -> Path:
    return write(folder / "class.csv", text.replace("{heading}", heading))


def canvas(folder: Path) -> Path:
    """Two groups' files, each with the number of the member who sent it."""
    return zipped(folder / "class.zip",
                  {f"group{group}_{101 + 2 * (group - 1)}_{9000 + group}_softmax.py":
                                         work_of(f"group {group}") for group in (1,
                                                                                 2)})  # fmt: skip


@pytest.mark.parametrize(
    "heading",
    ["name,id,group", "Name,ID,Team", "Name,Matrikelnummer,Gruppe", "Nom,Identifiant,Groupe",
     "Nombre,Usuario,Grupo",
     "name,canvas_user_id,group_name", "Nom,Identifiant,Équipe"],
)  # fmt: skip
def test_each_member_gets_what_the_group_handed_in(
    gather: Gather, tmp_path: Path, heading: str
) -> None:
    notes: list[str] = []
    lines = gather(canvas(tmp_path), roster=write_list(tmp_path, heading), notes=notes)
    first, second = "group1_101_9001_softmax.py", "group2_103_9002_softmax.py"
    assert files_of(lines) == {"Ada Lovelace": first, "Charles Babbage": first,
                               "Grace Hopper": second,
                               "Emmy Noether": ""}  # fmt: skip
    assert [lines[name].id for name in ("Ada Lovelace", "Charles Babbage")] == ["101", "102"]
    assert lines["Ada Lovelace"].attempt == lines["Charles Babbage"].attempt != ""
    assert lines["Charles Babbage"].note == "handed in for the group Group 1"
    assert notes == []


def test_without_such_a_column_a_group_stands_under_its_own_name(
    gather: Gather, tmp_path: Path
) -> None:
    notes: list[str] = []
    lines = gather(canvas(tmp_path), roster=write_list(tmp_path, "name,id,section"), notes=notes)
    assert {"Ada Lovelace", "Charles Babbage", "Grace Hopper"} < lines.keys()
    assert not any(
        lines[name].attempt for name in ("Ada Lovelace", "Charles Babbage", "Grace Hopper")
    )
    assert sum(note.startswith("not on the roster") for note in notes) == 2


@pytest.mark.parametrize(
    "name", ["Group 1.py", "group_01.py", "GROUP-1/softmax.py", "hw6_group1_final.py"]
)
def test_a_group_s_file_may_be_called_as_people_call_it(
    gather: Gather, tmp_path: Path, name: str
) -> None:
    write(tmp_path / "class" / name, work_of("1"))
    write(tmp_path / "class" / name.replace("1", "2"), work_of("2"))
    lines = gather(tmp_path / "class", roster=write_list(tmp_path))
    assert [student for student, line in lines.items() if line.attempt] == [
        "Ada Lovelace", "Charles Babbage", "Grace Hopper"]  # fmt: skip


def test_groups_that_have_only_numbers(gather: Gather, tmp_path: Path) -> None:
    roster = write(
        tmp_path / "class.csv", "name,group\nAda Lovelace,1\nCharles Babbage,01\nGrace Hopper,11\n"
    )
    for number in ("11", "3"):
        write(tmp_path / "class" / f"team_{number}.py", work_of(number))
    lines = gather(tmp_path / "class", roster=roster)
    assert [student for student, line in lines.items() if line.attempt] == [
        "Grace Hopper",
        "team_3",
    ]


def test_two_groups_that_are_called_alike_are_told_apart_by_the_whole_name(
    gather: Gather, tmp_path: Path
) -> None:
    roster = write(
        tmp_path / "class.csv", "name,group\nAda Lovelace,lab a\nCharles Babbage,lab-a\n"
    )
    write(tmp_path / "class" / "lab-a.py", work_of("1"))
    write(tmp_path / "class" / "lab_a.py", work_of("2"))
    lines = gather(tmp_path / "class", roster=roster)
    assert lines["Charles Babbage"].file == "lab-a.py"
    assert lines["lab_a"].is_undecided
    assert "several students or groups" in lines["lab_a"].refusal
    assert lines["Ada Lovelace"].is_undecided


@pytest.mark.parametrize(
    ("name", "student"),
    [("Group 1-Ada Lovelace_5_assignsubmission_file_", "Ada Lovelace"),
     ("Group 2-Ada Lovelace_5_assignsubmission_file_", "Group 2-Ada Lovelace"),
     # whom the list has in another group
     ("Default group-Emmy Noether_6_assignsubmission_file_", "Emmy Noether"),
     ("Standardgruppe-Emmy Noether_6_assignsubmission_file_", "Emmy Noether")],
)  # fmt: skip
def test_moodle_writes_the_group_in_front_of_each_member(
    gather: Gather, tmp_path: Path, name: str, student: str
) -> None:
    write(tmp_path / "class" / name / "softmax.py", work_of("1"))
    lines = gather(tmp_path / "class", roster=write_list(tmp_path, "name,student number,group"))
    assert [who for who, line in lines.items() if line.attempt] == [student]


def test_moodle_s_column_lists_all_groups_of_a_student(gather: Gather, tmp_path: Path) -> None:
    text = "First name,Last name,Email address,Groups\n"
    text += 'Ada,Lovelace,a@x.org,"Lab B, Group 1"\nBob,Ray,,No groups\n'
    write(tmp_path / "class" / "lab-b.py", work_of("1"))
    write(tmp_path / "class" / "no groups.py", work_of("2"))
    lines = gather(tmp_path / "class", roster=write(tmp_path / "class.csv", text))
    assert files_of(lines) == {
        "Ada Lovelace": "lab-b.py",
        "no groups": "no groups.py",
        "Bob Ray": "",
    }


def test_a_student_in_two_groups_that_both_handed_in_is_a_conflict(
    gather: Gather, tmp_path: Path
) -> None:
    text = "name,group\nAda Lovelace,red\nAda Lovelace,blue\nCharles Babbage,red\n"
    for group in ("red", "blue"):
        write(tmp_path / "class" / f"{group}.py", work_of(group))
    lines = gather(tmp_path / "class", roster=write(tmp_path / "class.csv", text))
    assert lines["Ada Lovelace"].is_undecided
    assert lines["Charles Babbage"].file == "red.py"


def test_a_member_s_own_work_beside_the_group_s_is_a_conflict_that_a_person_decides(
    gather: Gather, tmp_path: Path
) -> None:
    folder, roster = tmp_path / "class", write_list(tmp_path)
    for name in ("group 1", "ada lovelace"):
        write(folder / f"{name}.py", work_of(name))
    lines = gather(folder, roster=roster)
    assert lines["Ada Lovelace"].is_undecided
    assert lines["Charles Babbage"].file == "group 1.py"
    own, group = (f"{folder}/{name}.py" for name in ("ada lovelace", "group 1"))
    for key, file in ((own, "ada lovelace.py"), (group, "group 1.py")):
        decide = write(tmp_path / "decide.csv", f"student,submission\nAda Lovelace,{key}\n")
        lines = gather(folder, roster=roster, decide=decide)
        assert (lines["Ada Lovelace"].file, lines["Ada Lovelace"].is_undecided) == (file, False)
        assert lines["Charles Babbage"].file == "group 1.py", (
            "what is decided for one member costs no other"
        )


def test_a_plan_that_is_read_as_it_was_written_changes_nothing(
    gather: Gather, tmp_path: Path
) -> None:
    archive, roster = canvas(tmp_path), write_list(tmp_path)
    rows = [f"{line.student},{line.origin}" for line in gather(archive, roster=roster).values()]
    decide = write(tmp_path / "decide.csv", "\n".join(["student,submission", *rows]))
    assert files_of(gather(archive, roster=roster, decide=decide)) == files_of(
        gather(archive, roster=roster)
    )


def test_a_group_s_work_can_be_given_to_somebody_else(gather: Gather, tmp_path: Path) -> None:
    write(tmp_path / "class" / "group 1.py", work_of("1"))
    decide = write(
        tmp_path / "decide.csv", f"student,submission\nEmmy Noether,{tmp_path}/class/group 1.py\n"
    )
    lines = gather(tmp_path / "class", roster=write_list(tmp_path), decide=decide)
    assert [who for who, line in lines.items() if line.attempt] == ["Emmy Noether"]


def test_what_a_sender_calls_a_file_gives_nobody_a_group_s_grade(
    gather: Gather, tmp_path: Path
) -> None:
    names = {
        "noetheremmy_104_9001_group 1.py": work_of("1"),
        "hoppergrace_103_9002_softmax.py": work_of("2"),
    }
    lines = gather(zipped(tmp_path / "class.zip", names), roster=write_list(tmp_path))
    assert [who for who, line in lines.items() if line.attempt] == ["Grace Hopper", "Emmy Noether"]


def test_one_student_s_file_in_a_tutorial_group_s_folder_is_not_everybody_s(
    gather: Gather, tmp_path: Path
) -> None:
    write(tmp_path / "class" / "Group 1" / "Ada Lovelace.py", work_of("1"))
    write(tmp_path / "class" / "Group 2" / "softmax.py", work_of("2"))
    lines = gather(tmp_path / "class", roster=write_list(tmp_path))
    assert [who for who, line in lines.items() if line.attempt] == ["Grace Hopper"]
    assert lines["Ada Lovelace"].is_undecided and lines["Charles Babbage"].refusal == "missing"


def test_an_account_called_like_a_group_is_not_told_apart_silently(
    gather: Gather, tmp_path: Path
) -> None:
    text = "name,login,group\nAda Lovelace,red,blue\nCharles Babbage,cb,red\n"
    write(tmp_path / "class" / "red.py", work_of("1"))
    lines = gather(tmp_path / "class", roster=write(tmp_path / "class.csv", text))
    assert all(line.is_undecided for line in lines.values())


def test_the_words_of_a_group() -> None:
    assert simplify("Gruppe 00") == "gruppe0"
    assert split_groups("A; B|C\nNo groups\r") == ("A", "B", "C")


@pytest.mark.parametrize("word", WORDS)
def test_a_number_is_a_group_by_any_word_for_one(word: str) -> None:
    groups = Groups()
    groups.add(0, ["03"])
    groups.add(1, ["lab"])
    assert groups.find(f"{word}_3") == {"03": {0}}
    assert groups.find(f"{word}lab") == {}


def test_a_cell_without_a_group_has_none() -> None:
    assert split_groups("a,, b;none|") == ("a", "b")
