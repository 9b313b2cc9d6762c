"""The demo as a learner reads it in the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from click import style

from kata_runner.authoring import Declaration
from kata_runner.engine.text import harmless
from kata_runner.model import Kata
from kata_runner.reports.tables import rendered
from kata_runner.reports.text import paragraph
from kata_runner.reports.untrusted import commandless
from kata_runner.table import Table


def demo(kata: Kata, shown: Sequence[tuple[Declaration, Table, Table | None]], problems: dict[str, str]) -> str:
    """Experiments one after the other, each with its sentence, its table and its notes."""
    parts = [style(str(kata), bold=True) + f"\n{paragraph(kata.summary)}"]
    for declaration, table, theirs in shown:
        head = f"{style(declaration.title, bold=True)}\n{paragraph(declaration.sentence)}"
        notes = [paragraph(harmless(note)) for note in (theirs or table).notes]
        problem = harmless(problems.get(declaration.name, ""))
        remark = [f"{style('✗', fg='red')} your code: {problem}", "The expected figures:"] if problem else []
        parts.append("\n".join([head, *remark, "", rendered(table, theirs), *notes]))
    return commandless("\n\n".join(parts))
