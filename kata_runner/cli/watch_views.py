"""The texts that `kata watch` shows for a key."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from click import style

from kata_runner.api import Grader
from kata_runner.cells import Cell
from kata_runner.cli.output import can_draw
from kata_runner.cli.watch_state import WatchState
from kata_runner.errors import UsageError
from kata_runner.grading.feedback.locations import has_row_names, row_name
from kata_runner.grading.parts import TOGETHER
from kata_runner.learner.case import (
    TracedCall,
    choose_call,
    format_case,
    group_arguments,
    parse_trace,
)
from kata_runner.learner.hints import hinted_part, reveal_next
from kata_runner.learner.progress import Progress
from kata_runner.model import Kata, Outcome
from kata_runner.packs.lesson import find_section, read_lesson
from kata_runner.reports import labels
from kata_runner.sanitize import harmless
from kata_runner.table import Table

HELP = """h  one more hint for the part that is shown
l  what the lesson says about it
d  the demo: your tables beside the expected ones
p  the case that fails, as Python to paste
t  a Python prompt with your functions, the kata's data and the inputs of the case
a  every experiment, and all that is said of each failure
n  the next part that is not right
e  your editor (EDITOR)
q  quit
In a longer text: space and b turn pages, j and k go by lines."""
SEED = re.compile(r"--seed (\d+)")
NOTHING_SHOWN = ["Nothing fails."]


def reveal_hint(state: WatchState, progress: Progress) -> list[str]:
    """Return the hints for the part that is shown, with one more; raises UsageError where there are
    none.
    """
    part = state.shown_part
    if part is None:
        return NOTHING_SHOWN
    name = part.name
    if name == TOGETHER and state.shown_outcome is not None:
        name = hinted_among(state.kata, state.calls.get(state.shown_outcome.name, ()))
    seen = reveal_next(state.kata, name, progress)
    lines = [f"{number}. {hint}" for number, hint in enumerate(seen.hints, 1)]
    left = seen.total - len(seen.hints)
    end = f"{left} more: h" if left else "That was the last one."
    return [f"For {seen.part}:", *lines, seen.uncounted or end]


def hinted_among(kata: Kata, parts: Sequence[str]) -> str:
    """Return the first of several parts that has hints; raises UsageError where none has."""
    for part in parts:
        if part in kata.hints:
            return part
    return hinted_part(kata, parts[0] if parts else TOGETHER)


def read_lesson_of(state: WatchState, columns: int) -> list[str]:
    """Return what the lesson says: of the failure's part, under the heading that its author sends
    learners to, else all of it.
    """
    from kata_runner.reports.lesson import render_lesson

    text = read_lesson(state.kata)
    outcome, part = state.shown_outcome, state.shown_part
    titles = [outcome.lesson if outcome else "", part.name if part else ""]
    chosen = []
    for title in dict.fromkeys(filter(None, titles)):
        try:
            chosen.append(find_section(state.kata, text, title).text)
        except UsageError:
            continue
    parts = [each for each in chosen if not any(each in other for other in chosen if each != other)]
    return render_lesson("\n\n".join(parts) or text, columns, is_coloured=False).splitlines()


def list_outcomes(state: WatchState) -> list[str]:
    """Return every experiment by part, then all that is said of those that failed."""
    return list(outcome_lines(state)) or NOTHING_SHOWN


def outcome_lines(state: WatchState) -> Iterator[str]:
    """Yield them."""
    for part in state.parts:
        yield style(f"{part.name}  {part.points:g}/{part.max_points:g}", bold=True)
        for outcome in part.outcomes:
            mark = "✓" if outcome.passed else "✗"
            label = "" if outcome.passed else f"  {labels.get_status_label(outcome)}"
            yield f"  {mark} {outcome.name}  {outcome.points:g}/{outcome.max_points:g}{label}"
    report = state.report
    for group in labels.group_failures(report.outcomes) if report else []:
        yield ""
        yield style(", ".join(outcome.name for outcome in group), bold=True)
        yield from harmless(labels.describe_outcome(group[0])).splitlines()


def show_demo(
    grader: Grader,
    kata: Kata,
    source: bytes | None,
    parts: Collection[str] | None,
    calls: Mapping[str, Sequence[str]],
    columns: int,
) -> list[str]:
    """Return the demo as text with its pictures: all of it, or the experiments that call one of
    these parts.
    """
    from kata_runner.figures.terminal.look import Look
    from kata_runner.reports.demo import render_demo

    demo = grader.demo(kata, source)
    if demo.message:
        return harmless(demo.message).splitlines()
    shown = [
        each
        for each in demo.shown
        if parts is None or set(parts) & set(calls.get(each[0].name, ()))
    ]
    if not shown:
        return []
    look = Look(columns, can_draw())
    if parts is not None:  # what is right is shown once
        shown = [(declaration, actual or table, None) for declaration, table, actual in shown]
    lines = render_demo(kata, shown, demo.problems, look, with_tables=False).splitlines()
    return lines[lines.index("") + 1 :]  # the screen has the kata's name already


@dataclass(frozen=True)
class FailingCall:
    """The call of a part that fails, and the expected values of its row by column."""

    call: TracedCall
    expected: Mapping[str, Cell]


def trace_case(grader: Grader, state: WatchState) -> tuple[str, str]:
    """Return Python that assigns the inputs of the failing case, and their names."""
    failing = find_call(grader, state)
    if failing is None:
        return "", ""
    module = state.path.stem
    lines = format_case([failing.call], module).splitlines()[:-1]
    code = "\n".join(line for line in lines if not line.startswith(f"from {module} "))
    return code, ", ".join(group_arguments(failing.call.arguments))


def show_case(grader: Grader, state: WatchState) -> list[str]:
    """Return Python that makes the call that fails, and what is expected of it."""
    if state.shown_outcome is None:
        return NOTHING_SHOWN
    failing = find_call(grader, state)
    if failing is None:
        return ["What goes into this experiment is not told."]
    expected = [
        harmless(f"# expected {column}: {value!r}").replace("\n", " ")
        for column, value in failing.expected.items()
    ]
    return [*format_case([failing.call], state.path.stem).splitlines(), *expected]


def find_call(grader: Grader, state: WatchState) -> FailingCall | None:
    """Return the call of the case that is shown; None where it is secret or nothing fails."""
    outcome = state.shown_outcome
    if outcome is None:
        return None
    seed = SEED.search(outcome.replay)
    lines, table = grader.trace(state.kata, outcome.name, int(seed[1]) if seed else 0)
    row = failing_row(outcome, table)
    call = choose_call(parse_trace(lines), row)
    if call is None:
        return None
    if table is None or row is None or row >= len(table.rows):
        return FailingCall(call, {})
    first = int(has_row_names(table))  # the name of the row is not a value
    values = zip(table.columns[first:], table.rows[row][first:], strict=True)
    return FailingCall(call, dict(values))


def failing_row(outcome: Outcome, table: Table | None) -> int | None:
    """Return the row of the smallest failing case, or else the first that differs."""
    smallest = outcome.replay.partition("Replay exactly")[0].replace("\n", " ")
    if table is not None and smallest:
        for row in range(len(table.rows)):
            name = row_name(table, row)
            if f", {name}: " in smallest or f", {name}, " in smallest:
                return row
    difference = outcome.first_difference
    return difference.row if difference is not None and not SEED.search(outcome.replay) else None
