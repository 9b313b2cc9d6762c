"""One failure as a learner reads it: cause, line of their file, case, and blocked outcomes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import indent

from click import style

from kata_runner.grading.feedback.cell_text import format_pair
from kata_runner.learner.part_outcomes import LABELS
from kata_runner.model import Outcome, Status
from kata_runner.reports import labels
from kata_runner.reports.wrapping import wrap, wrap_feedback
from kata_runner.sanitize import harmless

MAX_OUTPUT_LINE = 500  # characters of a line that the attempt printed
MAX_OUTPUT_LINES = 12
MAX_WAITING = 4  # names of blocked outcomes that are listed


def format_failure(
    group: Sequence[Outcome], outcomes: Sequence[Outcome], *, is_verbose: bool = False
) -> str:
    """Return the full text about a group of outcomes that failed for the same reason.

    The `outcomes` of the report that are blocked by the group are named at the end.
    """
    first = group[0]
    feedback = first.feedback.removeprefix(first.cause).lstrip("\n")
    evidence = feedback if is_verbose else join(first.place, first.case or first.message)
    lines = [*list_reasons(group, is_verbose=is_verbose), *wrap_feedback(harmless(evidence))]
    if first.output:
        lines.append(format_output("It printed", first.output))
    if waiting := format_blocked(group, outcomes):
        lines.append(wrap(waiting))
    return below_heading(group, lines)


def shorten_failure(group: Sequence[Outcome]) -> str:
    """Return a short text about a failure: its cause and place, or one value that differs."""
    first = group[0]
    message = first.message
    if first.cause:
        message = first.message if first.status is Status.CRASHED else ""
    elif first.first_difference is not None and "\n" in message:
        difference = first.first_difference
        actual, expected = format_pair(difference.actual, difference.expected)
        message = f"{difference.column}: expected {expected}, got {actual}."
    return below_heading(
        group, [*list_reasons(group), *wrap_feedback(harmless(join(first.place, message)))]
    )


def list_reasons(group: Sequence[Outcome], *, is_verbose: bool = False) -> Iterator[str]:
    """Yield what should hold, if there is no cause or `is_verbose` is set, and then the cause.

    What should hold is left out for errors, which a learner has to see first.
    """
    first = group[0]
    sentence = labels.get_group_sentence(group)
    if sentence and (is_verbose or not first.cause):
        yield wrap(sentence)
    if first.cause:
        yield wrap(f"Cause: {harmless(first.cause)}")


def below_heading(group: Sequence[Outcome], lines: Sequence[str]) -> str:
    """Return lines below a heading with the parts and the experiments that failed."""
    names = ", ".join(outcome.name for outcome in group)
    parts = dict.fromkeys(LABELS.get(outcome.part, outcome.part) for outcome in group)
    head, *more = wrap(f"{', '.join(filter(None, parts))}: {names}".removeprefix(": ")).split("\n")
    heading = "\n".join([style(head, bold=True), *(style(f"  {line}", bold=True) for line in more)])
    return f"{heading}\n{indent(chr(10).join(lines), '  ')}".rstrip()


def format_blocked(group: Sequence[Outcome], outcomes: Sequence[Outcome]) -> str:
    """Return a sentence that names the outcomes blocked by a group, or an empty string."""
    failed = {outcome.name for outcome in group}
    waiting = [outcome.name for outcome in outcomes if failed & set(labels.get_awaited(outcome))]
    if not waiting:
        return ""
    more = len(waiting) - MAX_WAITING
    shown = waiting if more <= 1 else [*waiting[:MAX_WAITING], f"{more} more"]
    return f"Waiting for this: {labels.join_names(shown)}."


def format_unwritten(unwritten: Sequence[Outcome], groups: Sequence[Sequence[Outcome]]) -> str:
    """Return a sentence that names the parts not written yet, or an empty string."""
    names = list(dict.fromkeys(LABELS.get(outcome.part, outcome.part) for outcome in unwritten))
    if not names:
        return ""
    return wrap(f"{'Also not' if groups else 'Not'} written yet: {labels.join_names(names)}.")


def format_output(title: str, output: str) -> str:
    """Return the attempt's output, or its beginning, marked to distinguish it from our own text."""
    lines = harmless(output).splitlines()
    shown = [line if len(line) <= MAX_OUTPUT_LINE else f"{line[:MAX_OUTPUT_LINE]} …"
             for line in lines[:MAX_OUTPUT_LINES]]  # fmt: skip
    if len(lines) > MAX_OUTPUT_LINES:
        shown.append(f"… {len(lines) - MAX_OUTPUT_LINES} more lines")
    text = "\n".join(shown)
    return f"{title}:\n{indent(text, '  | ')}"


def join(*texts: str) -> str:
    """Return the texts that are not empty, one below the other."""
    return "\n".join(filter(None, texts))
