"""Whose work is this? Each kind of class that once went wrong in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.classrooms import fill, work_of, write, zipped
from tests.helpers.enrollments import Gather, files_of


@pytest.mark.parametrize(
    "names",
    [
        ("lab_6_3_ada.py", "lab_6_3_bob.py", "lab_6_3_eve.py"),
        ("ada_6_3_lstm.py", "bob_6_3_lstm.py"),
        ("2024_10_05_ada.py", "2024_10_05_bob.py", "2024_10_06_eve.py"),
        ("lab_6_1_ada.py", "lab_7_2_bob.py"),
        ("hw_1_2_ada.py", "hw_1_3_bob.py"),
        ("ada_10_05_hw.py", "bob_11_06_hw.py"),
        ("lovelaceada_101_9001_softmax.py",),
    ],
)
def test_numbers_in_names_that_no_platform_made_are_the_students_own(
    gather: Gather, work: Path, names: tuple[str, ...]
) -> None:
    assert files_of(gather(fill(work, *names))) == {
        name.removesuffix(".py"): name for name in names
    }


def test_numbered_names_are_never_found_by_a_number_of_the_class_list(
    gather: Gather, work: Path
) -> None:
    roster = write(work / "class.csv", "number,name\n1,Ada\n2,Bob\n3,Eve\n6,Gus\n")
    notes: list[str] = []
    rows = gather(
        fill(work / "subs", "ada_6_3_lstm.py", "eve_6_3_lstm.py"), roster=roster, notes=notes
    )
    assert files_of(rows) == {
        "Ada": "ada_6_3_lstm.py",
        "Eve": "eve_6_3_lstm.py",
        "Bob": "",
        "Gus": "",
    }
    assert (rows["Gus"].refusal, notes) == ("missing", [])


def test_a_single_file_of_canvas_is_one_where_the_class_list_says_so(
    gather: Gather, work: Path
) -> None:
    roster = write(work / "class.csv", 'Student,ID\n"Lovelace, Ada",101\n"Hopper, Grace",6\n')
    assert gather(fill(work / "one", "lovelaceada_101_9001_x.py"), roster=roster)[
        "Lovelace, Ada"
    ].attempt
    assert not gather(fill(work / "two", "zoe_6_3_x.py"), roster=roster)["Hopper, Grace"].attempt


def test_the_starter_among_files_of_a_class_is_nobodys(
    gather: Gather, work: Path, starter: str
) -> None:
    fill(work / "subs", "ada.py", "bob.py")
    write(work / "subs" / "softmax.py", starter.replace("\n", "\r\n"))
    write(work / "subs" / "softmax (1).py", starter)
    notes: list[str] = []
    assert set(gather(work / "subs", notes=notes)) == {"ada", "bob"}
    assert notes == [f"{name} in {work / 'subs'} is the starter as it was given out: nobody's"
                     for name in ("softmax (1).py", "softmax.py")]  # fmt: skip
    files = {
        name: (work / "subs" / name).read_bytes() for name in ("ada.py", "bob.py", "softmax.py")
    }
    assert set(gather(zipped(work / "subs.zip", files))) == {"ada", "bob"}
    assert set(gather(*(work / "subs").iterdir())) == {"ada", "bob"}


def test_the_starter_among_files_of_canvas_is_nobodys(
    gather: Gather, work: Path, starter: str
) -> None:
    fill(work / "subs", "ada_101_9001_softmax.py", "bob_102_9002_softmax.py")
    write(work / "subs" / "softmax.py", starter)
    assert {line.id: line.file for line in gather(work / "subs").values()} == {
        "101": "ada_101_9001_softmax.py", "102": "bob_102_9002_softmax.py",
    }  # fmt: skip


def test_work_called_after_the_kata_among_files_of_students_is_undecided(
    gather: Gather, work: Path
) -> None:
    rows = gather(fill(work, "ada.py", "bob.py", "softmax.py"))
    assert [student for student, line in rows.items() if line.attempt] == ["ada", "bob"]
    assert rows["softmax"].is_undecided
    assert (
        rows["softmax"].refusal
        == "softmax.py lies among files of students and is called after none of them"
    )


def test_a_folder_of_students_with_a_solution_in_it_is_no_students_own(
    gather: Gather, work: Path
) -> None:
    rows = gather(fill(work, "ada/softmax.py", "bob/softmax.py", "softmax.py"))
    assert {student for student, line in rows.items() if line.attempt} == {"ada", "bob"}


def test_texts_links_and_several_files_of_canvas(gather: Gather, work: Path) -> None:
    roster = write(
        work / "class.csv",
        'Student,ID\n"Hopper, Grace",103\n"Noether, Emmy",104\n"Turing, Alan",105\n',
    )
    fill(
        work / "subs",
        "hoppergrace_103_text.html",
        "noetheremmy_LATE_104_link.html",
        "turingalan_105_9006_Softmax.py",
    )
    write(work / "subs" / "turingalan_105_9005_utils.py")
    notes: list[str] = []
    rows = gather(work / "subs", roster=roster, notes=notes)
    assert {student: line.refusal for student, line in rows.items()} == {
        "Hopper, Grace": "handed in a text, no file", "Noether, Emmy": "handed in a link, no file",
        "Turing, Alan": "",
    }  # fmt: skip
    assert notes == []


def test_a_folder_may_have_the_name_of_the_folder_around_it(gather: Gather, work: Path) -> None:
    for name in ("ada", "bo"):
        write(work / "ada" / name / "softmax.py", work_of(name))
    rows = gather(work / "ada")
    assert {name: row.origin for name, row in rows.items()} == {
        name: str(work / "ada" / name) for name in ("ada", "bo")
    }


def test_anonymous_downloads(gather: Gather, work: Path) -> None:
    rows = gather(fill(work, "anon_kS0pQ_9001_softmax.py", "LATE_anon_7hD2x_9002_softmax-1.py",
                        "anon_Zz9Qa_9003_utils.py", "anon_Zz9Qa_9004_softmax.py"))  # fmt: skip
    assert {student: line.late for student, line in rows.items()} == {
        "anon_7hD2x": True, "anon_Zz9Qa": False, "anon_kS0pQ": False,
    }  # fmt: skip
    assert rows["anon_Zz9Qa"].file == "anon_Zz9Qa_9004_softmax.py"


def test_blind_downloads_of_moodle_and_its_worksheet(gather: Gather, work: Path) -> None:
    roster = write(
        work / "class.csv",
        "Identifier,Status,Grade\nParticipant 12,,\nParticipant 13,,\nParticipant 14,,\n",
    )
    fill(
        work / "subs",
        "Participant_12_assignsubmission_file_/softmax.py",
        "Participant_13_assignsubmission_file_/x.py",
    )
    assert set(gather(work / "subs")) == {"Participant 12", "Participant 13"}
    rows = gather(work / "subs", roster=roster)
    assert [student for student, line in rows.items() if line.attempt] == [
        "Participant 12",
        "Participant 13",
    ]
    assert rows["Participant 14"].refusal == "missing"


def test_moodles_numbers_are_not_taken_for_those_of_the_class_list(
    gather: Gather, work: Path
) -> None:
    roster = write(work / "class.csv", "name,number\nAda Lovelace,1\nBob Hope,2\n")
    fill(
        work / "subs",
        "Ada Lovelace_2_assignsubmission_file_softmax.py",
        "Bob Hope_1_assignsubmission_file_softmax.py",
    )
    rows = gather(work / "subs", roster=roster)
    assert rows["Ada Lovelace"].file.startswith("Ada Lovelace_2")
    assert rows["Bob Hope"].file.startswith("Bob Hope_1")


def test_a_number_and_a_name_that_mean_two_students_are_undecided(
    gather: Gather, work: Path
) -> None:
    roster = write(work / "class.csv", "name,id\nAda Lovelace,101\nBob Hope,102\nEve Dun,103\n")
    fill(
        work / "subs",
        "lovelaceada_101_9001_x.py",
        "lovelaceada2_104_9002_x.py",
        "duneve_102_9003_x.py",
    )
    rows = gather(work / "subs", roster=roster)
    assert rows["Ada Lovelace"].attempt
    assert rows["duneve"].is_undecided
    assert "it could be handed in by Bob Hope (102), Eve Dun (103)" in rows["duneve"].refusal
    assert rows["Bob Hope"].is_undecided and rows["Eve Dun"].is_undecided


def test_a_name_of_two_students_is_undecided(gather: Gather, work: Path) -> None:
    roster = write(work / "class.csv", "name,id\nLi Wei,1\nLi Wei,2\nAda,3\n")
    rows = gather(fill(work / "subs", "Li Wei.py", "ada.py"), roster=roster)
    assert rows["Ada"].attempt
    assert {student for student, line in rows.items() if line.is_undecided} == {
        "Li Wei",
        "Li Wei (1)",
        "Li Wei (2)",
    }


def test_two_senders_who_claim_one_student_are_undecided(gather: Gather, work: Path) -> None:
    roster = write(work / "class.csv", "name,id\nAda Lovelace,42\nBob,43\n")
    fill(work / "subs", "42.py", "Ada Lovelace.py", "bob.py")
    rows = gather(work / "subs", roster=roster)
    assert rows["Ada Lovelace"].is_undecided and not rows["Ada Lovelace"].attempt
    assert rows["Bob"].attempt


def test_an_account_that_ends_like_anothers_is_not_that_other(gather: Gather, work: Path) -> None:
    roster = write(work / "gh.csv", "github_username,name\nada,Ada Lovelace\nmallory,Mallory M\n")
    fill(work / "repos", "lstm-ada/softmax.py", "lstm-x-ada/softmax.py", "lstm-mallory/softmax.py")
    rows = gather(work / "repos", roster=roster)
    assert files_of(rows) == {"Ada Lovelace": "lstm-ada/softmax.py",
                              "Mallory M": "lstm-mallory/softmax.py",
                               "lstm-x-ada": "lstm-x-ada/softmax.py"}  # fmt: skip


def test_what_an_earlier_run_wrote_is_nobodys_work(gather: Gather, work: Path) -> None:
    fill(work, "ada.py")
    for folder in (work, work / "results", work / "old"):
        write(folder / "grades.csv", "student\n")
        write(folder / "feedback" / "ada.md")
    write(work / "results" / "results.sqlite")
    assert set(gather(work)) == {"ada"}
    files = {
        str(path.relative_to(work)): path.read_bytes() for path in work.rglob("*") if path.is_file()
    }
    assert set(gather(zipped(work.parent / "all.zip", files))) == {"ada"}


def test_a_name_of_another_kind_among_a_platforms_is_named(gather: Gather, work: Path) -> None:
    notes: list[str] = []
    gather(fill(work, "ada_101_9001_x.py", "bob_102_9002_x.py", "extra.py"), notes=notes)
    assert "extra.py is not called as a learning platform calls files" in notes[0]


def test_a_folder_of_one_student_may_hold_drafts(gather: Gather, work: Path) -> None:
    fill(work, "ada/softmax.py", "ada/draft.py", "bob/softmax.py")
    notes: list[str] = []
    rows = gather(work / "ada", work / "bob", notes=notes)
    assert files_of(rows) == {"ada": "ada/softmax.py", "bob": "bob/softmax.py"}
    assert "ada/draft.py does not, it is not called softmax.py" in notes[-1]


def test_a_file_that_is_named_and_is_no_work_is_left_out_with_a_note(
    gather: Gather, work: Path
) -> None:
    notes: list[str] = []
    assert set(gather(fill(work, "ada.py") / "ada.py", write(work / "README.md"), notes=notes)) == {
        "ada"
    }
    assert [note.partition(":")[0] for note in notes] == [f"{work / 'README.md'} is left out"]


def test_numbers_that_differ_are_taken_off_as_well(gather: Gather, work: Path) -> None:
    roster = write(work / "class.csv", "number,name\n3,Ada\n4,Bob\n6,Gus\n")
    rows = gather(fill(work / "subs", "ada_6_3_lstm.py", "bob_6_4_lstm.py"), roster=roster)
    assert {student for student, line in rows.items() if line.attempt} == {"Ada", "Bob"}


def test_a_number_alone_gives_nobodys_grade_to_a_student_of_another_name(
    gather: Gather, work: Path
) -> None:
    roster = write(work / "class.csv", "number,name\n1,Ada\n2,Bob\n6,Gus\n")
    rows = gather(
        fill(work / "subs", "ada_1_1_hw.py", "bob_2_2_hw.py", "evie_6_3_hw.py"), roster=roster
    )
    assert {student for student, line in rows.items() if line.attempt} == {"Ada", "Bob"}
    assert "the number 6 is a student's whose name is another" in rows["evie"].refusal
    assert rows["Gus"].is_undecided


def test_a_single_name_of_two_accents_is_each_one_s_own(gather: Gather, work: Path) -> None:
    names = ("Lê Thị Hoa", "Lê Thị Hòa", "मीना", "मोना")
    roster = write(work / "class.csv", "\n".join(["name", *names, "Zoë"]))
    fill(work / "subs", *(f"{name}.py" for name in names), "zoe.py")
    assert files_of(gather(work / "subs", roster=roster)) == {
        **{name: f"{name}.py" for name in names}, "Zoë": "zoe.py",
    }  # fmt: skip
    for index, name in enumerate(names):
        write(work / "moodle" / f"{name}_{index}_assignsubmission_file_" / "softmax.py", name)
    assert all(gather(work / "moodle", roster=roster)[name].attempt for name in names)


def test_a_name_with_another_vowel_sign_is_not_on_the_list(gather: Gather, work: Path) -> None:
    roster = write(work / "class.csv", "name\nमीना\nBob\n")
    rows = gather(fill(work / "subs", "मोना.py", "bob.py"), roster=roster)
    assert files_of(rows) == {"Bob": "bob.py", "मोना": "मोना.py", "मीना": ""}


def test_a_copy_behind_a_name_and_a_repository_s_address_mean_the_student(
    gather: Gather, work: Path
) -> None:
    roster = write(work / "class.csv", "name,repository\nAda L,https://x.org/y/lab-a.git\nEve,\n")
    fill(work / "subs", "Eve - Copy of softmax.py", "lab-a/softmax.py")
    assert files_of(gather(work / "subs", roster=roster)) == {
        "Ada L": "lab-a/softmax.py", "Eve": "Eve - Copy of softmax.py",
    }  # fmt: skip


def test_two_of_one_name_are_known_by_their_files(gather: Gather, work: Path) -> None:
    roster = write(work / "class.csv", "name,file\nWei Zhang,a.py\nWei Zhang,x7.py\n")
    assert files_of(gather(fill(work / "subs", "a.py", "x7.py"), roster=roster)) == {
        "Wei Zhang": "a.py", "Wei Zhang (2)": "x7.py",
    }  # fmt: skip


def test_results_in_a_folder_beside_files_of_canvas_hide_no_platform(
    gather: Gather, work: Path
) -> None:
    fill(work, "ada_101_9001_softmax.py", "bob_102_9002_softmax.py")
    write(work / "old" / "grades.csv", "student\n")
    write(work / "old" / "feedback" / "ada.md")
    notes: list[str] = []
    assert [row.id for row in gather(work, notes=notes).values()] == ["101", "102"]
    files = {str(path.relative_to(work)): path.read_bytes()
             for path in work.rglob("*") if path.is_file()}  # fmt: skip
    archive = zipped(work.parent / "all.zip", files)
    assert [row.id for row in gather(archive, notes=notes).values()] == ["101", "102"]
    assert notes == []


def test_a_folder_called_as_a_tool_s_is_a_student_s(gather: Gather, work: Path) -> None:
    names = ("env/softmax.py", "dist.py", "sam/build/softmax.py", "venv/softmax.py")
    fill(work / "subs", *names)
    write(work / "subs" / "sam" / "myenv" / "pyvenv.cfg")
    write(work / "subs" / "sam" / "myenv" / "lib" / "softmax.py")
    files = {"dist": "dist.py", "env": "env/softmax.py", "sam": "sam/build/softmax.py",
             "venv": "venv/softmax.py"}  # fmt: skip
    assert files_of(gather(work / "subs")) == files
    data = {str(path.relative_to(work)): path.read_bytes()
            for path in work.rglob("*") if path.is_file()}  # fmt: skip
    assert files_of(gather(zipped(work / "all.zip", data))) == files
