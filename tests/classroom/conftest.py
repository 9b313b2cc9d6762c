"""A classroom on disk, and what a run of `kata grade` leaves behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kata_runner.classroom.submissions.archives import Archives
from kata_runner.model import Kata
from kata_runner.packs.kata_folder import read_kata
from kata_runner.packs.starter_text import get_starter_text
from tests.helpers.classrooms import BROKEN, RIGHT, WRONG
from tests.helpers.enrollments import Gather, Gatherer


@pytest.fixture
def classroom(tmp_path: Path) -> Callable[[int], Path]:
    """Writes a folder of attempts: two thirds right, a third wrong, one in fifty broken."""

    def write(count: int) -> Path:
        folder = tmp_path / "class"
        folder.mkdir()
        for index in range(count):
            text = BROKEN if index % 50 == 7 else WRONG if index % 3 == 0 else RIGHT
            (folder / f"student{index:04}.py").write_text(
                text.replace("{index}", str(index)), encoding="utf-8"
            )
        return folder

    return write


@pytest.fixture
def softmax_kata(softmax: Path) -> Kata:
    return read_kata(softmax / "katas" / "softmax", softmax / "solutions", "softmax")


@pytest.fixture
def gather(softmax_kata: Kata, tmp_path: Path) -> Iterator[Gather]:
    """The class below some paths, by student; notes are added to those that are given."""
    with closing(Archives()) as archives:
        yield Gatherer(softmax_kata, tmp_path / "out", archives).gather


@pytest.fixture
def starter(softmax_kata: Kata) -> str:
    return get_starter_text(softmax_kata)
