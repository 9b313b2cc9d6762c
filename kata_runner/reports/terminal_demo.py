"""The demo as a learner reads it in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from click import style

from kata_runner.authoring import Declaration
from kata_runner.engine.notebook_source import is_converted
from kata_runner.grading.compare import differences
from kata_runner.grading.demo_tables import Demo
from kata_runner.grading.feedback.cell_text import format_pair
from kata_runner.grading.feedback.locations import location_prefix
from kata_runner.model import Attempt, Difference
from kata_runner.reports.escape import escape_workflow_commands
from kata_runner.reports.text_tables import render_comparison, render_table
from kata_runner.reports.wrapping import wrap, wrap_feedback
from kata_runner.sanitize import harmless
from kata_runner.table import Table, Tolerance

if TYPE_CHECKING:
    from kata_runner.figures.terminal.look import Look

MAX_DRAWN_ROWS = 24  # rows shown of a table that has a figure
SECRET = "The expected values are kept secret."
VARYING = "Yours: they differ from run to run, so none of them is right or wrong."


def render_demo(demo: Demo, look: Look | None = None, with_tables: bool = True) -> str:
    """Return each experiment with its sentence, its table and its notes.

    With a `look` the declared pictures are drawn. Unless `with_tables`, tables that a picture shows
    in full are left out.
    """
    parts = [style(str(demo.kata), bold=True) + f"\n{wrap(demo.kata.summary)}"]
    for declaration, table, actual in demo.shown:
        lines = [style(declaration.title, bold=True), wrap(declaration.sentence)]
        if problem := harmless(demo.problems.get(declaration.name, "")):
            first, *more = problem.splitlines()
            mark = style("✗", fg="red")
            lines += [wrap(f"{mark} your code: {first}"), *wrap_feedback("\n".join(more))]
            lines += ["The expected values:"] if table else []
        drawn, is_enough = draw(declaration, table, actual, look)
        has_table = with_tables or not is_enough
        is_varying = declaration.name in demo.varying
        body = list_values(declaration, table, actual, has_table=has_table, is_varying=is_varying)
        parts.append("\n".join([*lines, *drawn, *body]))
    return escape_workflow_commands("\n\n".join(parts))


def describe_load_problem(demo: Demo, attempt: Attempt | None) -> str:
    """Return why the attempt does not load; for a notebook, with the number of the cell."""
    text = demo.message
    if attempt is not None and is_converted(attempt.source):
        from kata_runner.grading.feedback.notebooks import name_cells

        text = name_cells(text, attempt.path.name, attempt.source)
    return harmless(text)


def draw(
    declaration: Declaration, table: Table | None, actual: Table | None, look: Look | None
) -> tuple[list[str], bool]:
    """Return the lines of an experiment's picture, and whether it can replace the table."""
    if look is None or declaration.figure is None:
        return [], False
    from kata_runner.figures.picture import make_picture
    from kata_runner.figures.terminal import draw as draw_picture
    from kata_runner.figures.terminal import list_remarks

    picture = make_picture(declaration, table, actual)
    if picture is None:
        return [], False
    remarks = list_remarks(picture, look)
    is_enough = picture.is_complete and not remarks
    return ["", draw_picture(picture, look), *map(wrap, remarks)], is_enough


def list_values(
    declaration: Declaration,
    table: Table | None,
    actual: Table | None,
    *,
    has_table: bool,
    is_varying: bool,
) -> Iterator[str]:
    """Yield the reference's table, or the attempt's with wrong cells marked, and its notes.

    Of a long table with a figure, only the first rows are shown. No cell is marked in a table whose
    values differ from run to run.
    """
    if table is None:
        yield SECRET
    shown = actual or table
    if shown is None:
        return
    yield ""
    if has_table:
        is_long = declaration.figure and len(shown.rows) > MAX_DRAWN_ROWS + 1
        most = MAX_DRAWN_ROWS if is_long else len(shown.rows)
        if table is None or actual is None or is_varying:
            yield render_table(get_head(shown, most))
            yield from [wrap(VARYING)] if is_varying else []
        else:
            yield from compare(table, actual, declaration.tolerance, most)
        if is_long:
            yield f"… {len(shown.rows) - most:,} more rows: --json has all of them"
    yield from (wrap(harmless(note)) for note in shown.notes)


def compare(table: Table, actual: Table, tolerance: Tolerance, most: int) -> Iterator[str]:
    """Yield the first `most` rows of an attempt's table, and whether the whole table is right.

    That is the meaning of the marks and a sentence about wrong values in the other rows, or a
    sentence that all values are right.
    """
    wrong = list(differences(table, actual, tolerance))
    marked = {(each.row, each.column) for each in wrong if each.row < most}
    unseen = [each for each in wrong if each.row >= most]
    yield render_comparison(get_head(table, most), get_head(actual, most), marked)
    if marked:
        yield wrap(f"{style('✗', fg='red')} is wrong: the expected value stands below it.")
    if unseen:
        yield wrap(f"{style('✗', fg='red')} {describe_unseen(table, unseen)}")
    if not wrong:
        yield f"{style('✓', fg='green')} your code gives what is expected."


def describe_unseen(table: Table, wrong: Sequence[Difference]) -> str:
    """Return how many values are wrong in rows that are not shown, and which is the first."""
    first = wrong[0]
    expected, actual = format_pair(first.expected, first.actual)
    count = "1 value is" if len(wrong) == 1 else f"{len(wrong):,} values are"
    where = location_prefix(table, first)
    return harmless(
        f"{count} wrong in rows that are not shown, the first at {where}expected {expected}, "
        f"got {actual}."
    )


def get_head(table: Table, rows: int) -> Table:
    """Return a table with its first `rows` rows."""
    return Table.of_plain(table.columns, table.rows[:rows], table.formats, table.notes)
