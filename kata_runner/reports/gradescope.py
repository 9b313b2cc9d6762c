"""A report as the `results.json` of a Gradescope autograder. One submission each, so there is no form for many.

Everything in it is plain text to Gradescope, never HTML or Markdown. Students see each outcome; what the autograder's
script itself prints they do not.
"""

from __future__ import annotations

import json
from typing import Any

from kata_runner.model import Outcome, Report
from kata_runner.reports.untrusted import one_line
from kata_runner.reports.words import LOADING, VERDICTS, feedback, points
from kata_runner.sanitize import harmless

SHOWN = {"output_format": "text", "visibility": "visible"}


def render(report: Report) -> str:
    """One report; ASCII, whatever the container's locale."""
    data = {
        "score": report.score,
        "execution_time": round(report.seconds, 3),
        "output": harmless(head(report)),
        **SHOWN,
        "stdout_visibility": "hidden",
        "tests": [outcome_data(outcome) for outcome in report.outcomes],
        "extra_data": {
            "kata": report.kata.id,
            "seed": report.seed,
            "sha256": report.attempt.sha256,
            "isolation": report.isolation.level,
        },
    }
    return json.dumps(data, indent=1, allow_nan=False).replace("##[", r"##\u005b")


def head(report: Report) -> str:
    """The verdict, why the file does not load where it does not, and what it printed meanwhile."""
    output = f"{LOADING}:\n{report.output}" if report.output else ""
    parts = [f"{report.kata}. {VERDICTS[report.status]}: {points(report)}.", report.message, output]
    return "\n\n".join(filter(None, parts))


def outcome_data(outcome: Outcome) -> dict[str, Any]:
    """One outcome; to Gradescope what is not passed is failed, and the text says how."""
    return {
        "score": outcome.points,
        "max_score": outcome.max_points,
        "status": "passed" if outcome.passed else "failed",
        "name": one_line(outcome.name),
        "name_format": "text",
        "output": harmless(feedback(outcome)),
        **SHOWN,
    }
