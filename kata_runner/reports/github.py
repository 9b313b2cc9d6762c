"""A report for GitHub Actions. A repository has one attempt: several reports are not supported.

| what | where |
|---|---|
| annotations, as workflow commands | the text itself, for stdout |
| a step summary, in Markdown | appended to the file that `GITHUB_STEP_SUMMARY` names, if set |
| the result for Classroom's reporter | `result=…`, base64, appended to `GITHUB_OUTPUT` |
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kata_runner.errors import PathError
from kata_runner.model import Outcome, Report
from kata_runner.reports import escape, labels, markdown
from kata_runner.sanitize import harmless, shorten

STATUSES = {"passed": "pass", "failed": "fail", "unrunnable": "error"}
VERSION = 1
# The reporter gets the result, in base64, in one environment variable: Linux allows 128 KiB.
MAX_MESSAGES = 20_000


def render(report: Report) -> str:
    """Return the annotations, and append the summary and the result to their files."""
    append("GITHUB_STEP_SUMMARY", markdown.render_section(report, 2))
    append("GITHUB_OUTPUT", f"result={encode(to_runner_result(report))}")
    return "\n".join(list_annotations(report))


def append(variable: str, text: str) -> None:
    """Append to the file that a variable names, if it is set; raises PathError if that fails."""
    name = os.environ.get(variable)
    if not name:
        return
    try:
        with Path(name).open("a", encoding="utf-8", newline="\n") as file:
            file.write(f"{text}\n")
    except OSError as error:
        raise PathError(
            f"{name}: {error.strerror}: {variable} must name a file to write to"
        ) from error


def list_annotations(report: Report) -> Iterator[str]:
    """Yield an error for each failure, at the learner's own line if known, and the score."""
    path = to_repository_path(report.attempt.path)
    if report.message:
        line = next((outcome.line for outcome in report.outcomes if outcome.line), 0)
        properties = locate(path, line) | {"title": f"{report.kata}: does not load"}
        yield format_command("error", properties, report.message)
    else:
        for group in labels.group_failures(report.outcomes):
            title = f"{report.kata}: {', '.join(outcome.name for outcome in group)}"
            properties = locate(path, group[0].line) | {"title": title}
            yield format_command("error", properties, describe_group(group))
    verdict = f"{labels.VERDICTS[report.status]}: {labels.format_points(report)}"
    yield format_command("notice", {"title": str(report.kata)}, verdict)


def describe_group(group: Sequence[Outcome]) -> str:
    """Return what should hold, if the group shares a sentence, and what happened instead."""
    return "\n".join(filter(None, (labels.get_group_sentence(group), group[0].feedback)))


def locate(path: Path, line: int) -> dict[str, str]:
    """Return the file and, if known, the line of an annotation as its properties."""
    return {"file": str(path)} | ({"line": str(line)} if line else {})


def to_repository_path(path: Path) -> Path:
    """Return a path relative to the repository; unchanged for a file elsewhere."""
    workspace = os.environ.get("GITHUB_WORKSPACE")
    absolute = Path.cwd() / path
    if workspace and absolute.is_relative_to(workspace):
        return absolute.relative_to(workspace)
    return path


def format_command(name: str, properties: Mapping[str, str], message: str) -> str:
    """Return a workflow command, on one line."""
    pairs = (f"{key}={escape.to_command_property(value)}" for key, value in properties.items())
    return f"::{name} {','.join(pairs)}::{escape.to_command_data(message)}"


def encode(result: Mapping[str, Any]) -> str:
    """Return a result as an action's output: JSON in base64."""
    text = json.dumps(result, ensure_ascii=False, allow_nan=False)
    return base64.b64encode(text.encode("utf-8")).decode("ascii")


def to_runner_result(report: Report) -> dict[str, Any]:
    """Return the data for Classroom's reporter, which prints names and messages and sums scores."""
    max_message = MAX_MESSAGES // max(len(report.outcomes), 1)
    tests = [to_test_data(report, outcome, max_message) for outcome in report.outcomes]
    difference = report.score - sum(outcome.points for outcome in report.outcomes)
    if abs(difference) > 1e-9:  # a plugin computed the score differently
        tests.append({"name": "scoring", "status": "pass", "score": difference, "message": "",
                      "line_no": 0, "duration": 0.0})  # fmt: skip
    return {"version": VERSION, "status": STATUSES[report.status],
            "max_score": report.max_score, "tests": tests}  # fmt: skip


def to_test_data(report: Report, outcome: Outcome, max_message: int) -> dict[str, Any]:
    """Return one outcome; it is an error if the file does not load or the outcome ended early."""
    is_error = report.message or outcome.status.ended_early
    message = escape.escape_workflow_commands(harmless(report.message or outcome.explanation))
    return {
        "name": escape.escape_workflow_commands(escape.to_line(outcome.name)),
        "status": "error" if is_error else "pass" if outcome.passed else "fail",
        "score": outcome.points,
        "message": shorten(message, max_message),
        "line_no": outcome.line,
        "duration": labels.get_seconds_per_outcome(report),
    }
