"""Gathering a class without grading it: who is who, and which file counts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kata_runner.classroom.records import StudentRow
from kata_runner.classroom.roster.csv_reader import read_roster
from kata_runner.classroom.roster.decisions import read_decisions
from kata_runner.classroom.roster.enrollment import Enrollment, enroll
from kata_runner.classroom.submissions.archives import Archives
from kata_runner.classroom.submissions.collect import collect
from kata_runner.classroom.submissions.kata_files import KataFiles
from kata_runner.model import Kata

Gather = Callable[..., dict[str, StudentRow]]


def files_of(rows: dict[str, StudentRow]) -> dict[str, str]:
    """The file that counts, by student."""
    return {student: row.file for student, row in rows.items()}


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
