"""What is found where students' work lies, and why what is not graded is not."""

from __future__ import annotations

import hashlib
import os
import zipfile
from pathlib import Path

import pytest

from kata_runner.classroom.submissions import archives
from kata_runner.engine.attempt_file import MAX_SOURCE
from kata_runner.errors import PathError
from tests.helpers.classrooms import fill, write, zipped
from tests.helpers.enrollments import Gather, files_of


def test_a_folder_of_files_has_a_student_each(gather: Gather, work: Path) -> None:
    for name in ("ada.py", "bo.py", "README.md", ".hidden.py", "__pycache__/x.py", "eve.pdf"):
        write(work / name)
    rows = gather(work)
    assert files_of(rows) == {"ada": "ada.py", "bo": "bo.py", "eve": "eve.pdf"}
    assert rows["eve"].refusal == "no Python file: eve.pdf"


def test_in_a_students_folder_the_katas_name_counts_then_the_only_file(
    gather: Gather, work: Path
) -> None:
    names = ("ada/softmax.py", "ada/b.py", "ada/.git/softmax.py", "bo/src/mine.py", "cy/a.py",
             "cy/b.py",
             "di/notes.txt", "flo/s/softmax.py", "flo/softmax.py", "gus/a/softmax.py",
             "gus/b/softmax.py")  # fmt: skip
    for name in names:
        write(work / name)
    (work / "eve").mkdir()
    rows = gather(work)
    assert rows["ada"].file == "ada/softmax.py"
    assert rows["bo"].file == "bo/src/mine.py"
    assert rows["cy"].refusal == "2 Python files and none is called softmax.py: cy/a.py, cy/b.py"
    assert rows["di"].refusal == "no Python file: di/notes.txt"
    assert rows["eve"].refusal == "nothing in it"
    assert rows["flo"].file == "flo/softmax.py"
    assert rows["gus"].refusal == "2 files could be the attempt: gus/a/softmax.py, gus/b/softmax.py"


def test_files_and_folders_called_after_the_kata_belong_to_the_folder_they_are_in(
    gather: Gather, work: Path
) -> None:
    ada, bo = write(work / "ada" / "softmax.py"), write(work / "bo" / "softmax.py")
    assert files_of(gather(ada, bo)) == {"ada": "ada/softmax.py", "bo": "bo/softmax.py"}
    notes: list[str] = []
    write(work / "ada" / "other.py")
    assert files_of(gather(ada.parent, bo.parent, notes=notes)) == {
        "ada": "ada/softmax.py",
        "bo": "bo/softmax.py",
    }
    assert notes == [
        f"{ada.parent} is taken for the folder of one student, for softmax.py is in it"
    ]


def test_what_is_no_regular_small_file_is_refused(gather: Gather, work: Path) -> None:
    write(work / "ada.py")
    (work / "link.py").symlink_to(work / "ada.py")
    (work / "folder").symlink_to("/etc")
    os.mkfifo(work / "pipe.py")
    write(work / "large.py", b"#" * (MAX_SOURCE + 1))
    write(work / "largest.py", b"#" * MAX_SOURCE)
    write(work / "binary.py", b"x\0y")
    write(work / "book.py", '{"cells": [], "nbformat": 4}')
    rows = gather(work)
    assert {student for student, line in rows.items() if line.attempt} == {"ada", "largest"}
    assert rows["link"].refusal == "link.py is a symlink, which could lead to another's work"
    assert rows["pipe"].refusal == "pipe.py is not a regular file"
    large = "large.py has 262,145 bytes, more than the 262,144 of hand-written files"
    assert rows["large"].refusal == large
    assert rows["binary"].refusal == "binary.py is a binary file"
    assert rows["book"].refusal == "book.py is a notebook: give it a name that ends with .ipynb"
    assert "folder" not in rows


def test_a_link_named_by_hand_is_refused_and_a_path_that_is_not_there_is_wrong_use(
    gather: Gather, work: Path
) -> None:
    write(work / "ada.py")
    (work / "bo.py").symlink_to(work / "ada.py")
    assert "symlink" in gather(work / "bo.py")["bo"].refusal
    with pytest.raises(PathError, match="no such file or folder"):
        gather(work / "nobody.py")


