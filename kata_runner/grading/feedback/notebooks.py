"""Feedback about a notebook, or a file that was exported from one: lines are named by their cells,
and code that only works in notebooks is explained.
"""

from __future__ import annotations

import io
import re
from dataclasses import replace

from kata_runner.engine.notebook_source import is_converted, name_line
from kata_runner.grading.feedback.load_rules import explain_load_error
from kata_runner.model import Outcome, Report

COMMAND = re.compile(r"\s*(?P<sign>[!%?])|.*\?\s*$")
LOAD_ERROR = re.compile(r"line (?P<line>\d+): SyntaxError: ")
NAMED_LINE = re.compile(r": line (?P<line>\d+): \w+")
ONLY_THERE = re.compile(r"NameError: name '(?P<name>get_ipython|display)' is not defined")
KINDS = {
    "!": "a command for the shell",
    "%": "a command of notebooks",
    "?": "a question to a notebook",
}


def explain_notebook(report: Report) -> Report:
    """Return the report with sentences about notebook code, and lines of a notebook named by their
    cells.
    """
    if report.status == "passed":
        return report
    name, source = report.attempt.path.name, report.attempt.source
    message = explain(report.message, source)
    outcomes = tuple(explain_outcome(outcome, source) for outcome in report.outcomes)
    if is_converted(source):
        message = name_cells(message, name, source)
        outcomes = tuple(name_cells_in_outcome(outcome, name, source) for outcome in outcomes)
    if message == report.message and all(map(is_same, outcomes, report.outcomes)):
        return report
    return replace(report, message=message, outcomes=outcomes)


def is_same(outcome: Outcome, other: Outcome) -> bool:
    """Whether two outcomes are one object."""
    return outcome is other


def explain_outcome(outcome: Outcome, source: bytes) -> Outcome:
    """Return an outcome with a sentence about notebook code."""
    message = explain(outcome.message, source)
    return outcome if message == outcome.message else replace(outcome, message=message)


def explain(message: str, source: bytes) -> str:
    """Return a message with a sentence about notebook code below its first line."""
    if not message:
        return ""
    sentence = (
        name_function(message, source)
        or name_command(message, source)
        or explain_load_error(message, get_named_line(message, source))
    )
    head, line_end, rest = message.partition("\n")
    return f"{head}\n{sentence}{line_end}{rest}" if sentence else message


def name_function(message: str, source: bytes) -> str:
    """Return a sentence about a function that only exists in notebooks; empty for any other."""
    match = ONLY_THERE.search(message)
    if match is None:
        return ""
    if is_converted(source):
        return (
            f"{match['name']}() belongs to notebooks, and none is open when yours is "
            f"graded: delete the line."
        )
    return (
        f"{match['name']}() belongs to notebooks: delete the line, or hand in the notebook itself."
    )


def name_command(message: str, source: bytes) -> str:
    """Return a sentence about a notebook's command that is not Python; empty if it is none."""
    if LOAD_ERROR.search(message.partition("\n")[0]) is None:
        return ""
    line = get_named_line(message, source)
    command = COMMAND.match(line)
    if command is None:
        return ""
    kind = KINDS[command["sign"] or "?"]
    return (
        f"`{line.strip()[:60]}` is {kind}, no Python: delete the line, or hand in the "
        f"notebook itself."
    )


def get_named_line(message: str, source: bytes) -> str:
    """Return the line of a file that a load error names; empty if it names none."""
    match = NAMED_LINE.search(message.partition("\n")[0])
    if match is None:
        return ""
    lines = io.StringIO(
        source.decode("utf-8", "replace"), newline=None
    ).readlines()  # as Python counts them
    return lines[int(match["line"]) - 1] if int(match["line"]) <= len(lines) else ""


def name_cells_in_outcome(outcome: Outcome, name: str, source: bytes) -> Outcome:
    """Return an outcome with lines named by their cells; its line number is removed, as it means
    nothing without a cell.
    """
    message = name_cells(outcome.message, name, source)
    place = name_cells(outcome.place, name, source)
    if (message, place, 0) == (outcome.message, outcome.place, outcome.line):
        return outcome
    return replace(outcome, message=message, place=place, line=0)


def name_cells(message: str, name: str, source: bytes) -> str:
    """Return a message in which each line of the file is named as a line of a cell."""
    place = re.compile(rf"(?P<before>{re.escape(name)}[,:] |(?:detected at|on) )line (?P<line>\d+)")
    return place.sub(lambda match: match["before"] + name_line(source, int(match["line"])), message)
