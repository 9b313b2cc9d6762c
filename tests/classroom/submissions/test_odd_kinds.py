"""Files of kinds that nobody should hand in, and whom they are from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.classrooms import fill, write, zipped
from tests.helpers.enrollments import Gather, files_of


@pytest.mark.parametrize("listed", [True, False])
def test_on_a_platform_no_file_disappears_whatever_its_kind(
    gather: Gather, work: Path, listed: bool
) -> None:
    odd = {"kim": "softmax", "lee": "photo.png", "ned": "softmax.pyw", "oda": "README.md"}
    people = ["ada", "bob", *odd]
    canvas = {name: f"{name}_{at}_{90 + at}_{odd.get(name, 'x.py')}"
              for at, name in enumerate(people, 1)}  # fmt: skip
    moodle = {name: f"{name}_{at}_assignsubmission_file_{odd.get(name, 'x.py')}"
              for at, name in enumerate(people, 1)}  # fmt: skip
    roster = write(work / "class.csv", "\n".join(["name", *people])) if listed else None
    for at, files in enumerate((canvas, moodle)):
        fill(work / str(at), *files.values(), "README.md")
        rows = gather(work / str(at), roster=roster)
        assert files_of(rows) == files
        refusals = {name: rows[name].refusal for name in odd}
        assert refusals == {name: f"no Python file: {files[name]}" for name in odd}


def test_a_platform_is_known_though_no_file_is_of_a_kind_that_is_handed_in(
    gather: Gather, work: Path
) -> None:
    rows = gather(fill(work, "ada_101_9001_softmax", "bob_102_9002_photo.png"))
    assert [(name, row.id) for name, row in rows.items()] == [("ada", "101"), ("bob", "102")]


def test_a_file_of_any_kind_that_is_called_after_a_student_is_refused(
    gather: Gather, work: Path
) -> None:
    lines = ("name,id,email", "Ada,1,", "Bob,2,", "Eve,3,", "Fay Ray,4,fay@x.org", "Li,5,", "Li,6,")
    roster = write(work / "class.csv", "\n".join(lines))
    fill(work / "subs", "ada.py", "Bob", "eve.png", "fay.jpg", "README.md", "li.md")
    rows = gather(work / "subs", roster=roster)
    assert {name: row.status for name, row in rows.items()} == {
        "Ada": "fault", "Bob": "refused", "Eve": "refused",
        "Fay Ray": "refused", "li": "undecided", "Li (5)": "undecided", "Li (6)": "undecided",
    }  # fmt: skip
    assert rows["Bob"].refusal == "no Python file: Bob"
    assert rows["Fay Ray"].refusal == "no Python file: fay.jpg"
    assert set(gather(work / "subs")) == {"ada"}


def test_such_a_file_is_known_without_what_the_names_share(gather: Gather, work: Path) -> None:
    roster = write(work / "class.csv", "name\nAda\nBob\nCy\nEve\n")
    rows = gather(fill(work / "subs", "hw-ada.py", "hw-bob", "hw-cy.py", "hw-eve.png",
                       "hw-notes.md"), roster=roster)  # fmt: skip
    assert {name: row.refusal for name, row in rows.items()} == {
        "Ada": "", "Bob": "no Python file: hw-bob", "Cy": "", "Eve": "no Python file: hw-eve.png",
    }  # fmt: skip


@pytest.mark.parametrize("member", ["bob/", "bob\\", "bob/.softmax.py", "bob/src/Thumbs.db"])
def test_a_folder_of_an_archive_in_which_nothing_is_a_student_s_is_still_handed_in(
    gather: Gather, work: Path, member: str
) -> None:
    others = ("__MACOSX/", "__MACOSX/c/._x", "./", "../", "/", "c/", "c/ada/", "Thumbs.db")
    names = dict.fromkeys((*others, f"c/{member}"), "")
    work_of_others = {f"c/{name}/softmax.py": name for name in ("ada", "eve")}
    rows = gather(zipped(work / "class.zip", {**names, **work_of_others}))
    assert {name: row.refusal for name, row in rows.items()} == {
        "ada": "", "bob": "nothing in it", "eve": "",
    }  # fmt: skip


def test_empty_folders_beside_the_one_of_a_student_change_nothing(
    gather: Gather, work: Path
) -> None:
    (work / "zips").mkdir()
    for name in ("ada", "bob"):
        members = {"src/softmax.py": name, "data/": "", "out/plots/": ""}
        zipped(work / "zips" / f"{name}.zip", members)
    paths = sorted((work / "zips").iterdir())
    assert set(gather(*paths)) == set(gather(work / "zips")) == {"ada", "bob"}
