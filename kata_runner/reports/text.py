"""A report as a learner reads it in the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from shutil import get_terminal_size
from textwrap import fill, indent

from click import style, unstyle

from kata_runner.model import Outcome, Report, Status
from kata_runner.reports import labels
from kata_runner.reports.escape import escape_workflow_commands, to_line
from kata_runner.sanitize import harmless

MARKS = {Status.PASSED: ("✓", "green"), Status.BLOCKED: ("·", "yellow")}
FAILED = ("✗", "red")
MIN_WIDTH = 20
MAX_OUTPUT_LINE = 500  # characters of a line that the attempt printed
MAX_OUTPUT_LINES = 12


def render(report: Report) -> str:
    """Return every outcome on a line, then what to look at first, then the score."""
    parts = [style(f"{report.kata}: {to_line(str(report.attempt.path))}", bold=True)]
    if report.output:
        parts.append(format_output(labels.LOADING, report.output))
    if report.message:
        parts.append(style("✗ ", fg="red") + harmless(report.message))
    else:
        groups = labels.group_failures(report.outcomes)
        parts += [format_overview(report.outcomes), *map(format_failure, groups)]
    return escape_workflow_commands("\n\n".join([*parts, format_summary(report)]))


def render_many(reports: Iterable[Report]) -> Iterator[str]:
    """Yield one below the other."""
    return (f"{render(report)}\n" for report in reports)


def format_overview(outcomes: Sequence[Outcome]) -> str:
    """Return a line an outcome: mark, name, points, and the status where it needs a word."""
    points = [f"{outcome.points:g}/{outcome.max_points:g}" for outcome in outcomes]
    name_width = max((len(outcome.name) for outcome in outcomes), default=0)
    points_width = max(map(len, points), default=0)
    lines = []
    for outcome, earned in zip(outcomes, points, strict=True):
        line = f"{format_mark(outcome)}  {outcome.name:{name_width}}  {earned:>{points_width}}"
        label = "" if outcome.passed else labels.get_status_label(outcome)
        lines.append(append_wrapped(line, label))
    return "\n".join(lines)


def format_mark(outcome: Outcome) -> str:
    """Return a sign for passed, failed or blocked."""
    sign, colour = MARKS.get(outcome.status, FAILED)
    return style(sign, fg=colour)


def append_wrapped(line: str, words: str) -> str:
    """Return words to the right of a line, or below it where the terminal is too narrow."""
    width = get_terminal_size().columns
    margin = len(unstyle(line)) + 2
    if not words:
        return line
    if margin + min(len(words), MIN_WIDTH) > width:
        return f"{line}\n{indent(fill(words, max(width - 5, MIN_WIDTH)), '     ')}"
    return f"{line}  {indent(fill(words, width - margin), ' ' * margin).lstrip()}"


def format_failure(group: Sequence[Outcome]) -> str:
    """Return what should hold, what happened instead, and what the attempt printed."""
    heading = style(", ".join(outcome.name for outcome in group), bold=True)
    sentence = labels.get_group_sentence(group)
    lines = [wrap(sentence)] if sentence else []
    for line in harmless(group[0].feedback).splitlines():
        lines.append(wrap_evidence(line) if line.startswith("  ") else wrap(line))
    if group[0].output:
        lines.append(format_output("It printed", group[0].output))
    body = "\n".join(lines)
    return f"{heading}\n{indent(body, '  ')}"


def wrap_evidence(line: str) -> str:
    """Return an indented line; values that are too far to the right go below their label."""
    evidence = re.fullmatch(r"  ([ ✗] .*\S) {2,}(\S+) {2,}(\S+)", line)
    if evidence is None or len(line) + 2 <= get_terminal_size().columns:
        return line
    return f"  {evidence[1]}\n      {evidence[2]}  {evidence[3]}"


def format_output(title: str, output: str) -> str:
    """Return what was printed, or the beginning of it, distinct from what the grader says."""
    lines = harmless(output).splitlines()
    shown = [line if len(line) <= MAX_OUTPUT_LINE else f"{line[:MAX_OUTPUT_LINE]} …"
             for line in lines[:MAX_OUTPUT_LINES]]  # fmt: skip
    if len(lines) > MAX_OUTPUT_LINES:
        shown.append(f"… {len(lines) - MAX_OUTPUT_LINES} more lines")
    text = "\n".join(shown)
    return f"{title}:\n{indent(text, '  | ')}"


def format_summary(report: Report) -> str:
    """Return the score, under which conditions, and what to do next."""
    colour = "green" if report.passed else "red"
    points = labels.format_points(report)
    score = style(f"{report.status.upper()}  {points}", fg=colour, bold=True)
    level, seconds = report.isolation.level, f"{report.seconds:.2f} s"
    return f"{score}  (seed {report.seed}, isolation {level}, {seconds})\n{get_next_step(report)}"


def get_next_step(report: Report) -> str:
    """Return what a learner would type now."""
    kata, path = report.kata, to_line(str(report.attempt.path))
    if report.only:
        return f"All of it: {kata.command('check', path)}"
    if report.passed:
        return f"Compare with the reference: {kata.command('solution')}"
    if report.message:
        return f"Fix this and check again: {kata.command('check', path)}"
    run = kata.command("run", path)
    lesson = kata.command("show")
    return f"The lesson: {lesson}\nYour values beside the expected ones: {run}"


def wrap(text: str) -> str:
    """Return text as wide as is good to read."""
    return fill(text, min(get_terminal_size().columns, 100) - 4)
