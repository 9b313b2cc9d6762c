"""The demo as a learner reads it in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from click import style

from kata_runner.authoring import Declaration
from kata_runner.model import Kata
from kata_runner.reports.escape import escape_workflow_commands
from kata_runner.reports.tables import render_table
from kata_runner.reports.wrapping import wrap
from kata_runner.sanitize import harmless
from kata_runner.table import Table

if TYPE_CHECKING:
    from kata_runner.figures.terminal.look import Look

MAX_DRAWN_ROWS = 24  # of a table that is there to be drawn
SECRET = "The expected values are kept secret."


def render_demo(
    kata: Kata,
    experiments: Sequence[tuple[Declaration, Table | None, Table | None]],
    problems: Mapping[str, str],
    look: Look | None = None,
    with_tables: bool = True,
) -> str:
    """Return each experiment with its sentence, its table and its notes.

    The first table of an experiment is the reference's, unless it is secret, the second the
    attempt's, if there is one; `problems` says by experiment why there is none. With a `look` the
    declared pictures are drawn; without tables, those are left out that a picture shows in full.
    """
    parts = [style(str(kata), bold=True) + f"\n{wrap(kata.summary)}"]
    for declaration, table, actual in experiments:
        lines = [style(declaration.title, bold=True), wrap(declaration.sentence)]
        if problem := harmless(problems.get(declaration.name, "")):
            lines.append(f"{style('✗', fg='red')} your code: {problem}")
            lines += ["The expected values:"] if table else []
        drawn, is_enough = draw(declaration, table, actual, look)
        has_table = with_tables or not is_enough
        body = list_values(table, actual, has_table=has_table, is_drawn=bool(declaration.figure))
        parts.append("\n".join([*lines, *drawn, *body]))
    return escape_workflow_commands("\n\n".join(parts))


def draw(
    declaration: Declaration, table: Table | None, actual: Table | None, look: Look | None
) -> tuple[list[str], bool]:
    """Return the lines of an experiment's picture, and whether it can stand in place of the
    table.
    """
    if look is None or declaration.figure is None:
        return [], False
    from kata_runner.figures.picture import make_picture
    from kata_runner.figures.terminal import draw as draw_picture

    picture = make_picture(declaration, table, actual)
    if picture is None:
        return [], False
    return ["", draw_picture(picture, look), *map(wrap, picture.remarks)], picture.is_complete


def list_values(
    table: Table | None, actual: Table | None, *, has_table: bool, is_drawn: bool
) -> Iterator[str]:
    """Yield the reference's table, or the attempt's beside it, with its notes.

    Of one that was made to be drawn and is long, only the beginning stands there.
    """
    if table is None:
        yield SECRET
    shown = actual or table
    if shown is None:
        return
    yield ""
    if has_table:
        most = MAX_DRAWN_ROWS if is_drawn and len(shown.rows) > MAX_DRAWN_ROWS + 1 else None
        own, other = get_head(shown, most), table and get_head(table, most)
        yield render_table(own) if other is None else render_table(other, actual and own)
        if most:
            yield f"… {len(shown.rows) - most:,} more rows: --json has all of them"
    yield from (wrap(harmless(note)) for note in shown.notes)


def get_head(table: Table, rows: int | None) -> Table:
    """Return a table's first rows, all for None."""
    if rows is None:
        return table
    return Table.of_plain(table.columns, table.rows[:rows], table.formats, table.notes)
