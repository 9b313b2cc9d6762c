"""The screen of `kata watch`: parts, what changed, one failure in full, the keys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from click import style, unstyle

from kata_runner.cli.watch_state import KEYS, View, WatchState
from kata_runner.grading.feedback.cell_text import display_width
from kata_runner.learner.part_outcomes import (
    LABELS,
    PartOutcomes,
    failures,
    list_unblocked_failures,
)
from kata_runner.model import Outcome
from kata_runner.reports import labels
from kata_runner.reports.escape import to_line
from kata_runner.sanitize import harmless
from kata_runner.source_lines import split_lines

MAX_OUTPUT_LINES = 5
EVIDENCE = re.compile(r"  ([ ✗] .*\S) {2,}(\S+) {2,}(\S+)")
ESCAPE, RESET = "\x1b", "\x1b[0m"
MIN_BODY = 3
WHOLE = "# kata check --python: all of it"


def draw_screen(state: WatchState, columns: int, rows: int) -> list[str]:
    """Return the lines of the screen, within its columns and rows."""
    head = [*draw_head(state, columns), *draw_parts(state, columns), *draw_changes(state, columns)]
    keys = draw_keys(columns)
    room = max(rows - len(head) - len(keys) - 2, MIN_BODY)
    body = [cut(line, columns) for line in draw_body(state, columns, room)]
    rule = style("─" * columns, dim=True)
    return [*head, rule, *body[:room], *[""] * (room - len(body)), rule, *keys][:rows]


def draw_head(state: WatchState, columns: int) -> Iterator[str]:
    """Yield the kata, the file, the points and when they were reached."""
    title = style(str(state.kata), bold=True)
    report = state.report
    yield cut(f"{title}  {to_line(str(state.path))}", columns)
    if report is not None:
        points = style(labels.format_points(report), fg="green" if report.passed else "red")
        yield cut(f"{points}  {describe_time(state)}", columns)


def describe_time(state: WatchState) -> str:
    """Return which save the points belong to."""
    report = state.report
    if report is None:
        return ""
    when = f"saved {state.judged_at}, {report.seconds:.2f} s, {report.isolation.level}"
    return f"of the file as it was at {state.judged_at}" if state.problem else when


def draw_parts(state: WatchState, columns: int) -> list[str]:
    """Return the parts with their points, side by side."""
    cells = [format_part(part, state) for part in state.parts]
    return [cut(line, columns) for line in fill_lines(cells, "   ", columns)]


def fill_lines(cells: Iterable[str], gap: str, columns: int) -> list[str]:
    """Return lines of cells side by side, as many in each as there is room for."""
    lines: list[str] = []
    for cell in cells:
        if lines and width_of(lines[-1] + gap + cell) <= columns:
            lines[-1] += gap + cell
        else:
            lines.append(cell)
    return lines


def format_part(part: PartOutcomes, state: WatchState) -> str:
    """Return a part's mark, name and points."""
    mark = format_mark(part)
    name = LABELS.get(part.name, part.name)
    shown = state.shown_part
    name = style(name, bold=True) if shown is not None and shown.name == part.name else name
    return f"{mark} {name} {part.points:g}/{part.max_points:g}"


def format_mark(part: PartOutcomes) -> str:
    """Return a sign for right, wrong, or blocked by other parts."""
    if part.passed:
        return style("✓", fg="green")
    return (
        style("✗", fg="red") if list_unblocked_failures(part.outcomes) else style("·", fg="yellow")
    )


def draw_changes(state: WatchState, columns: int) -> Iterator[str]:
    """Yield what the last save changed, what is running, and the note."""
    for sentence in state.changes:
        colour = "red" if "no longer" in sentence else "green"
        yield style(cut(sentence, columns), fg=colour)
    for text in filter(None, (state.busy, state.note)):
        yield style(cut(text, columns), fg="yellow")


def draw_body(state: WatchState, columns: int, room: int) -> list[str]:
    """Return the open text, or why the file cannot be graded, or the failure."""
    if state.view is not None:
        return draw_view(state.view, columns, room)
    if state.problem:
        lines = wrap_lines(harmless(state.problem).splitlines(), columns)
        return limit([style("✗ cannot be judged as it is", fg="red"), *lines], room)
    outcome = state.shown_outcome
    if outcome is None:
        return draw_passed(state, columns) if state.report else []
    rest = draw_rest(state, outcome, columns)
    failure = draw_failure(state, outcome, columns)
    return [*limit(failure, max(room - len(rest), MIN_BODY)), *rest]


def draw_view(view: View, columns: int, room: int) -> list[str]:
    """Return the title of a text, and its lines from the scroll position on."""
    lines = cut_code(view.lines, columns) if view.is_code else wrap_lines(view.lines, columns)
    view.top = max(0, min(view.top, len(lines) - (room - 1)))
    shown = lines[view.top : view.top + room - 1]
    more = len(lines) - view.top - len(shown)
    scroll = f"  ({more} more lines: space, back: b)" if more or view.top else ""
    title = f"{view.title}{scroll}  (any other key closes it)"
    return [style(cut(title, columns), bold=True), *shown]


