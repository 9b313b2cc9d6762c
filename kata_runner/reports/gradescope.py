"""A report as the `results.json` of a Gradescope autograder, which has one per submission.

Everything in it is plain text to Gradescope, never HTML or Markdown. Students see each outcome,
but not what the autograder's script itself prints.
"""

from __future__ import annotations

import json
from typing import Any

from kata_runner.model import Outcome, Report
from kata_runner.reports import labels
from kata_runner.reports.escape import to_line
from kata_runner.sanitize import harmless

VISIBLE_TEXT = {"output_format": "text", "visibility": "visible"}


def render(report: Report) -> str:
    """Return one report in ASCII, so that the container's locale does not matter."""
    data = {
        "score": report.score,
        "execution_time": round(report.seconds, 3),
        "output": harmless(render_header(report)),
        **VISIBLE_TEXT,
        "stdout_visibility": "hidden",
        "tests": [to_data(outcome) for outcome in report.outcomes],
        "extra_data": {
            "kata": report.kata.id,
            "seed": report.seed,
            "sha256": report.attempt.sha256,
            "isolation": report.isolation.level,
        },
    }
    return json.dumps(data, indent=1, allow_nan=False).replace("##[", r"##\u005b")


def render_header(report: Report) -> str:
    """Return the verdict, why the file does not load, and what it printed when loaded."""
    verdict = f"{labels.VERDICTS[report.status]}: {labels.format_points(report)}"
    output = f"{labels.LOADING}:\n{report.output}" if report.output else ""
    return "\n\n".join(filter(None, (f"{report.kata}. {verdict}.", report.message, output)))


def to_data(outcome: Outcome) -> dict[str, Any]:
    """Return one outcome; Gradescope has only passed and failed, so the text says what happened."""
    return {
        "score": outcome.points,
        "max_score": outcome.max_points,
        "status": "passed" if outcome.passed else "failed",
        "name": to_line(outcome.name),
        "name_format": "text",
        "output": harmless(labels.describe_outcome(outcome)),
        **VISIBLE_TEXT,
    }
