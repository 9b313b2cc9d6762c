"""What learners are given beside the starter is nobody's work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kata_runner.classroom.submissions.archives import Archives
from kata_runner.packs.kata_folder import read_kata
from tests.helpers.classrooms import fill, write, zipped
from tests.helpers.enrollments import Gather, Gatherer, files_of

DATA = "WEIGHTS = [1.0,\n           2.0]\n"


@pytest.fixture
def with_data(own_softmax: Path, tmp_path: Path) -> Iterator[Gather]:
    """The class below some paths, for a kata with a file of data."""
    kata = read_kata(own_softmax / "katas" / "softmax", own_softmax / "solutions", "softmax")
    write(kata.folder / "network.py", DATA)
    with closing(Archives()) as archives:
        yield Gatherer(replace(kata, data=("network.py",)), tmp_path / "out", archives).gather


def test_the_kata_s_data_beside_the_starter_is_no_work(
    with_data: Gather, work: Path, starter: str
) -> None:
    write(work / "subs" / "ada" / "softmax.py", starter)
    write(work / "subs" / "ada" / "network.py", DATA)
    notes: list[str] = []
    for path in (work / "subs", work / "subs" / "ada"):
        assert files_of(with_data(path, notes=notes)) == {"ada": "ada/softmax.py"}
    assert notes == []


def test_the_kata_s_data_among_files_of_a_class_is_nobodys(with_data: Gather, work: Path) -> None:
    for folder, names in {"plain": ("ada.py", "bob.py"),
                          "canvas": ("ada_1_91_x.py", "bob_2_92_x.py")}.items():  # fmt: skip
        write(fill(work / folder, *names) / "network.py", DATA.replace("\n", "\r\n"))
        notes: list[str] = []
        assert sorted(with_data(work / folder, notes=notes)) == ["ada", "bob"]
        path = work / folder
        assert notes == [f"network.py in {path} is the kata's data as it was given out: nobody's"]


def test_work_beside_the_kata_s_data_is_the_only_file(with_data: Gather, work: Path) -> None:
    for name in ("eve", "fay"):
        fill(work / "subs" / name, "homework.py")
        write(work / "subs" / name / "network.py", DATA)
    zipped(work / "subs" / "gus.zip", {"homework.py": "x", "network (1).py": DATA})
    files = {name: f"{name}/homework.py" for name in ("eve", "fay", "gus")}
    assert files_of(with_data(work / "subs")) == files
    write(work / "subs" / "fay" / "network.py", DATA + "# mine\n")
    assert "2 Python files" in with_data(work / "subs")["fay"].refusal


def test_who_handed_in_only_the_kata_s_data_is_refused(with_data: Gather, work: Path) -> None:
    write(work / "subs" / "ada" / "network.py", DATA)
    fill(work / "subs", "bob.py")
    assert with_data(work / "subs")["ada"].refusal == (
        "ada/network.py: the kata's data, as it was given out"
    )
