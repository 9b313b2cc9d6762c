"""Which paths of a command line hold a class, and which are one student's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kata_runner.classroom.submissions.archives import Archives
from kata_runner.classroom.submissions.kata_files import KataFiles
from kata_runner.classroom.submissions.paths import PathSorter, has_platform_form, refuse_link
from kata_runner.errors import PathError
from kata_runner.model import Kata
from tests.helpers.classrooms import WORK, fill, write, zipped

WORKED = WORK.encode()


@pytest.fixture
def sorter(softmax_kata: Kata, tmp_path: Path) -> Iterator[PathSorter]:
    with closing(Archives()) as archives:
        yield PathSorter(KataFiles(softmax_kata), archives, tmp_path / "out", [], None)


def sort(sorter: PathSorter, *paths: Path) -> list[tuple[bool, str, list[str]]]:
    """What the paths are sorted into: whether a class, where, and which names of it."""
    list(sorter.sort(paths))
    return [(is_class, path.name, list(names))
            for (is_class, _), (path, names) in sorter.sources.items()]  # fmt: skip


def test_files_of_one_folder_are_taken_together(sorter: PathSorter, work: Path) -> None:
    fill(work, "ada.py", "bo.py", "cy.py")
    assert sort(sorter, work / "bo.py", work / "ada.py") == [
        (False, work.name, ["bo.py", "ada.py"])
    ]


def test_a_folder_of_students_is_a_class_and_counts_once(sorter: PathSorter, work: Path) -> None:
    fill(work / "subs", "ada.py", "bo.py")
    assert sort(sorter, work / "subs", work / "subs" / ".") == [(True, "subs", [])]


def test_a_folder_with_the_kata_s_file_is_one_student_s(sorter: PathSorter, work: Path) -> None:
    write(work / "ada" / "softmax.py", WORKED)
    write(work / "ada" / "helper.py")
    assert sort(sorter, work / "ada") == [(False, work.name, ["ada"])]
    assert sorter.notes == [
        f"{work / 'ada'} is taken for the folder of one student, for softmax.py is in it"
    ]


def test_an_archive_of_one_student_is_no_class(sorter: PathSorter, work: Path) -> None:
    own = zipped(work / "ada.zip", {"project/softmax.py": WORKED})
    several = zipped(work / "class.zip", {"ada.py": WORKED, "bo.py": WORKED})
    assert sort(sorter, own, several) == [(False, work.name, ["ada.zip"]), (True, "class.zip", [])]


def test_links_are_given_back(sorter: PathSorter, work: Path) -> None:
    fill(work, "ada.py")
    (work / "link.py").symlink_to(work / "ada.py")
    assert list(sorter.sort([work / "ada.py", work / "link.py"])) == [work / "link.py"]
    assert refuse_link(work / "link.py").refusal.startswith("link.py is a symlink")


def test_what_is_not_there_or_not_opened_is_one_line(sorter: PathSorter, work: Path) -> None:
    with pytest.raises(PathError, match="no such file or folder"):
        sort(sorter, work / "missing.py")
    with pytest.raises(PathError, match="a 7z archive, which is not opened: unpack it"):
        sort(sorter, write(work / "ada.7z", b"7z"))


def test_other_files_are_left_out_with_a_note(sorter: PathSorter, work: Path) -> None:
    assert sort(sorter, write(work / "notes.md")) == []
    assert "notes.md is left out: its name is not that of a Python file" in sorter.notes[0]


def test_the_folder_around_a_class_is_opened(sorter: PathSorter, work: Path) -> None:
    path = zipped(work / "class.zip", {"all/ada.py": WORKED, "all/bo.py": WORKED})
    list(sorter.sort([path]))
    [download] = sorter.open_downloads()
    assert [name for name, _ in download.list_names()] == ["ada.py", "bo.py"]


def test_a_platform_s_folder_is_a_sender_s() -> None:
    assert has_platform_form("Ada_1_assignsubmission_file_")
    assert has_platform_form("1-2 - Ada - May 1, 2024")
    assert not has_platform_form("class")
