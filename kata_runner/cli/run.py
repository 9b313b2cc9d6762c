"""`kata run`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kata_runner.cli.options import (
    isolation_option,
    json_option,
    kata_argument,
    open_catalogue,
    pack_option,
    sandbox_of,
    warn_of_fallback,
)
from kata_runner.cli.output import can_draw, columns, say
from kata_runner.engine.notebook_source import is_converted
from kata_runner.engine.source import read_attempt
from kata_runner.errors import UsageError
from kata_runner.grading.demo import Demo, show
from kata_runner.learner.choice import existing
from kata_runner.reports.demo import render_demo as as_text  # loaded while the sandbox loads
from kata_runner.reports.escape import escape_workflow_commands
from kata_runner.sanitize import harmless

if TYPE_CHECKING:
    from kata_runner.figures.terminal.look import Look


@click.command("run")
@kata_argument
@click.argument("file", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
@json_option
@click.option(
    "--tables", "with_tables", is_flag=True, help="Show every table, those of pictures too."
)
@click.option(
    "--predict", is_flag=True, help="Be asked for a few cells before the tables are shown."
)
@isolation_option
@pack_option
@click.pass_context
def command(
    ctx: click.Context,
    kata_id: str,
    file: Path | None,
    as_json: bool,
    with_tables: bool,
    predict: bool,
    isolation: str | None,
    folders: Sequence[Path],
) -> None:
    """Show the demo; with FILE your values, and the reference's beside them.

    In a terminal there are pictures, in place of tables that they show in full.

    \b
    Examples:
      kata run 6.3
      kata run 6.3 lstm_limitations.py
      kata run 6.3 --predict
    """
    if predict and (as_json or file is not None):
        raise UsageError("--predict asks about the reference's tables: leave FILE and --json out")
    kata = open_catalogue(folders).find(kata_id)
    attempt = None if file is None else read_attempt(existing(file, kata, is_named=True))
    with sandbox_of(ctx, isolation) as sandbox:
        demo = show(kata, attempt, sandbox.run)
        warn_of_fallback(sandbox)
    if demo.message:
        from kata_runner.grading.feedback.notebooks import tell_cells

        is_notebook = attempt is not None and is_converted(attempt.source)
        message = (
            tell_cells(demo.message, attempt.path.name, attempt.source)
            if attempt and is_notebook
            else demo.message
        )
        say(escape_workflow_commands(harmless(message)))
        ctx.exit(4)
    if predict:
        from kata_runner.cli._predict import ask_predictions

        ask_predictions(demo)
    say(rendered(demo, as_json, with_tables))


def rendered(demo: Demo, as_json: bool, with_tables: bool) -> str:
    """The demo in the form that was asked for."""
    if as_json:
        from kata_runner.reports.json import render_demo as as_data

        return as_data(demo.kata, demo.shown)
    look = terminal_look()
    return as_text(demo.kata, demo.shown, demo.problems, look, with_tables or look is None)


def terminal_look() -> Look | None:
    """What the terminal can show; None where stdout is none, and tables serve better."""
    if not sys.stdout.isatty():
        return None
    from kata_runner.figures.terminal.look import Look

    return Look(columns() or Look.width, can_draw())
