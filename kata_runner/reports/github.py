"""A report for GitHub Actions. One attempt a repository, so there is no form for many.

| what | where |
|---|---|
| annotations, as workflow commands | the text itself, for stdout |
| a step summary, in Markdown | appended to the file that `GITHUB_STEP_SUMMARY` names, if it does |
| the result, as Classroom's autograding actions give it | `result=…`, base64, appended to the file `GITHUB_OUTPUT` |
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kata_runner.errors import UnusablePath
from kata_runner.model import Outcome, Report
from kata_runner.reports import markdown
from kata_runner.reports.untrusted import command_data, command_property, commandless, one_line
from kata_runner.reports.words import VERDICTS, points, share, should_hold, to_look_at
from kata_runner.sanitize import harmless, shortened

STATUSES = {"passed": "pass", "failed": "fail", "unrunnable": "error"}
VERSION = 1
# The reporter gets the result in one environment variable, and Linux allows 128 KiB for that, base64 and all.
MOST_MESSAGES = 20_000


def render(report: Report) -> str:
    """The annotations; the summary and the result go to their files."""
    append("GITHUB_STEP_SUMMARY", markdown.section(report, 2))
    append("GITHUB_OUTPUT", f"result={encoded(runner_result(report))}")
    return "\n".join(annotated(report))


def append(variable: str, text: str) -> None:
    """Add lines to the file an environment variable names; raises UnusablePath when that fails."""
    name = os.environ.get(variable)
    if not name:
        return
    try:
        with Path(name).open("a", encoding="utf-8", newline="\n") as file:
            file.write(f"{text}\n")
    except OSError as error:
        raise UnusablePath(f"{name}: {error.strerror}: {variable} must name a file to write to") from error


def annotated(report: Report) -> Iterator[str]:
    """An error for each thing to look at, at the learner's own line where it is known, and the score."""
    path = in_repository(report.attempt.path)
    if report.message:
        line = next((outcome.line for outcome in report.outcomes if outcome.line), 0)
        yield command("error", place(path, line) | {"title": f"{report.kata}: does not load"}, report.message)
    else:
        for group in to_look_at(report.outcomes):
            title = f"{report.kata}: {', '.join(outcome.name for outcome in group)}"
            yield command("error", place(path, group[0].line) | {"title": title}, said(group))
    yield command("notice", {"title": str(report.kata)}, f"{VERDICTS[report.status]}: {points(report)}")


def said(group: Sequence[Outcome]) -> str:
    """What should hold where that can be said in one sentence, and what came instead."""
    return f"{should_hold(group)}\n{group[0].feedback}".lstrip("\n")


def place(path: Path, line: int) -> dict[str, str]:
    """Where an annotation shows."""
    return {"file": str(path)} | ({"line": str(line)} if line else {})


def in_repository(path: Path) -> Path:
    """The path as the repository knows it; as it is for a file that is elsewhere."""
    workspace = os.environ.get("GITHUB_WORKSPACE")
    absolute = Path.cwd() / path
    if workspace and absolute.is_relative_to(workspace):
        return absolute.relative_to(workspace)
    return path


def command(name: str, properties: Mapping[str, str], message: str) -> str:
    """A workflow command, on one line."""
    given = ",".join(f"{key}={command_property(value)}" for key, value in properties.items())
    return f"::{name} {given}::{command_data(message)}"


def encoded(result: Mapping[str, Any]) -> str:
    """The result as an action's output."""
    return base64.b64encode(json.dumps(result, ensure_ascii=False, allow_nan=False).encode("utf-8")).decode("ascii")


def runner_result(report: Report) -> dict[str, Any]:
    """What Classroom's reporter reads; it prints names and messages, and adds up the scores."""
    most = MOST_MESSAGES // max(len(report.outcomes), 1)
    tests = [test_data(report, outcome, most) for outcome in report.outcomes]
    difference = report.score - sum(outcome.points for outcome in report.outcomes)
    if abs(difference) > 1e-9:  # a plugin scores in its own way
        tests.append({"name": "scoring", "status": "pass", "score": difference, "message": "", "line_no": 0,
                      "duration": 0.0})  # fmt: skip
    return {"version": VERSION, "status": STATUSES[report.status], "max_score": report.max_score, "tests": tests}


def test_data(report: Report, outcome: Outcome, most: int) -> dict[str, Any]:
    """One outcome; an error is what was stopped, and all of a file that does not load."""
    broken = report.message or outcome.status.ended_early
    return {
        "name": commandless(one_line(outcome.name)),
        "status": "error" if broken else "pass" if outcome.passed else "fail",
        "score": outcome.points,
        "message": shortened(commandless(harmless(report.message or outcome.message)), most),
        "line_no": outcome.line,
        "duration": share(report),
    }