def test_a_name_that_is_not_utf_8_is_shown_harmless(gather: Gather, work: Path) -> None:
    path = os.path.join(os.fsencode(work), b"caf\xe9\x1b[31m.py")  # noqa: PTH118  # a Path holds text
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(b"x = 1\n")
    [line] = gather(work).values()
    assert line.student == r"caf\udce9\x1b[31m"
    assert line.attempt


def test_two_submissions_of_one_name_are_undecided_whatever_their_dates(
    gather: Gather, work: Path
) -> None:
    old, new = write(work / "first" / "ada.py", "old"), write(work / "second" / "ada.py", "new")
    os.utime(old, (1, 1))
    notes: list[str] = []
    [both] = gather(new.parent, old.parent, notes=notes).values()
    assert both.is_undecided and not both.attempt
    assert both.refusal == f"2 submissions claim to be this student's: {new}, {old}"
    assert notes == [f"ada: undecided: {both.refusal}"]


def test_the_same_file_twice_counts_once_with_a_note(gather: Gather, work: Path) -> None:
    one, two = write(work / "first" / "ada.py"), write(work / "second" / "ada.py")
    notes: list[str] = []
    [line] = gather(one.parent, two.parent, notes=notes).values()
    assert line.attempt
    assert notes == [f"ada: {one} counts; {two} left out, for they are the same file"]


def test_the_folder_of_results_is_not_handed_in(gather: Gather, work: Path, tmp_path: Path) -> None:
    write(work / "ada.py")
    write(tmp_path / "out" / "feedback" / "ada.md")
    assert set(gather(tmp_path)) == {"work"}


def test_senders_of_a_platform_come_in_the_order_of_their_first_file(
    gather: Gather, work: Path
) -> None:
    for name in (
        "bo_2_1_softmax.py",
        "bo_LATE_1_2_softmax.py",
        "bo_1_3_softmax.py",
        "ada_9_9_softmax.py",
    ):
        write(work / name)
    assert list(gather(work)) == ["ada", "bo (1)", "bo (2)"]


def test_a_name_of_another_form_makes_all_names_peoples_own(gather: Gather, work: Path) -> None:
    for name in ("zoe.py", "bo_2_1_softmax.py", "ada_9_9_softmax.py"):
        write(work / name)
    assert list(gather(work)) == ["ada_9_9_softmax", "bo_2_1_softmax", "zoe"]


def test_canvas_resubmissions_and_late_work(gather: Gather, tmp_path: Path) -> None:
    archive = zipped(tmp_path / "canvas.zip", {
        "lovelaceada_LATE_11_501_softmax-1.py": "new", "lovelaceada_11_400_softmax.py": "old",
        "lovelaceada_11_402_notes.py": "", "smithjo_12_403_essay.pdf": "",
        "smithjo_13_404_softmax.py": "x",
    })  # fmt: skip
    rows = gather(archive)
    assert files_of(rows)["lovelaceada"] == "lovelaceada_LATE_11_501_softmax-1.py"
    assert rows["lovelaceada"].late
    assert rows["smithjo (12)"].refusal == "no Python file: smithjo_12_403_essay.pdf"
    assert rows["smithjo (13)"].attempt


def test_moodle_folders_and_a_folder_around_everything(gather: Gather, tmp_path: Path) -> None:
    names: dict[str, str | bytes] = {
        "Ada Lovelace_7_assignsubmission_file_/softmax.py": "x",
        "Ada Lovelace_7_assignsubmission_onlinetext_/onlinetext.html": "x",
        "Zoë Ö_8_assignsubmission_file_/deep/mine.py": "x",
        "__MACOSX/Ada Lovelace_7_assignsubmission_file_/._softmax.py": "x",
    }
    for wrap in ("", "Homework 3/"):
        archive = zipped(
            tmp_path / f"m{len(wrap)}.zip", {wrap + name: text for name, text in names.items()}
        )
        rows = gather(archive)
        assert set(rows) == {"Ada Lovelace", "Zoë Ö"}
        assert all(line.attempt for line in rows.values())


