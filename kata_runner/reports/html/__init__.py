"""HTML pages of a report, a demo, a lesson or a class, each a single file that loads nothing else.

Every value except our own markup is escaped and made harmless before it is inserted. No page needs
a script, and the content security policy of a page allows only the script in that page.
"""

from __future__ import annotations

from kata_runner.reports.html.report_page import render_report

render = render_with_demo = render_report  # without pictures, and with those of a demo
