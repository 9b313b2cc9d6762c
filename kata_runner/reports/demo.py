"""The demo as a learner reads it in the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from click import style

from kata_runner.authoring import Declaration
from kata_runner.engine.text import harmless
from kata_runner.model import Kata
from kata_runner.reports.escape import escape_workflow_commands
from kata_runner.reports.tables import render_table
from kata_runner.reports.text import wrap
from kata_runner.table import Table


def render_demo(
    kata: Kata,
    experiments: Sequence[tuple[Declaration, Table, Table | None]],
    problems: Mapping[str, str],
) -> str:
    """Return each experiment with its sentence, its table and its notes.

    With an attempt, the second table of an experiment is its own; `problems` says by experiment
    why there is none.
    """
    parts = [style(str(kata), bold=True) + f"\n{wrap(kata.summary)}"]
    for declaration, table, actual in experiments:
        lines = [style(declaration.title, bold=True), wrap(declaration.sentence)]
        if problem := harmless(problems.get(declaration.name, "")):
            lines += [f"{style('✗', fg='red')} your code: {problem}", "The expected values:"]
        notes = [wrap(harmless(note)) for note in (actual or table).notes]
        parts.append("\n".join([*lines, "", render_table(table, actual), *notes]))
    return escape_workflow_commands("\n\n".join(parts))
