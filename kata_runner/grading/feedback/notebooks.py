"""Feedback about a notebook, or a file that was exported from one: lines are named by their cells,
and code that only works in notebooks is explained.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kata_runner.engine.notebook_source import is_converted, name_line
from kata_runner.grading.feedback.load_rules import explain_load_error
from kata_runner.grading.feedback.place import get_lines
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
    message = name_cells(explain(report.message, source), name, source)
    outcomes = (
        outcome if outcome.passed else explain_outcome(outcome, name, source)
        for outcome in report.outcomes
    )
    return replace(report, message=message, outcomes=tuple(outcomes))


def explain_outcome(outcome: Outcome, name: str, source: bytes) -> Outcome:
    """Return an outcome with a sentence about notebook code, and with lines named by their cells;
    then its line number is removed, as it means nothing without a cell.
    """
    return replace(
        outcome,
        message=name_cells(explain(outcome.message, source), name, source),
        place=name_cells(outcome.place, name, source),
        line=0 if is_converted(source) else outcome.line,
    )


def explain(message: str, source: bytes) -> str:
    """Return a message with a sentence about notebook code below its first line."""
    if not message:
        return ""
    head, line_end, rest = message.partition("\n")
    line = get_named_line(head, source)
    sentence = (
        name_function(message, source) or name_command(head, line) or explain_load_error(head, line)
    )
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


def name_command(error: str, line: str) -> str:
    """Return a sentence about a line that is a notebook's command and not Python; empty if it is
    none, or the error is another one.
    """
    command = COMMAND.match(line) if LOAD_ERROR.search(error) else None
    if command is None:
        return ""
    kind = KINDS[command["sign"] or "?"]
    return (
        f"`{line.strip()[:60]}` is {kind}, no Python: delete the line, or hand in the "
        f"notebook itself."
    )


def get_named_line(error: str, source: bytes) -> str:
    """Return the line of a file that a load error names; empty if it names none."""
    match = NAMED_LINE.search(error)
    lines = get_lines(source) if match else []
    return lines[int(match["line"]) - 1] if match and int(match["line"]) <= len(lines) else ""


def name_cells(message: str, name: str, source: bytes) -> str:
    """Return a message in which each line of a notebook is named as a line of a cell."""
    if not is_converted(source):
        return message
    place = re.compile(rf"(?P<before>{re.escape(name)}[,:] |(?:detected at|on) )line (?P<line>\d+)")
    return place.sub(lambda match: match["before"] + name_line(source, int(match["line"])), message)
