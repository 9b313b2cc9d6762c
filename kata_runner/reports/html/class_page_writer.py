"""Writes the pages of a class: `html/index.html`, and one page per student.

A student's page shows the submitted file and its pictures. Neither is in the database: files are
read again, and the demo is run on each. A page contains a key, which is a hash of all data that the
page is made from; a page whose key is unchanged is not written again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from urllib.parse import quote

from kata_runner.classroom.executors.executor import Executor
from kata_runner.classroom.fingerprint import hash_sources
from kata_runner.classroom.records import StudentRow
from kata_runner.classroom.results.feedback_folder import FeedbackFolder, refuse_links
from kata_runner.classroom.results.file_names import assign_file_names
from kata_runner.classroom.results.publish import get_report
from kata_runner.classroom.results.summary import Summary
from kata_runner.classroom.run import GradingRun
from kata_runner.classroom.submissions.kinds import PAGES
from kata_runner.classroom.submissions.submitted_file import RefusedFileError
from kata_runner.errors import PackError
from kata_runner.grading.demo_tables import Demo
from kata_runner.model import Attempt, Report
from kata_runner.reports.html.class_page import ClassPage
from kata_runner.reports.html.report_page import render_report

SUFFIX = "html"
PAGE_SOURCES = ("figure.py", "figures", "reports")
HEAD = 1_000  # bytes of a page that contain its key
NOT_DRAWN = "they could not be drawn: run the command again"


class ClassPages:
    """The pages of one run's class."""

    def __init__(self, folder: Path, run: GradingRun) -> None:
        """Create the folders; raises OSError if that fails, and PathError for a link."""
        root = folder / PAGES
        refuse_links([root])
        root.mkdir(exist_ok=True)
        self.index = FeedbackFolder(root, [SUFFIX])
        self.students = FeedbackFolder(root / "students", [SUFFIX])
        self.run, self.store = run, run.store
        self.names = assign_file_names(self.store.list_students())
        self.page = ClassPage(run.kata)
        self.waiting: dict[str, list[str]] = {}  # students whose pages are pending, by attempt

    def collect(self) -> None:
        """Add all students to the index, and write the pages that have no pictures.

        Pages of students who no longer have a report are removed. The pages that are still to be
        drawn are in `waiting`.
        """
        used, unloadable = set(), set()
        for row in self.store.list_rows(self.run.conditions_id):
            report, name = get_report(row, self.run.kata), self.names[row.student]
            self.page.add(row, report, f"students/{quote(name)}.{SUFFIX}")
            if report is not None:
                used.add(name)
                if not self._is_current(row):
                    self.waiting.setdefault(row.attempt, []).append(row.student)
                    unloadable |= {row.attempt} if report.message else set()
        for path in self.students.folder.glob(f"*.{SUFFIX}"):
            if path.stem not in used:
                self.students.remove(path.stem)
        for attempt in self._read_attempts(unloadable | (self.waiting.keys() - self.run.files)):
            self._write(attempt)

    def draw(self, executor: Executor, warn: Callable[[str], object]) -> Iterator[str]:
        """Write the pages that are waiting, and yield each attempt's status.

        If the reference's own demo fails, as one that measures time may on a busy machine, `warn`
        is called with the reason, the pages have no pictures, and the next run writes them again.
        """
        try:
            attempts = self._read_attempts(self.waiting)
            for attempt, demo in self.run.show_attempts(executor, attempts):
                yield self._write(attempt, demo, no_pictures="" if demo else NOT_DRAWN)
        except PackError as error:
            warn(str(error))
            for attempt in self._read_attempts(self.waiting):
                yield self._write(attempt, no_pictures=NOT_DRAWN)

    def write_index(self, summary: Summary) -> None:
        """Write the page of the class, and remove temporary files."""
        self.index.write("index", SUFFIX, self.page.render(summary, self.run.seed))
        for each in (self.index, self.students):
            each.remove_temporary_files()

    def _read_attempts(self, hashes: Iterable[str]) -> Iterator[Attempt]:
        """Yield these attempts.

        For an attempt that cannot be read, write the pages without its source instead.
        """
        for sha256 in list(hashes):
            try:
                yield self.run.read_attempt(sha256)
            except RefusedFileError as error:
                self._write(Attempt(self.run.path, b"", sha256), no_source=str(error))

    def _write(
        self, attempt: Attempt, demo: Demo | None = None, no_source: str = "", no_pictures: str = ""
    ) -> str:
        """Write the page of each student who handed in an attempt, and return its status.

        A page without source or pictures gets no key, so that the next run writes it again.
        """
        status = ""
        for student in self.waiting.pop(attempt.sha256):
            row = self.store.get_row(self.run.conditions_id, student)
            report = self._get_report(row, attempt)
            text = render_report(
                report,
                demo,
                student=student,
                back="../index.html",
                no_source=no_source,
                no_pictures=no_pictures,
                key="" if no_source or no_pictures else self._get_key(row),
            )
            self.students.write(self.names[student], SUFFIX, text)
            status = report.status
        return status

    def _get_report(self, row: StudentRow, attempt: Attempt) -> Report:
        """Return the report on an attempt, with the path of this student's file."""
        report = get_report(row, self.run.kata)
        assert report is not None, "only who has one waits for a page"
        return replace(report, attempt=replace(attempt, path=Path(row.file)))

    def _is_current(self, row: StudentRow) -> bool:
        """Whether a student's page exists and was made from the same data."""
        try:
            with self.students.get_path(self.names[row.student], SUFFIX).open("rb") as page:
                return self._get_key(row).encode() in page.read(HEAD)
        except OSError:
            return False

    def _get_key(self, row: StudentRow) -> str:
        """Return a hash of all data that a student's page is made from."""
        conditions = self.store.get_conditions(row.earlier_conditions or self.run.conditions_id)
        texts = row.verdict.report if row.verdict else ()
        parts = (hash_pages(), self.run.kata, conditions, row.student, row.file, row.attempt, texts)
        return hashlib.sha256("\0".join(map(str, parts)).encode("utf-8", "replace")).hexdigest()


@cache
def hash_pages() -> str:
    """Return a hash of the code that renders pages."""
    return hash_sources(PAGE_SOURCES, "*.*[!c]")
