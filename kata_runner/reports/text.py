"""A report as a learner reads it in the terminal: parts with their points, the causes of failures,
and the next steps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from click import style

from kata_runner.learner.part_outcomes import (
    LABELS,
    PartOutcomes,
    failures,
    group_by_part,
    is_unwritten,
    list_unblocked_failures,
    urgency,
)
from kata_runner.model import Outcome, Report, Status
from kata_runner.reports import labels
from kata_runner.reports.escape import escape_workflow_commands, to_line
from kata_runner.reports.failure import (
    format_failure,
    format_output,
    format_unwritten,
    shorten_failure,
)
from kata_runner.reports.wrapping import append_wrapped, wrap
from kata_runner.sanitize import harmless

MARKS = {Status.PASSED: ("✓", "green"), Status.BLOCKED: ("·", "yellow")}
FAILED = ("✗", "red")


def render(report: Report) -> str:
    """Return a line for each part, the failures with the first one in full, and the score.

    A report on a single experiment is rendered by `render_verbose`.
    """
    if [outcome.name for outcome in report.outcomes] == [report.only]:
        return render_verbose(report)
    return assemble(report, [format_parts(report), *explain_failures(report)])


def render_verbose(report: Report) -> str:
    """Return a line for each experiment, each failure in full detail, and the score."""
    return assemble(report, [format_experiments(report), *explain_everything(report)])


def render_many(reports: Iterable[Report]) -> Iterator[str]:
    """Yield the text of each report, to be printed one below the other."""
    return (f"{render(report)}\n" for report in reports)


def assemble(report: Report, details: Sequence[str]) -> str:
    """Return a report; its middle are the details, or why the file does not load."""
    blocks = [style(f"{report.kata}: {to_line(str(report.attempt.path))}", bold=True)]
    if report.output:
        blocks.append(format_output(labels.LOADING, report.output))
    if report.message:
        blocks.append(style("✗ ", fg="red") + harmless(report.message))
    else:
        blocks += details
    blocks.append(format_summary(report))
    return escape_workflow_commands("\n\n".join(filter(None, blocks)))


def format_parts(report: Report) -> str:
    """Return a line for each part: mark, name, points, and the reason why it did not pass."""
    parts = group_by_part(report.outcomes)
    owners = {outcome.name: part.name for part in parts for outcome in part.outcomes}
    rows = [(format_mark(part.outcomes), LABELS.get(part.name, part.name),
             f"{part.points:g}/{part.max_points:g}", describe_part(part, owners))
            for part in parts]  # fmt: skip
    return format_rows(rows)


def describe_part(part: PartOutcomes, owners: dict[str, str]) -> str:
    """Return why a part did not pass: its statuses, or the parts that it waits for."""
    first = list_unblocked_failures(part.outcomes)
    if part.passed:
        return ""
    if not first:
        awaited = [owners.get(name, name) for each in part.outcomes
                   for name in labels.get_awaited(each)]  # fmt: skip
        return f"waits for {', '.join(dict.fromkeys(awaited))}"
    if urgency(part) == 1:
        return "not written yet"
    return ", ".join(dict.fromkeys(map(labels.get_status_label, first)))


def format_experiments(report: Report) -> str:
    """Return a line for each experiment, grouped by part."""
    outcomes = [outcome for part in group_by_part(report.outcomes) for outcome in part.outcomes]
    rows = [(format_mark([outcome]), outcome.name, f"{outcome.points:g}/{outcome.max_points:g}",
             "" if outcome.passed else labels.get_status_label(outcome))
            for outcome in outcomes]  # fmt: skip
    return format_rows(rows)


def format_rows(rows: Sequence[tuple[str, str, str, str]]) -> str:
    """Return mark, name, points and words in columns."""
    name_width = max((len(name) for _, name, *_ in rows), default=0)
    points_width = max((len(points) for *_, points, _ in rows), default=0)
    return "\n".join(
        append_wrapped(f"{mark}  {name:{name_width}}  {points:>{points_width}}", words)
        for mark, name, points, words in rows
    )


def format_mark(outcomes: Sequence[Outcome]) -> str:
    """Return a sign for passed, failed or blocked."""
    failed = list_unblocked_failures(outcomes) or failures(outcomes)
    sign, colour = MARKS.get(failed[0].status if failed else Status.PASSED, FAILED)
    return style(sign, fg=colour)


def explain_failures(report: Report) -> Iterator[str]:
    """Yield the first failure in full, the others in short, and the parts not written yet."""
    groups = sort_failures(report)
    for index, group in enumerate(groups):
        yield format_failure(group, report.outcomes) if index == 0 else shorten_failure(group)
    yield format_unwritten(
        [outcome for outcome in report.outcomes if is_unwritten(outcome)], groups
    )


def sort_failures(report: Report) -> list[list[Outcome]]:
    """Return the failures grouped by cause, without those of parts that are not written yet.

    They are ordered by part, in the order in which a learner should work on the parts.
    """
    parts = sorted(group_by_part(report.outcomes), key=urgency)
    outcomes = [outcome for part in parts for outcome in part.outcomes if not is_unwritten(outcome)]
    return labels.group_failures(outcomes)


def explain_everything(report: Report) -> Iterator[str]:
    """Yield each failure in full detail."""
    for group in labels.group_failures(report.outcomes):
        yield format_failure(group, (), is_verbose=True)


def format_summary(report: Report) -> str:
    """Return the score, the conditions of the grading, and the next steps."""
    colour = "green" if report.passed else "red"
    points = labels.format_points(report)
    score = style(f"{report.status.upper()}  {points}", fg=colour, bold=True)
    level, seconds = report.isolation.level, f"{report.seconds:.2f} s"
    conditions = wrap(f"(seed {report.seed}, isolation {level}, {seconds})")
    return "\n".join([append_wrapped(score, conditions), *list_next_steps(report)])


def list_next_steps(report: Report) -> Iterator[str]:
    """Yield the commands that a learner may want to run next."""
    kata, path = report.kata, to_line(str(report.attempt.path))
    if report.only:
        yield f"All of it: {kata.command('check', path)}"
    elif report.passed:
        yield f"Compare with the reference: {kata.command('solution')}"
    elif report.message:
        yield f"Fix this and check again: {kata.command('check', path)}"
    else:
        failed = [outcome for group in sort_failures(report) for outcome in group]
        first = next(iter([*failed, *filter(is_unwritten, report.outcomes)]), None)
        if part := first and get_hinted_part(report, first):
            yield f"A hint: {kata.command('hint', part)}"
        lesson = [first.lesson] if first and first.lesson else []
        yield f"The lesson: {kata.command('show', *lesson)}"
        yield f"Your values beside the expected ones: {kata.command('run', path)}"
        yield f"Every experiment, and all that is known: {kata.command('check', path, '-v')}"


def get_hinted_part(report: Report, outcome: Outcome) -> str:
    """Return the part of a failure if there are hints for it, else an empty string."""
    from kata_runner.errors import UsageError
    from kata_runner.learner.hints import hinted_part

    try:
        return hinted_part(report.kata, outcome.part)
    except UsageError:
        return ""
