"""HTML pages of a report, a demo, a lesson or a class, each a single file that loads nothing else.

Every value except our own markup is escaped and made harmless before it is inserted. No page needs
a script, and the content security policy of a page allows only the script in that page.
"""

from __future__ import annotations

from kata_runner.grading.demo_tables import Demo
from kata_runner.model import Report


def render(report: Report) -> str:
    """Return the page of one report, without pictures."""
    from kata_runner.reports.html.report import render_report

    return render_report(report)


def render_with_demo(report: Report, demo: Demo) -> str:
    """Return the page of one report, with the pictures of the demo of its attempt."""
    from kata_runner.reports.html.report import render_report

    return render_report(report, demo)
