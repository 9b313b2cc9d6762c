"""`kata start` writes one file, and never touches one that is there."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kata_runner.errors import PathError
from kata_runner.learner import file_writing
from kata_runner.learner.file_writing import replace_file, write_starter
from tests.learner.conftest import make_kata

if TYPE_CHECKING:
    from tests.conftest import RunKata

FullDisk = Callable[[], AbstractContextManager[None]]


def test_the_file_is_the_starter_and_the_next_steps_are_said(
    kata: RunKata, softmax: Path, work: Path
) -> None:
    code, out, err = kata("start", "0.1", "--pack", softmax)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "softmax.py is yours to write in.",
        f"Read the lesson with `kata show 0.1 --pack {softmax}`, "
        f"grade your file with `kata check 0.1 softmax.py --pack {softmax}`.",
    ]
    text = (work / "softmax.py").read_text(encoding="utf-8")
    assert "def softmax(scores):" in text
    assert "raise NotImplementedError" in text
    assert "np.exp" not in text


def test_what_was_written_is_graded_as_not_written_yet(kata: RunKata, softmax: Path) -> None:
    kata("start", "0.1", "--pack", softmax)
    code, out, err = kata("check", "0.1", "--pack", softmax)
    assert (code, err) == (1, "")
    assert "Not written yet: softmax." in out
    assert "Traceback" not in out


def test_the_authors_own_starter_is_written_as_it_stands(kata: RunKata, work: Path) -> None:
    own = Path(__file__).parents[2] / "katas" / "lstm_limitations" / "starter.py"
    assert kata("start", "6.3").code == 0
    assert (work / "lstm_limitations.py").read_text(encoding="utf-8") == own.read_text(
        encoding="utf-8"
    )


def test_the_folder_is_made_where_it_is_missing(kata: RunKata, softmax: Path, work: Path) -> None:
    assert kata("start", "0.1", "my/katas", "--pack", softmax).code == 0
    assert (work / "my" / "katas" / "softmax.py").exists()


def test_a_file_that_is_there_stays_as_it_is(kata: RunKata, softmax: Path, work: Path) -> None:
    mine = work / "softmax.py"
    mine.write_text("my work\n", encoding="utf-8")
    code, out, err = kata("start", "0.1", "--pack", softmax)
    assert (code, out) == (2, "")
    assert err == (
        "kata: error: softmax.py already exists and was not changed: name another folder, "
        f"`kata start 0.1 DIR --pack {softmax}`, or begin anew, `kata reset 0.1 --pack {softmax}`\n"
    )
    assert mine.read_text(encoding="utf-8") == "my work\n"


def test_a_reset_is_offered_of_the_very_file_that_is_there(
    kata: RunKata, softmax: Path, work: Path
) -> None:
    (work / "mine").mkdir()
    for name in ("mine.py", "mine/softmax.py"):
        (work / name).write_text("my work\n", encoding="utf-8")
        place = name.removesuffix("/softmax.py")
        err = kata("start", "0.1", place, "--pack", softmax).err
        assert f"or begin anew, `kata reset 0.1 {name} --pack {softmax}`" in err
    (work / "plain").write_text("no folder\n", encoding="utf-8")
    assert kata("start", "0.1", "plain", "--pack", softmax).err == (
        "kata: error: plain already exists and was not changed: name another folder, "
        f"`kata start 0.1 DIR --pack {softmax}`\n"
    )


@pytest.mark.parametrize("suffix", [".py", ".ipynb"])
def test_a_folder_is_a_folder_whatever_its_name_ends_in(
    kata: RunKata, softmax: Path, work: Path, suffix: str
) -> None:
    folder = work / f"katas{suffix}"
    folder.mkdir()
    for more in ([], ["--notebook"]):
        assert kata("start", "0.1", folder.name, *more, "--pack", softmax).code == 0
    assert {file.name for file in folder.iterdir()} == {"softmax.py", "softmax.ipynb"}


def test_a_link_that_leads_nowhere_is_not_followed(
    kata: RunKata, softmax: Path, work: Path
) -> None:
    (work / "softmax.py").symlink_to(work / "elsewhere.py")
    code, _, err = kata("start", "0.1", "--pack", softmax)
    assert code == 2
    assert "softmax.py already exists" in err
    assert not (work / "elsewhere.py").exists()


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("file", "file already exists and was not changed"),
        ("file/deeper", "cannot be written: Not a directory"),
    ],
)
def test_a_file_where_the_folder_should_be_is_named(
    kata: RunKata, softmax: Path, work: Path, folder: str, said: str
) -> None:
    (work / "file").write_text("mine", encoding="utf-8")
    code, out, err = kata("start", "0.1", folder, "--pack", softmax)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert said in err
    assert (work / "file").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_cannot_be_written_is_named(kata: RunKata, softmax: Path, work: Path) -> None:
    locked = work / "locked"
    locked.mkdir(mode=0o500)
    if os.access(
        locked, os.W_OK
    ):  # an administrator may write anywhere but into what is no file system for files
        locked = Path("/proc/self")
    if not locked.is_dir():
        pytest.skip("this user may write everywhere")
    code, out, err = kata("start", "0.1", locked, "--pack", softmax)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert "softmax.py cannot be written: " in err


def test_an_old_file_is_back_in_its_place_where_the_new_one_cannot_be_written(
    work: Path, full_disk: FullDisk
) -> None:
    mine = work / "softmax.py"
    mine.write_text("my work\n", encoding="utf-8")
    with full_disk(), pytest.raises(PathError, match=r"softmax\.py cannot be written: "):
        replace_file(mine, b"fresh\n")
    assert mine.read_text(encoding="utf-8") == "my work\n"
    assert list(work.iterdir()) == [mine]


def test_an_old_file_is_back_in_its_place_after_an_interrupt(
    work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = work / "softmax.py"
    mine.write_text("my work\n", encoding="utf-8")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(file_writing, "write_new", interrupt)
    with pytest.raises(KeyboardInterrupt):
        replace_file(mine, b"fresh\n")
    assert mine.read_text(encoding="utf-8") == "my work\n"


def test_a_replaced_file_stays_beside_the_new_one(work: Path) -> None:
    mine = work / "softmax.py"
    mine.write_text("my work\n", encoding="utf-8")
    assert replace_file(mine, b"fresh\n") == work / "softmax.old.py"
    assert mine.read_bytes() == b"fresh\n"
    assert (work / "softmax.old.py").read_text(encoding="utf-8") == "my work\n"


def test_a_starter_that_cannot_be_written_whole_leaves_no_file(
    work: Path, full_disk: FullDisk
) -> None:
    with full_disk(), pytest.raises(PathError, match=r"softmax\.py cannot be written: "):
        write_starter(make_kata(), work, "fresh\n")
    assert list(work.iterdir()) == []