def test_an_archive_of_one_students_work_is_theirs(gather: Gather, tmp_path: Path) -> None:
    archive = zipped(tmp_path / "ada.zip", {"softmax.py": "x", "helper.py": "y"})
    assert files_of(gather(archive)) == {"ada": "ada/softmax.py"}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_two_members_with_one_name_the_later_counts(gather: Gather, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "twice.zip", "w") as archive:
        for name, text in (("ada.py", "old"), ("bo.py", "x"), ("./ada.py", "new")):
            archive.writestr(name, text)
    rows = gather(tmp_path / "twice.zip")
    assert list(rows) == ["ada", "bo"]
    assert rows["ada"].attempt == hashlib.sha256(b"new").hexdigest()


def test_an_archive_with_more_in_it_than_a_class_hands_in_is_not_used(
    gather: Gather, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = zipped(tmp_path / "large.zip", {"ada.py": "x" * 100, "bo.py": "y", "notes.txt": "z"})
    monkeypatch.setattr(archives, "MAX_UNPACKED", 100)
    with pytest.raises(PathError, match="its sources would unpack to more than 0 GB"):
        gather(path)
    monkeypatch.setattr(archives, "MAX_ENTRIES", 2)
    with pytest.raises(PathError, match="3 files, more than 2: split it"):
        gather(path)


def test_hostile_members_are_refused_one_by_one(gather: Gather, tmp_path: Path) -> None:
    archive = tmp_path / "hostile.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        link = zipfile.ZipInfo("link.py")
        link.external_attr = 0o120777 << 16
        file.writestr(link, "ada.py")
        for name in ("../../escaped.py", "/absolute.py", "C:/drive.py", "..\\windows.py", "ada.py"):
            file.writestr(name, "x = 1")
        file.writestr("bomb.py", b"\0" * (50 << 20))
        file.writestr("zeros.py", b"#" * (200 << 10))
    zipped(tmp_path / "stored.zip", {"stored.py": os.urandom(50 << 20)}, zipfile.ZIP_STORED)
    rows = gather(archive, tmp_path / "stored.zip")
    assert {student for student, line in rows.items() if line.attempt} == {"ada"}
    assert "symlink" in rows["link"].refusal
    assert rows["escaped"].refusal == "escaped.py has a path that leaves the archive"
    assert "leaves the archive" in rows["absolute"].refusal
    assert "leaves the archive" in rows["windows"].refusal
    assert "as no code does" in rows["bomb"].refusal
    assert "as no code does" in rows["zeros"].refusal
    assert "52,428,800 bytes" in rows["stored"].refusal
    assert not list(tmp_path.rglob("escaped.py"))


@pytest.mark.thorough
@pytest.mark.slow
def test_a_header_that_lies_about_a_size_unpacks_no_more_than_the_bound(
    gather: Gather, tmp_path: Path
) -> None:
    archive = zipped(tmp_path / "liar.zip", {"liar.py": os.urandom(30 << 20), "ada.py": "x = 1"})
    data = archive.read_bytes()
    directory = int.from_bytes(data[-6:-2], "little")  # where the list of contents begins
    size = (30 << 20).to_bytes(4, "little")
    assert data[directory + 24 : directory + 28] == size
    archive.write_bytes(
        data[: directory + 24] + (100).to_bytes(4, "little") + data[directory + 28 :]
    )
    rows = gather(archive)
    assert rows["liar"].refusal
    assert rows["ada"].attempt


@pytest.mark.parametrize("damage", ["text", "cut", "directory", "empty", "encrypted"])
def test_an_archive_that_cannot_be_used_is_one_line(
    gather: Gather, tmp_path: Path, damage: str
) -> None:
    archive = zipped(tmp_path / "some.zip", {"ada.py": "x = 1\n" * 100, "bo.py": "y"})
    data = archive.read_bytes()
    place = data.index(b"PK\x01\x02")
    if damage == "encrypted":
        archive.write_bytes(data[: place + 8] + b"\x01" + data[place + 9 :])
        assert gather(archive)["ada"].refusal == "ada.py is encrypted"
        return
    end = data.index(b"PK\x05\x06")
    huge = data[: end + 12] + b"\xff\xff\xff\x7f" + data[end + 16 :]
    archive.write_bytes(
        {"text": b"no archive", "cut": data[:-30], "directory": huge, "empty": b""}[damage]
    )
    with pytest.raises(PathError, match="not a usable archive"):
        gather(archive)


def test_a_name_that_is_not_marked_as_utf_8_but_is(gather: Gather, tmp_path: Path) -> None:
    archive = zipped(tmp_path / "names.zip", {"XXXXX.py": "x", "YYYYY.py": "y"})
    data = archive.read_bytes().replace(b"XXXXX", "Zoë!".encode()).replace(b"YYYYY", b"caf\x82!")
    archive.write_bytes(data)
    assert set(gather(archive)) == {"Zoë!", "café!"}


@pytest.mark.thorough
@pytest.mark.slow
def test_ten_thousand_files_are_not_held_in_memory(gather: Gather, work: Path) -> None:
    import tracemalloc

    for number in range(1000):
        write(work / f"s{number:04}.py", b"#" * 20_000 + str(number).encode())
    tracemalloc.start()
    gather(work)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 << 20, "20 MB of sources were handed in"


def test_results_of_an_earlier_run_in_an_archive_are_not_handed_in(
    gather: Gather, tmp_path: Path
) -> None:
    names = ["class/ada.py", "class/bo.py", "grades.csv", "feedback/ada.md"]
    archive = zipped(tmp_path / "class.zip", dict.fromkeys(names, "x"))
    assert set(gather(archive)) == {"ada", "bo"}


def test_what_is_left_out_of_one_student_s_folder_or_archive_is_named(
    gather: Gather, work: Path
) -> None:
    others = [f"{name}.pdf" for name in ("ada", "bob", "cy", "di", "eve")]
    fill(work / "c", "softmax.py", *others)
    zipped(work / "c.zip", dict.fromkeys(("softmax.py", "bob.txt"), "x"))
    notes: list[str] = []
    assert files_of(gather(work / "c", notes=notes)) == {"c": "c/softmax.py"}
    assert files_of(gather(work / "c.zip", notes=notes)) == {"c": "c/softmax.py"}
    assert notes == [
        f"{work / 'c'} is taken for the folder of one student, for softmax.py is in it, and "
        f"ada.pdf, bob.pdf, cy.pdf, di.pdf and 1 more left out",
        f"{work / 'c.zip'} is taken for the archive of one student, for softmax.py is in it, and "
        f"bob.txt left out",
    ]
    fill(work / "d", "softmax.py", "notes.txt")
    notes.clear()
    gather(work / "c", work / "d", notes=notes)
    assert notes == []


@pytest.mark.parametrize(
    ("name", "encoding", "page"),
    [
        ("王小明", "gbk", "cp437"),
        ("山田太郎", "shift-jis", "cp437"),
        ("Иван", "cp866", "cp437"),
        ("Søren", "cp850", "cp850"),
        ("Søren", "utf-8", ""),
        ("Soren", "ascii", ""),
    ],
)
def test_names_of_an_archive_in_an_unknown_encoding_are_read_with_a_note(
    gather: Gather, work: Path, name: str, encoding: str, page: str
) -> None:
    data = name.encode(encoding)
    archive = zipped(work / "c.zip", {f"{'X' * len(data)}.py": "x = 1", "bob.py": "y"})
    archive.write_bytes(archive.read_bytes().replace(b"X" * len(data), data))
    notes: list[str] = []
    gather(archive, notes=notes)
    assert (
        notes
        == [
            f"{archive}: names in it are not marked as UTF-8 and were read as {page}: if they look "
            "wrong, unpack it and name the folder"
        ][: bool(page)]
    )
