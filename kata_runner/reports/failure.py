"""One failure as a learner reads it: the cause, the line of their file, a case, what waits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import indent

from click import style

from kata_runner.grading.feedback.cells import format_pair
from kata_runner.learner.parts import LABELS
from kata_runner.model import Outcome, Status
from kata_runner.reports import labels
from kata_runner.reports.wrapping import wrap, wrap_feedback
from kata_runner.sanitize import harmless

MAX_OUTPUT_LINE = 500  # characters of a line that the attempt printed
MAX_OUTPUT_LINES = 12
MAX_WAITING = 4  # names of what waits


def format_failure(
    group: Sequence[Outcome], outcomes: Sequence[Outcome], *, is_verbose: bool = False
) -> str:
    """Return what failed for one reason in full; of the `outcomes` of its report, those that wait
    for it are named below.
    """
    first = group[0]
    feedback = first.feedback.removeprefix(first.cause).lstrip("\n")
    evidence = feedback if is_verbose else join(first.place, first.case or first.message)
    lines = [*list_reasons(group, is_verbose=is_verbose), *wrap_feedback(harmless(evidence))]
    if first.output:
        lines.append(format_output("It printed", first.output))
    if waiting := name_waiting(group, outcomes):
        lines.append(wrap(waiting))
    return below_heading(group, lines)


def shorten_failure(group: Sequence[Outcome]) -> str:
    """Return the cause of what failed and where it is, or else one value that differs."""
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
    """Yield the cause; what should hold is said where there is none, or of everything, but never
    above an error.
    """
    first = group[0]
    sentence = labels.get_group_sentence(group)
    if sentence and (is_verbose or not first.cause):
        yield wrap(sentence)
    if first.cause:
        yield wrap(f"Cause: {harmless(first.cause)}")


def below_heading(group: Sequence[Outcome], lines: Sequence[str]) -> str:
    """Return lines below the parts that failed and the experiments that show it."""
    names = ", ".join(outcome.name for outcome in group)
    parts = dict.fromkeys(LABELS.get(outcome.part, outcome.part) for outcome in group)
    head, *more = wrap(f"{', '.join(filter(None, parts))}: {names}".removeprefix(": ")).split("\n")
    heading = "\n".join([style(head, bold=True), *(style(f"  {line}", bold=True) for line in more)])
    return f"{heading}\n{indent(chr(10).join(lines), '  ')}".rstrip()


def name_waiting(group: Sequence[Outcome], outcomes: Sequence[Outcome]) -> str:
    """Say which outcomes wait for what failed, or nothing."""
    failed = {outcome.name for outcome in group}
    waiting = [outcome.name for outcome in outcomes if failed & set(labels.get_awaited(outcome))]
    if not waiting:
        return ""
    more = len(waiting) - MAX_WAITING
    shown = waiting if more <= 1 else [*waiting[:MAX_WAITING], f"{more} more"]
    return f"Waiting for this: {labels.join_names(shown)}."


def format_rest(unwritten: Sequence[Outcome], groups: Sequence[Sequence[Outcome]]) -> str:
    """Say which parts are not written yet, or nothing."""
    names = list(dict.fromkeys(LABELS.get(outcome.part, outcome.part) for outcome in unwritten))
    if not names:
        return ""
    return wrap(f"{'Also not' if groups else 'Not'} written yet: {labels.join_names(names)}.")


def format_output(title: str, output: str) -> str:
    """Return what was printed, or the beginning of it, distinct from what the grader says."""
    lines = harmless(output).splitlines()
    shown = [line if len(line) <= MAX_OUTPUT_LINE else f"{line[:MAX_OUTPUT_LINE]} …"
             for line in lines[:MAX_OUTPUT_LINES]]  # fmt: skip
    if len(lines) > MAX_OUTPUT_LINES:
        shown.append(f"… {len(lines) - MAX_OUTPUT_LINES} more lines")
    text = "\n".join(shown)
    return f"{title}:\n{indent(text, '  | ')}"


def join(*texts: str) -> str:
    """Return the texts that there are, one below the other."""
    return "\n".join(filter(None, texts))
