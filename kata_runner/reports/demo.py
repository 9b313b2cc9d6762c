"""The demo as a learner reads it in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from click import style

from kata_runner.authoring import Declaration
from kata_runner.model import Kata
from kata_runner.reports.escape import escape_workflow_commands
from kata_runner.reports.tables import render_table
from kata_runner.reports.text import wrap
from kata_runner.sanitize import harmless
from kata_runner.table import Table

SECRET = "The expected values are kept secret."


def render_demo(
    kata: Kata,
    experiments: Sequence[tuple[Declaration, Table | None, Table | None]],
    problems: Mapping[str, str],
) -> str:
    """Return each experiment with its sentence, its table and its notes.

    The first table of an experiment is the reference's, unless it is secret, the second the
    attempt's, if there is one; `problems` says by experiment why there is none.
    """
    parts = [style(str(kata), bold=True) + f"\n{wrap(kata.summary)}"]
    for declaration, table, actual in experiments:
        lines = [style(declaration.title, bold=True), wrap(declaration.sentence)]
        if problem := harmless(problems.get(declaration.name, "")):
            lines.append(f"{style('✗', fg='red')} your code: {problem}")
            lines += ["The expected values:"] if table else []
        parts.append("\n".join([*lines, *list_values(table, actual)]))
    return escape_workflow_commands("\n\n".join(parts))


def list_values(table: Table | None, actual: Table | None) -> Iterator[str]:
    """Yield the reference's table, or the attempt's beside it, with its notes."""
    if table is None:
        yield SECRET
    shown = actual or table
    if shown is not None:
        yield ""
        yield render_table(shown) if table is None else render_table(table, actual)
        yield from (wrap(harmless(note)) for note in shown.notes)
