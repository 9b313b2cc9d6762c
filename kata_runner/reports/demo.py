"""The demo as a learner reads it in the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from click import style

from kata_runner.authoring import Declaration
from kata_runner.model import Kata
from kata_runner.reports.tables import rendered
from kata_runner.reports.text import paragraph
from kata_runner.reports.untrusted import commandless
from kata_runner.sanitize import harmless
from kata_runner.table import Table

SECRET = "The expected figures are kept secret."


def demo(kata: Kata, shown: Sequence[tuple[Declaration, Table | None, Table | None]], problems: dict[str, str]) -> str:
    """Experiments one after the other, each with its sentence, its table and its notes."""
    parts = [style(str(kata), bold=True) + f"\n{paragraph(kata.summary)}"]
    for declaration, table, theirs in shown:
        head = f"{style(declaration.title, bold=True)}\n{paragraph(declaration.sentence)}"
        problem = harmless(problems.get(declaration.name, ""))
        remark = [f"{style('✗', fg='red')} your code: {problem}"] if problem else []
        remark += ["The expected figures:"] if problem and table else []
        parts.append("\n".join([head, *remark, *figures(table, theirs)]))
    return commandless("\n\n".join(parts))


def figures(table: Table | None, theirs: Table | None) -> list[str]:
    """The reference's table, or the attempt's beside it, or the attempt's alone where the reference's is secret."""
    known = theirs or table
    notes = [paragraph(harmless(note)) for note in known.notes] if known else []
    if table is None:
        return [SECRET, *(["", rendered(theirs), *notes] if theirs else [])]
    return ["", rendered(table, theirs), *notes]
