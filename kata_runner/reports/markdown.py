"""A report as the Markdown file that a student reads; it has no times, so that it is repeatable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kata_runner.model import Outcome, Report
from kata_runner.reports import labels
from kata_runner.reports.escape import to_markdown_block, to_markdown_code, to_markdown_text
from kata_runner.sanitize import shorten

MAX_OUTPUT = 4000  # characters


def render(report: Report) -> str:
    """Return the report on one attempt as a complete document."""
    return render_section(report, 1)


def render_many(reports: Iterable[Report]) -> Iterator[str]:
    """Yield a document with a section for each attempt, and a table of all attempts at the end."""
    rows = []
    yield "# Results\n"
    for report in reports:
        yield f"{render_section(report, 2)}\n"
        path, verdict = str(report.attempt.path), labels.VERDICTS[report.status]
        rows.append((to_markdown_code(path), verdict, labels.format_points(report)))
    yield f"## All attempts\n\n{render_table(['attempt', 'result', 'score'], rows)}"


def render_section(report: Report, level: int) -> str:
    """Return a heading of this level, the score, every outcome, and a section for each failure."""
    kata, path = to_markdown_text(str(report.kata)), to_markdown_code(str(report.attempt.path))
    parts = [
        f"{'#' * level} {kata}: {path}",
        f"**{labels.VERDICTS[report.status]}**: {labels.format_points(report)}",
    ]
    if report.output:
        parts.append(render_output(labels.LOADING, report.output))
    if report.message:
        parts.append(to_markdown_block(report.message))
    else:
        rows = map(to_row, report.outcomes)
        parts.append(render_table(["outcome", "points", "result"], rows))
        groups = labels.group_failures(report.outcomes)
        parts += [render_failure(group, level + 1) for group in groups]
    parts.append(f"The random inputs came from seed {report.seed}.")
    return "\n\n".join(parts)


def to_row(outcome: Outcome) -> tuple[str, str, str]:
    """Return an outcome's row of the table."""
    points = f"{outcome.points:g}/{outcome.max_points:g}"
    label = to_markdown_text(labels.get_status_label(outcome))
    return to_markdown_code(outcome.name), points, label


def render_table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; its cells are Markdown."""
    lines = [heading, [":--"] * len(heading), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def render_failure(group: Sequence[Outcome], level: int) -> str:
    """Return what should hold, what happened instead, and what the attempt printed."""
    names = ", ".join(to_markdown_code(outcome.name) for outcome in group)
    parts = [f"{'#' * level} {names}"]
    parts += [to_markdown_text(outcome.sentence) for outcome in group]
    if group[0].feedback:
        parts.append(to_markdown_block(group[0].feedback))
    if group[0].output:
        parts.append(render_output("It printed", group[0].output))
    return "\n\n".join(parts)


def render_output(title: str, output: str) -> str:
    """Return what the attempt printed, or the beginning of it."""
    return f"{title}:\n\n{to_markdown_block(shorten(output, MAX_OUTPUT))}"