def cut_code(lines: Sequence[str], columns: int) -> list[str]:
    """Return lines of Python cut to the width of the screen, and first of all where they are
    whole: wrapped, they would be other Python.
    """
    shown = [cut(line, columns) for line in lines]
    return [cut(WHOLE, columns), *shown] if shown != list(lines) else shown


def draw_passed(state: WatchState, columns: int) -> list[str]:
    """Return the lines for a kata that is passed."""
    way = f"Compare with the reference: {state.kata.command('solution')}"
    lines = wrap_lines([way, "What comes next: kata next"], columns)
    return [style("PASSED", fg="green", bold=True), *lines]


def draw_failure(state: WatchState, outcome: Outcome, columns: int) -> list[str]:
    """Return a failure in full: what should hold, the feedback, the learner's line, what it
    printed.
    """
    name = style(outcome.name, bold=True)
    heading = f"{style('✗', fg='red')} {name}  {labels.get_status_label(outcome)}"
    message = f"{outcome.explanation}\n{outcome.case}".strip()
    lines = [outcome.sentence, *harmless(message).splitlines(), *quote_line(state, outcome)]
    return [heading, *wrap_lines([*lines, *format_output(outcome)], columns)]


def quote_line(state: WatchState, outcome: Outcome) -> list[str]:
    """Return the line of the learner's file that an outcome names."""
    source = state.report.attempt.source.decode("utf-8", "replace") if state.report else ""
    lines = split_lines(source)
    if not 0 < outcome.line <= len(lines):
        return []
    return [f"  {outcome.line} | {to_line(lines[outcome.line - 1])}"]


def format_output(outcome: Outcome) -> list[str]:
    """Return the beginning of what an experiment printed."""
    printed = harmless(outcome.output).splitlines()
    if not printed:
        return []
    more = len(printed) - MAX_OUTPUT_LINES
    shown = [f"  | {line}" for line in printed[:MAX_OUTPUT_LINES]]
    return ["It printed:", *shown, *([f"  … {more} more lines"] if more > 0 else [])]


def draw_rest(state: WatchState, shown: Outcome, columns: int) -> list[str]:
    """Return the other failures, and the number of those blocked by others, in one line."""
    left = [outcome for part in state.failing for outcome in failures(part.outcomes)]
    first = list_unblocked_failures(left)
    others = [outcome.name for outcome in first if outcome is not shown]
    waiting = len([outcome for outcome in left if outcome not in first and outcome is not shown])
    texts = [f"{len(others)} more: {', '.join(others)}"] if others else []
    texts += [f"{waiting} wait{'s' * (waiting == 1)} for others"] if waiting else []
    return [style(cut("; ".join(texts), columns), dim=True)] if texts else []


def draw_keys(columns: int) -> list[str]:
    """Return the keys and what they do, as many as there is room for in two lines."""
    cells = [f"{style(key, bold=True)} {meaning}" for key, (meaning, _) in KEYS.items()]
    return fill_lines(cells, "  ", columns)[:2]


def limit(lines: Sequence[str], room: int) -> list[str]:
    """Return at most `room` lines; if there are more, the last one says how many are left out."""
    if len(lines) <= room:
        return list(lines)
    more = len(lines) - room + 1
    return [*lines[: room - 1], style(f"… {more} more lines: a shows all", dim=True)]


def wrap_lines(lines: Sequence[str], columns: int) -> list[str]:
    """Return lines wrapped to the width of the screen; indented or styled ones are cut."""
    from textwrap import wrap

    wrapped: list[str] = []
    for line in lines:
        if width_of(line) <= columns:
            wrapped.append(line)
        elif line.startswith("  ") or ESCAPE in line:
            wrapped += [cut(piece, columns) for piece in wrap_evidence(line)]
        else:
            wrapped += [cut(piece, columns) for piece in wrap(line, columns)]
    return wrapped


def wrap_evidence(line: str) -> list[str]:
    """Return a line of the feedback's table as two lines, with the values below their label."""
    evidence = EVIDENCE.fullmatch(line)
    if evidence is None:
        return [line]
    return [f"  {evidence[1]}", f"      {evidence[2]}  {evidence[3]}"]


def cut(line: str, columns: int) -> str:
    """Return a line cut to a number of columns, with its styles closed."""
    if width_of(line) <= columns:
        return line
    shown, width, is_style = "", 0, False
    for character in line:
        is_style = is_style or character == ESCAPE
        if not is_style:
            width += width_of(character)
            if width > columns - 1:
                break
        shown += character
        is_style = is_style and character != "m"
    return f"{shown}…{RESET if ESCAPE in line else ''}"


def width_of(line: str) -> int:
    """Return how many columns a line takes."""
    return display_width(unstyle(line))
