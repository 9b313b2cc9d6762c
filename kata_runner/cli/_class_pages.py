"""Writes the pages of a class: `html/index.html`, and one for each student."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from kata_runner.classroom.results.feedback_folder import FeedbackFolder, refuse_links
from kata_runner.classroom.results.file_names import assign_file_names
from kata_runner.classroom.results.publish import get_report
from kata_runner.classroom.results.store import Store
from kata_runner.classroom.results.summary import Summary
from kata_runner.grading.answer_key import PINNED_SEED, pinned_key
from kata_runner.model import Kata
from kata_runner.reports.html.classroom import ClassPage, list_parts
from kata_runner.reports.html.report import render_report

SUFFIX = "html"


def write_class_pages(
    folder: Path, store: Store, conditions_id: int, kata: Kata, summary: Summary, seed: int
) -> Path:
    """Write the pages and return that of the class; raises OSError where one cannot be written.

    Pages of students who are no longer in the class are removed.
    """
    root = folder / "html"
    refuse_links([root])
    root.mkdir(exist_ok=True)
    index, students = FeedbackFolder(root, [SUFFIX]), FeedbackFolder(root / "students", [SUFFIX])
    names = assign_file_names(store.list_students())
    page = ClassPage(kata, list_parts(pinned_key(kata, PINNED_SEED)))
    written = set()
    for row in store.list_rows(conditions_id):
        report, name = get_report(row, kata), names[row.student]
        page.add(row, report, f"students/{quote(name)}.{SUFFIX}")
        if report is not None:
            text = render_report(report, student=row.student, back="../index.html")
            students.write(name, SUFFIX, text)
            written.add(name)
    for path in students.folder.glob(f"*.{SUFFIX}"):
        if path.stem not in written:
            students.remove(path.stem)
    index.write("index", SUFFIX, page.render(summary, seed))
    for each in (index, students):
        each.remove_temporary_files()
    return root / "index.html"
