"""Which files are called after a kata, are its starter, or are work."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kata_runner.classroom.submissions.folder import Folder
from kata_runner.classroom.submissions.kata_files import KataFiles
from kata_runner.classroom.submissions.submitted_file import SubmittedFile
from kata_runner.errors import PackError
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


@pytest.mark.parametrize(
    ("name", "content", "is_data"),
    [
        ("network.py", "w = 1\n", True),
        ("Network-2.py", "w = 1\r\n", True),
        ("network (1).py", b"\xef\xbb\xbfw = 1\n", True),
        ("names.txt", b"\xff\n", True),
        ("network.py", "w = 2\n", False),
        ("network.py", "w = 1\n" + "#" * 99, False),
        ("ada.py", "w = 1\n", False),
    ],
)
def test_the_kata_s_data_is_known_by_name_and_content(
    softmax_kata: Kata, tmp_path: Path, name: str, content: str | bytes, is_data: bool
) -> None:
    write(tmp_path / "kata" / "network.py", "w = 1\n")
    write(tmp_path / "kata" / "names.txt", b"\xff\n")
    data = ("network.py", "names.txt")
    starter = write(tmp_path / "kata" / "starter.py", "def softmax(scores): ...\n")
    kata = replace(softmax_kata, folder=starter.parent, data=data)
    files = KataFiles(kata)
    assert files.is_data(name, file_of(tmp_path, content, name)) is is_data
    assert files.is_given(name, file_of(tmp_path, content, name)) is is_data
    assert files.may_be_given(name) is (name != "ada.py")
    assert files.may_be_given("softmax.py")


def test_data_that_cannot_be_read_is_the_pack_s_fault(softmax_kata: Kata) -> None:
    with pytest.raises(PackError, match=r"missing\.txt: No such file"):
        KataFiles(replace(softmax_kata, data=("missing.txt",)))
