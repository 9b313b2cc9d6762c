"""The texts that `kata watch` shows for a key."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from click import style

from kata_runner.api import Grader
from kata_runner.cli.output import can_draw
from kata_runner.cli.watch_state import KEYS, WatchState
from kata_runner.errors import UsageError
from kata_runner.grading.called_parts import TOGETHER
from kata_runner.learner.case import SECRET_INPUTS, split_inputs
from kata_runner.learner.hints import hinted_part, reveal_next
from kata_runner.learner.progress_store import Progress
from kata_runner.model import Kata
from kata_runner.packs.lesson_sections import find_section, read_lesson
from kata_runner.reports import labels
from kata_runner.sanitize import harmless

NOTHING_SHOWN = ["Nothing fails."]
NO_CALL = "There is no call to show."


def list_keys() -> list[str]:
    """Return what each key does."""
    lines = [f"{key}  {meaning}" for key, (_, meaning) in KEYS.items()]
    return [*lines, "In a longer text: space and b turn pages, j and k go by lines."]


def reveal_hint(state: WatchState, progress: Progress) -> list[str]:
    """Return the hints for the part that is shown, with one more.

    Raises UsageError if there are none.
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
    """Return what the lesson says about the shown failure, or else the whole lesson.

    These are the section that the experiment's author names, and the section of the part.
    """
    from kata_runner.reports.terminal_lesson import render_lesson

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
    """Return every experiment by part, then the details of each failure."""
    return list(outcome_lines(state)) or NOTHING_SHOWN


def outcome_lines(state: WatchState) -> Iterator[str]:
    """Yield the lines of `list_outcomes`."""
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
    """Return the demo as text with its pictures.

    With `parts`, only the experiments that call one of these parts are shown.
    """
    from kata_runner.figures.terminal.look import Look
    from kata_runner.reports.terminal_demo import render_demo

    demo = grader.demo(kata, source)
    if demo.message:
        return harmless(demo.message).splitlines()
    shown = tuple(
        each
        for each in demo.shown
        if parts is None or set(parts) & set(calls.get(each[0].name, ()))
    )
    if not shown:
        return []
    look = Look(columns, can_draw())
    if parts is not None:  # these parts are right: one table is enough
        shown = tuple((declaration, actual or table, None) for declaration, table, actual in shown)
    lines = render_demo(replace(demo, shown=shown), look, with_tables=False).splitlines()
    return lines[lines.index("") + 1 :]  # the screen has the kata's name already


def trace_case(grader: Grader, state: WatchState) -> tuple[str, str]:
    """Return Python that assigns the inputs of the failing case, and their names."""
    if state.shown_outcome is None or state.report is None:
        return "", ""
    code = grader.write_case(state.report, state.shown_outcome)
    return split_inputs(code, state.report.attempt.path.stem)


def write_case(grader: Grader, state: WatchState) -> list[str]:
    """Return Python that makes the failing call, and the expected values."""
    if state.shown_outcome is None or state.report is None:
        return NOTHING_SHOWN
    code = grader.write_case(state.report, state.shown_outcome)
    return code.splitlines() or [SECRET_INPUTS if state.shown_outcome.secret else NO_CALL]
