"""Which files are called after a kata, are its starter, or are work."""

from __future__ import annotations

from pathlib import Path

import pytest

from kata_runner.classroom.submissions.folder import Folder
from kata_runner.classroom.submissions.kata_files import KataFiles
from kata_runner.classroom.submissions.submitted_file import SubmittedFile
from kata_runner.model import Kata
from tests.helpers.classrooms import write


@pytest.fixture
def files(softmax_kata: Kata) -> KataFiles:
    return KataFiles(softmax_kata)


def file_of(folder: Path, content: str | bytes, name: str = "any.py") -> SubmittedFile:
    write(folder / name, content)
    return Folder(folder).get_file(name, (name,))


@pytest.mark.parametrize(
    ("name", "is_called_so"),
    [("softmax.py", True), ("softmax.zip", True), ("softmax (1).ZIP", True), ("other.zip", False)],
)
def test_an_archive_is_called_after_the_kata_as_a_file_is(
    files: KataFiles, name: str, is_called_so: bool
) -> None:
    assert files.has_kata_name(name) is is_called_so


def test_the_starter_is_known_whatever_its_line_ends(
    files: KataFiles, starter: str, tmp_path: Path
) -> None:
    windows = b"\xef\xbb\xbf" + starter.replace("\n", "\r\n").encode()
    for content in (starter.encode(), windows):
        assert files.is_starter(file_of(tmp_path, content))
        assert not files.is_work(file_of(tmp_path, content))
    assert not files.is_starter(file_of(tmp_path, f"{starter}#"))


@pytest.mark.parametrize(
    ("source", "is_work"),
    [
        ("def softmax(scores): ...", True),
        ("class  softmax: ...", True),
        ("def softmaxes(scores): ...", False),
        ("softmax = max", False),
        ("undef softmax", False),
        (b"def softmax(s): ...\0", False),
    ],
)
def test_work_defines_what_the_kata_asks_for(
    files: KataFiles, tmp_path: Path, source: str | bytes, is_work: bool
) -> None:
    assert files.is_work(file_of(tmp_path, source)) is is_work


def test_a_text_is_no_work(files: KataFiles, tmp_path: Path) -> None:
    assert not files.is_work(file_of(tmp_path, "def softmax(scores): ...", "any.txt"))
