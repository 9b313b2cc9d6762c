"""A report as a learner reads it in the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from shutil import get_terminal_size
from textwrap import fill, indent

from click import style, unstyle

from kata_runner.model import Outcome, Report, Status
from kata_runner.reports.untrusted import commandless, one_line
from kata_runner.reports.words import LOADING, points, should_hold, to_look_at, word
from kata_runner.sanitize import harmless

MARKS = {Status.PASSED: ("✓", "green"), Status.BLOCKED: ("·", "yellow")}
FAILED = ("✗", "red")
LEAST_WIDTH = 20
MOST_OF_LINE = 500  # letters of a line that the attempt printed


def render(report: Report) -> str:
    """Every outcome on a line, then what to look at first, then the score."""
    parts = [style(f"{report.kata}: {one_line(str(report.attempt.path))}", bold=True)]
    if report.output:
        parts.append(printed(LOADING, report.output))
    if report.message:
        parts.append(style("✗ ", fg="red") + harmless(report.message))
    else:
        parts += [overview(report.outcomes), *map(explanation, to_look_at(report.outcomes))]
    return commandless("\n\n".join([*parts, summary(report)]))


def render_many(reports: Iterable[Report]) -> Iterator[str]:
    """One below the other."""
    return (f"{render(report)}\n" for report in reports)


def overview(outcomes: Sequence[Outcome]) -> str:
    """A line an outcome: mark, name, points, and the status where it needs a word."""
    earned = [f"{outcome.points:g}/{outcome.max_points:g}" for outcome in outcomes]
    names = [outcome.name for outcome in outcomes]
    long, wide = max(map(len, names), default=0), max(map(len, earned), default=0)
    starts = [f"{mark(outcome)}  {name:{long}}  {part:>{wide}}"
              for outcome, name, part in zip(outcomes, names, earned, strict=True)]  # fmt: skip
    return "\n".join(map(beside, starts, ["" if outcome.passed else word(outcome) for outcome in outcomes]))


def mark(outcome: Outcome) -> str:
    """A sign for passed, failed or blocked."""
    sign, colour = MARKS.get(outcome.status, FAILED)
    return style(sign, fg=colour)


def beside(start: str, words: str) -> str:
    """Words to the right of a line's start, or below it where the terminal is too narrow for that."""
    width = get_terminal_size().columns
    margin = len(unstyle(start)) + 2
    if not words:
        return start
    if margin + min(len(words), LEAST_WIDTH) > width:
        return f"{start}\n{indent(fill(words, max(width - 5, LEAST_WIDTH)), '     ')}"
    return f"{start}  {indent(fill(words, width - margin), ' ' * margin).lstrip()}"


def explanation(group: Sequence[Outcome]) -> str:
    """What should hold, what came instead, and what the attempt printed meanwhile."""
    head = style(", ".join(outcome.name for outcome in group), bold=True)
    sentence = should_hold(group)
    body = [paragraph(sentence)] if sentence else []
    lines = harmless(group[0].feedback).splitlines()
    body.append("\n".join(as_it_stands(part) if part.startswith("  ") else paragraph(part) for part in lines))
    if group[0].output:
        body.append(printed("It printed", group[0].output))
    return f"{head}\n{indent(chr(10).join(body), '  ')}"


def as_it_stands(line: str) -> str:
    """A line with a layout of its own, but one of evidence that is too wide in two: its figures below its label."""
    evidence = re.fullmatch(r"  ([ ✗] .*\S) {2,}(\S+) {2,}(\S+)", line)
    if evidence is None or len(line) + 2 <= get_terminal_size().columns:
        return line
    return f"  {evidence[1]}\n      {evidence[2]}  {evidence[3]}"


def printed(when: str, output: str) -> str:
    """What the attempt printed, or the first of it, told apart from what the grader says."""
    return f"{when}:\n{indent(head_of(output), '  | ')}"


def head_of(output: str, most: int = 12) -> str:
    """The first lines of what was printed, and of each the beginning."""
    lines = harmless(output).splitlines()
    shown = [line if len(line) <= MOST_OF_LINE else f"{line[:MOST_OF_LINE]} …" for line in lines[:most]]
    return "\n".join([*shown, *([f"… {len(lines) - most} more lines"] if len(lines) > most else [])])


def summary(report: Report) -> str:
    """The score, what it was found with, and what to do next."""
    colour = "green" if report.passed else "red"
    score = style(f"{report.status.upper()}  {points(report)}", fg=colour, bold=True)
    found = f"seed {report.seed}, isolation {report.isolation.level}, {report.seconds:.2f} s"
    return f"{score}  ({found})\n{next_step(report)}"


def next_step(report: Report) -> str:
    """What a learner would type now."""
    kata = report.kata
    if report.only:
        return f"All of it: {kata.command('check', one_line(str(report.attempt.path)))}"
    if report.passed:
        return f"Compare with the reference: {kata.command('solution')}"
    if report.message:
        return "Mend that and check again."
    run = kata.command("run", one_line(str(report.attempt.path)))
    return f"The lesson: {kata.command('show')}\nYour figures beside the expected ones: {run}"


def paragraph(text: str) -> str:
    """Text as wide as is good to read."""
    return fill(text, min(get_terminal_size().columns, 100) - 4)
