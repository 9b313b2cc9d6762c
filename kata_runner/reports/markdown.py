"""A report as the Markdown file that a student reads. It has no times in it: the same work gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kata_runner.grading.once import once_each
from kata_runner.model import Outcome, Report
from kata_runner.reports.untrusted import in_block, in_code, in_prose
from kata_runner.reports.words import LOADING, VERDICTS, points, to_look_at, word
from kata_runner.sanitize import shortened

MOST_OUTPUT = 4000


def render(report: Report) -> str:
    """One attempt, a document of its own."""
    return section(report, 1)


def render_many(reports: Iterable[Report]) -> Iterator[str]:
    """A document with a chapter an attempt, and all of them in a table at the end."""
    rows = []
    yield "# Results\n"
    for report in reports:
        yield f"{section(report, 2)}\n"
        rows.append((in_code(str(report.attempt.path)), VERDICTS[report.status], points(report)))
    yield f"## All attempts\n\n{table(['attempt', 'result', 'score'], rows)}"


def section(report: Report, level: int) -> str:
    """A heading of this level, the score, every outcome, and below a heading for each thing to look at."""
    parts = [
        f"{'#' * level} {in_prose(str(report.kata))}: {in_code(str(report.attempt.path))}",
        f"**{VERDICTS[report.status]}**: {points(report)}",
    ]
    if report.output:
        parts.append(printed(LOADING, report.output))
    if report.message:
        parts.append(in_block(report.message))
    else:
        parts.append(table(["outcome", "points", "result"], [row(outcome) for outcome in report.outcomes]))
        parts += [explanation(group, level + 1) for group in to_look_at(report.outcomes)]
    parts.append(f"The random inputs came from seed {report.seed}.")
    return "\n\n".join(parts)


@once_each
def row(outcome: Outcome) -> tuple[str, str, str]:
    """An outcome's line of the table, written once for all reports that share it."""
    return in_code(outcome.name), f"{outcome.points:g}/{outcome.max_points:g}", in_prose(word(outcome))


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; its cells are Markdown."""
    lines = [heads, [":--"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def explanation(group: Sequence[Outcome], level: int) -> str:
    """What should hold, what came instead, and what the attempt printed meanwhile."""
    parts = [f"{'#' * level} {', '.join(in_code(outcome.name) for outcome in group)}"]
    parts += [in_prose(outcome.sentence) for outcome in group]
    if group[0].feedback:
        parts.append(in_block(group[0].feedback))
    if group[0].output:
        parts.append(printed("It printed", group[0].output))
    return "\n\n".join(parts)


def printed(when: str, output: str) -> str:
    """What the attempt printed, or the beginning of it."""
    return f"{when}:\n\n{in_block(shortened(output, MOST_OUTPUT))}"
