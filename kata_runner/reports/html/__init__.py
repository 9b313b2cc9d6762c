"""Pages: a report, a demo, a lesson or a class as one file that asks nobody for anything.

Every value is escaped and made harmless before it stands on a page; what is not is our own markup.
No page needs a script, and its policy lets none run but the one that is in it.
"""

from __future__ import annotations

from kata_runner.grading.demo import Demo
from kata_runner.model import Report


def render(report: Report) -> str:
    """Return the page of one report, without pictures."""
    from kata_runner.reports.html.report import render_report

    return render_report(report)


def render_with_demo(report: Report, demo: Demo) -> str:
    """Return the page of one report, with the pictures of the demo of its attempt."""
    from kata_runner.reports.html.report import render_report

    return render_report(report, demo)
