"""A classroom on disk, and what a run of `kata grade` leaves behind."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from kata_runner.classroom.records import StudentRow
from kata_runner.classroom.roster.csv_reader import read_roster
from kata_runner.classroom.roster.decisions import read_decisions
from kata_runner.classroom.roster.enrollment import Enrollment, enroll
from kata_runner.classroom.submissions.archive import Archives
from kata_runner.classroom.submissions.collect import collect
from kata_runner.classroom.submissions.kata_files import KataFiles
from kata_runner.model import Kata
from kata_runner.packs.kata_folder import read_kata
from kata_runner.packs.starter import get_starter_text

Gather = Callable[..., dict[str, StudentRow]]

RIGHT = '''import numpy as np


def softmax(scores):
    """Attempt {index}."""
    e = np.exp(scores - np.max(scores))
    return e / e.sum()
'''
WRONG = RIGHT.replace(" - np.max(scores)", "")
BROKEN = "def softmax(scores:  # attempt {index}\n"


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


def published(folder: Path) -> dict[str, bytes]:
    """Everything a run publishes: the grades and the feedback."""
    files = [folder / "grades.csv", *sorted((folder / "feedback").iterdir())]
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}


@pytest.fixture
def softmax_kata(softmax: Path) -> Kata:
    return read_kata(softmax / "katas" / "softmax", softmax / "solutions", "softmax")


@pytest.fixture
def gather(softmax_kata: Kata, tmp_path: Path) -> Iterator[Gather]:
    """The class below some paths, by student; notes are added to those that are given."""
    with closing(Archives()) as archives:
        yield Gatherer(softmax_kata, tmp_path / "out", archives).gather


class Gatherer:
    """Gathers the class below some paths."""

    def __init__(self, kata: Kata, out: Path, archives: Archives) -> None:
        self.files, self.out, self.archives = KataFiles(kata), out, archives

    def gather(self, *paths: Path, notes: list[str] | None = None, roster: Path | None = None,
               decide: Path | None = None) -> dict[str, StudentRow]:  # fmt: skip
        """Return each student's row, in their order."""
        enrollment = self.enroll(paths, [] if notes is None else notes, roster, decide)
        return {row.student: row for row in enrollment.read()[0]}

    def enroll(
        self, paths: tuple[Path, ...], notes: list[str], roster: Path | None, decide: Path | None
    ) -> Enrollment:
        """Return the class."""
        class_list = read_roster(roster, notes) if roster else None
        submissions = collect(
            paths, self.files, self.archives, self.out, notes, class_list=class_list
        )
        decisions = read_decisions(decide) if decide else None
        return enroll(submissions, class_list, self.files.is_starter, notes, decisions)


def write(path: Path, text: str | bytes = "x = 1\n") -> Path:
    """Write a file, and the folders it is in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def zipped(
    path: Path, names: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED
) -> Path:
    """Write an archive."""
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in names.items():
            archive.writestr(name, content)
    return path


def files_of(lines: dict[str, StudentRow]) -> dict[str, str]:
    """The file that counts, by student."""
    return {student: line.file for student, line in lines.items()}


WORK = "def softmax(scores):\n    return scores  # {}\n"


def work_of(name: str) -> str:
    """A source that defines what the kata asks for, unlike any other."""
    return WORK.replace("{}", name)


def fill(folder: Path, *names: str) -> Path:
    """Write work into files of these names."""
    for name in names:
        write(folder / name, work_of(name))
    return folder


@pytest.fixture
def starter(softmax_kata: Kata) -> str:
    return get_starter_text(softmax_kata)
