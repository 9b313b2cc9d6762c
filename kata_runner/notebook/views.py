"""What a notebook displays: the pages of `--format html` in a frame, or else plain text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from click import unstyle

from kata_runner.figures.settings import Prepared
from kata_runner.figures.terminal.look import Look
from kata_runner.grading.demo_tables import Demo
from kata_runner.model import Attempt, Kata, Report
from kata_runner.reports.html.demo_page import render_demo as render_demo_page
from kata_runner.reports.html.report_page import render_report
from kata_runner.reports.terminal_demo import describe_load_problem
from kata_runner.reports.terminal_demo import render_demo as render_demo_text
from kata_runner.reports.text import render, render_verbose

HEIGHT = 560  # pixels; the reader can resize a frame


def frame(page: str, title: str) -> str:
    """Return a page in a frame.

    The page's style does not affect the notebook, and its only script is that of the sliders.
    """
    return (
        f'<iframe title="{escape(title)}" sandbox="allow-scripts" srcdoc="{escape(page)}" '
        f'style="width:100%;height:{HEIGHT}px;border:0;resize:vertical;overflow:auto"></iframe>'
    )


@dataclass(frozen=True, eq=False, repr=False)
class ReportView:
    """A report, with the demo of the same attempt for pictures."""

    report: Report
    demo: Demo | None = None
    is_verbose: bool = False

    def __repr__(self) -> str:
        """Return the text that `kata check` prints, or `kata check -v`."""
        return unstyle((render_verbose if self.is_verbose else render)(self.report))

    def _repr_html_(self) -> str:
        """Return the page of `kata check --format html`, in a frame."""
        return frame(render_report(self.report, self.demo), str(self.report.kata))


@dataclass(frozen=True, eq=False, repr=False)
class DemoView:
    """A demo with the pictures that were prepared for its controls."""

    demo: Demo
    attempt: Attempt | None
    prepared: Mapping[str, Sequence[Prepared]]

    def __repr__(self) -> str:
        """Return the text that `kata run` prints."""
        if self.demo.message:
            return describe_load_problem(self.demo, self.attempt)
        return unstyle(render_demo_text(self.demo, Look()))

    def _repr_html_(self) -> str:
        """Return the page of `kata run --format html`, in a frame."""
        if self.demo.message:
            return f"<pre>{escape(describe_load_problem(self.demo, self.attempt))}</pre>"
        page = render_demo_page(self.demo, self.attempt, self.prepared)
        return frame(page, str(self.demo.kata))


@dataclass(frozen=True, eq=False, repr=False)
class LessonView:
    """A lesson, or a paragraph of it, without control characters."""

    kata: Kata
    markdown: str

    def __repr__(self) -> str:
        """Return the Markdown itself."""
        return self.markdown

    def _repr_html_(self) -> str:
        """Return the page of `kata show --format html`, in a frame."""
        from kata_runner.reports.html.lesson_page import render_lesson

        return frame(render_lesson(self.kata, self.markdown), str(self.kata))
