"""Whether a folder is one student's, or holds several students' work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kata_runner.classroom.records import Student
from kata_runner.classroom.submissions.downloads import FolderDownload
from kata_runner.classroom.submissions.kata_files import KataFiles
from kata_runner.classroom.submissions.ownership import (
    is_one_students,
    list_beside,
)
from kata_runner.model import Kata
from tests.helpers.classrooms import write

WORK, OTHER, STARTER = "def softmax(s): ...\n", "x = 1\n", "the starter"
Fill = Callable[[Mapping[str, str]], FolderDownload]


class Known:
    """A class list that knows these labels."""

    def __init__(self, labels: tuple[str, ...]) -> None:
        self.labels = labels

    def rate_sender(self, sender: Student) -> str:
        return "unknown"

    def is_known(self, label: str) -> bool:
        return label in self.labels

    def identifies(self, label: str) -> bool:
        return label in self.labels


@pytest.fixture
def fill(tmp_path: Path, starter: str) -> Fill:
    """Writes a folder; where STARTER stands goes the starter."""

    def fill(contents: Mapping[str, str]) -> FolderDownload:
        for name, content in contents.items():
            write(tmp_path / "folder" / name, starter if content == STARTER else content)
        return FolderDownload(tmp_path / "folder", tmp_path / "out")

    return fill


@pytest.fixture
def files(softmax_kata: Kata) -> KataFiles:
    return KataFiles(softmax_kata)


@pytest.mark.parametrize(
    ("contents", "is_own"),
    [
        ({"softmax.py": WORK}, True),
        ({"ada.py": WORK}, False),
        ({"softmax.py/inner.py": OTHER}, False),
        ({"softmax.py/inner.txt": ""}, False),
        ({"softmax.py": WORK, "softmax (1).py/softmax.py": WORK}, False),
        ({"softmax.py": WORK, "helper.py": OTHER, "notes.txt": ""}, True),
        ({"softmax.py": WORK, "draft.py": WORK}, False),
        ({"softmax.py": WORK, "bo.zip": ""}, False),
        ({"softmax.py": WORK, "softmax.zip": ""}, True),
        ({"softmax.py": WORK, "bo/softmax.py": WORK, "bo/a.txt": ""}, False),
        ({"softmax.py": WORK, "lib/helper.py": OTHER, "lib/a.txt": ""}, True),
        ({"softmax.py": STARTER, "notes.txt": ""}, True),
        ({"softmax.py": STARTER, "helper.py": OTHER}, False),
        ({"softmax.py": STARTER, "lib/helper.py": OTHER, "lib/a.txt": ""}, False),
        ({"softmax.py": STARTER, "lib/a.txt": ""}, True),
        ({"softmax.py": STARTER, "softmax (1).py": WORK, "helper.py": OTHER}, True),
        ({"softmax.py": STARTER, "softmax.zip": "", "helper.py": OTHER}, False),
        ({"softmax.py": STARTER, "softmax (1).py/x.py": OTHER, "helper.py": OTHER}, False),
    ],
)
def test_what_lies_beside_the_work_decides(
    fill: Fill, files: KataFiles, contents: dict[str, str], is_own: bool
) -> None:
    assert is_one_students(fill(contents), files, None) is is_own


@pytest.mark.parametrize(
    ("contents", "is_own"),
    [
        ({"softmax.py": WORK, "draft.py": WORK, "old.zip": ""}, True),
        ({"softmax.py": WORK, "bo/softmax.py": WORK}, False),
        ({"softmax.py": STARTER, "draft.py": WORK}, False),
    ],
    ids=["drafts", "a folder of somebody's", "no work but theirs"],
)
def test_in_a_student_s_folder_files_may_be_drafts(
    fill: Fill, files: KataFiles, contents: dict[str, str], is_own: bool
) -> None:
    assert is_one_students(fill(contents), files, None, is_named=True) is is_own


@pytest.mark.parametrize(
    ("contents", "known", "is_own"),
    [
        ({"softmax.py": WORK, "ada.txt": ""}, ("ada",), False),
        ({"softmax.py": WORK, "ada.txt": ""}, ("ada.txt",), True),
        ({"softmax.py": WORK, "week.3/a.txt": ""}, ("week.3",), False),
        ({"softmax.py": WORK, "notes.txt": ""}, ("ada",), True),
        ({"softmax.py": WORK}, ("softmax",), True),
    ],
    ids=["a file's stem", "not its whole name", "a folder", "somebody else", "the work itself"],
)
def test_whom_the_class_list_knows_is_another_student(
    fill: Fill, files: KataFiles, contents: dict[str, str], known: tuple[str, ...], is_own: bool
) -> None:
    assert is_one_students(fill(contents), files, Known(known)) is is_own


def test_what_lies_beside_the_work_is_listed(fill: Fill, files: KataFiles) -> None:
    download = fill({"softmax.py": WORK, "softmax (1).py": WORK, "ada.pdf": "", "bo.zip": "",
                     "helper.py": OTHER, "photo.png": "", "lib/a.txt": "",
                     "softmax.zip": ""})  # fmt: skip
    assert list_beside(download, files) == ["ada.pdf", "bo.zip", "helper.py"]
