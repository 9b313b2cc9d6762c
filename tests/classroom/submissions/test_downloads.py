"""What stands at the top of a folder or an archive with submissions in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kata_runner.classroom.submissions.downloads import (
    ArchiveDownload,
    FolderDownload,
    list_submission_names,
)
from kata_runner.classroom.submissions.folder import Folder
from kata_runner.classroom.submissions.submitted_file import SubmittedFile
from kata_runner.errors import PathError
from tests.helpers.classrooms import write

NOWHERE = Path("nowhere")


def archive(*paths: str) -> ArchiveDownload:
    """An archive with these files."""
    files = [SubmittedFile(tuple(path.split("/")), Folder(NOWHERE), path) for path in paths]
    return ArchiveDownload("class.zip", "class", files)


def test_a_folder_has_files_and_folders_with_theirs(tmp_path: Path) -> None:
    for name in ("bo/y.py", "bo/x.py", "ada.py"):
        write(tmp_path / name)
    download = FolderDownload(tmp_path, NOWHERE)
    items = [(item.name, item.is_folder, [file.path for file in item.files])
             for item in download.list_items()]  # fmt: skip
    assert items == [("ada.py", False, ["ada.py"]), ("bo", True, ["bo/x.py", "bo/y.py"])]
    assert download.title == tmp_path.name


def test_only_the_names_that_are_meant_are_there(tmp_path: Path) -> None:
    for name in ("ada.py", "bo.py", "cy/x.py"):
        write(tmp_path / name)
    (tmp_path / "link").symlink_to(tmp_path / "cy")
    download = FolderDownload(tmp_path, NOWHERE, ["cy", "bo.py", "link"])
    assert list(download.list_names()) == [("bo.py", False), ("cy", True), ("link", False)]


def test_a_folder_of_nothing_but_results_is_nobody_s(tmp_path: Path) -> None:
    write(tmp_path / "out" / "results.sqlite")
    (tmp_path / "empty").mkdir()
    assert [item.name for item in FolderDownload(tmp_path, NOWHERE).list_items()] == ["empty"]


def test_pages_and_a_gradebook_are_nobody_s_beside_other_results(tmp_path: Path) -> None:
    for name in ("grades.csv", "gradebook.csv", "feedback/ada.md", "html/index.html"):
        write(tmp_path / name)
        write(tmp_path / "earlier" / name)
    write(tmp_path / "ada.py")
    download = FolderDownload(tmp_path, NOWHERE)
    assert list(download.list_names()) == [("ada.py", False)]
    assert [item.name for item in download.list_items()] == ["ada.py"]


def test_a_folder_that_cannot_be_listed_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(PathError, match="name a folder that can be read"):
        FolderDownload(tmp_path / "missing", NOWHERE)


def test_an_archive_is_the_same_without_its_results() -> None:
    download = archive("ada.py", "bo/feedback/x.md", "bo/grades.csv", "bo/y.py", "cy/feedback/z",
                       "cy/grades.csv", "results.sqlite")  # fmt: skip
    assert list(download.list_names()) == [("ada.py", False), ("bo", True)]
    items = [(item.name, [file.path for file in item.files]) for item in download.list_items()]
    assert items == [("ada.py", ["ada.py"]), ("bo", ["bo/y.py"])]


def test_the_folder_around_everything_can_be_opened() -> None:
    download = archive("class/ada.py", "class/bo/x.py")
    assert download.get_only_folder() == "class"
    download.open_folder("class")
    assert list(download.list_names()) == [("ada.py", False), ("bo", True)]
    assert download.get_only_folder() == ""
    assert archive("ada.py").get_only_folder() == ""


def test_what_nobody_hands_in_is_no_submission() -> None:
    assert list(list_submission_names(archive("ada.py", "bo/x", "readme.md"))) == ["ada.py", "bo"]
