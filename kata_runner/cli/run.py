"""`kata run`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kata_runner.cli.options import (
    complete_experiments,
    file_argument,
    isolation_option,
    json_option,
    kata_argument,
    open_catalogue,
    open_grader,
    pack_option,
)
from kata_runner.cli.output import can_draw, columns, note, print_result
from kata_runner.engine.attempt_file import read_attempt
from kata_runner.errors import UsageError
from kata_runner.grading.demo_tables import Demo, choose_experiment
from kata_runner.learner.choice import existing
from kata_runner.model import Attempt, Kata
from kata_runner.reports.escape import escape_workflow_commands
from kata_runner.reports.json import render_demo as render_as_json
from kata_runner.reports.terminal_demo import describe_load_problem
from kata_runner.reports.terminal_demo import (
    render_demo as as_text,  # loaded while the sandbox loads
)

if TYPE_CHECKING:
    from kata_runner.api import Grader
    from kata_runner.figures.terminal.look import Look

FORMATS = ("text", "json", "html")


@click.command("run")
@kata_argument
@file_argument
@click.option(
    "--format", "name", default="text", show_default=True, type=click.Choice(FORMATS),
    help="How the demo is written.",
)  # fmt: skip
@json_option
@click.option(
    "--tables", "with_tables", is_flag=True, help="Show every table, those of pictures too."
)
@click.option(
    "--predict", is_flag=True, help="Be asked for a few cells before the tables are shown."
)
@click.option(
    "--only", metavar="NAME", shell_complete=complete_experiments,
    help="Show this experiment alone.",
)  # fmt: skip
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="NAME=VALUE",
    help="Set a control that an experiment declares; as often as you like.",
)
@click.option(
    "--plot",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write the pictures into FILE.png, FILE.svg or FILE.pdf, to print them.",
)
@isolation_option
@pack_option
@click.pass_context
def command(
    ctx: click.Context,
    kata: Kata,
    file: Path | None,
    name: str,
    as_json: bool,
    with_tables: bool,
    predict: bool,
    only: str | None,
    settings: Sequence[str],
    plot: Path | None,
    isolation: str | None,
) -> None:
    """Show the demo; with FILE your values, and the reference's beside them.

    In a terminal there are pictures, in place of tables that they show in full.

    \b
    Examples:
      kata run 6.3
      kata run 6.3 lstm_limitations.py
      kata run 6.3 --predict
      kata run 6.3 --set forget_bias=3 --only what_is_left
      kata run 6.3 --plot figures.pdf
      kata run 6.3 --format html > demo.html
    """
    if predict and (as_json or name != "text" or file is not None):
        raise UsageError("--predict asks about the reference's tables: leave FILE and formats out")
    attempt = None if file is None else read_attempt(existing(file, kata, is_named=True))
    values = {}
    if settings:
        from kata_runner.figures.settings import parse_settings

        values = parse_settings(settings)
    if plot is not None:
        refuse_plot(plot)
    name = "json" if as_json else name
    with open_grader(ctx, open_catalogue(), isolation) as grader:
        demo = grader.demo(kata, attempt, values)
        demo = choose_experiment(demo, only) if only else demo
        page = render_page(demo, attempt, grader) if name == "html" else ""
    if demo.message:
        text = escape_workflow_commands(describe_load_problem(demo, attempt))
        print_result(render_as_json(demo, text) if name == "json" else text)
        ctx.exit(4)
    if predict:
        from kata_runner.cli._predict import ask_predictions

        ask_predictions(demo)
    if plot is not None:
        write_plot(demo, plot)
    else:
        print_result(page or render_demo_text(demo, name == "json", with_tables))


def refuse_plot(path: Path) -> None:
    """Raise UsageError for a plot that cannot be drawn, before anything is run."""
    from kata_runner.figures.plot import refuse_missing_library, refuse_unknown_suffix

    refuse_unknown_suffix(path)
    refuse_missing_library()


def write_plot(demo: Demo, path: Path) -> None:
    """Write the pictures of a demo into a file, and print how many there are."""
    from kata_runner.figures.picture import make_picture
    from kata_runner.figures.plot import plot

    pictures = [picture for one in demo.shown if (picture := make_picture(*one))]
    plot(pictures, path)
    note(f"{path}: {len(pictures)} picture{'s' * (len(pictures) != 1)}")


def render_page(demo: Demo, attempt: Attempt | None, grader: Grader) -> str:
    """Return the demo as a page with pictures for each control; empty without a demo."""
    if demo.message:
        return ""
    from kata_runner.reports.html.demo_page import render_demo

    return render_demo(demo, attempt, grader.prepare(demo, attempt))


def render_demo_text(demo: Demo, as_json: bool, with_tables: bool) -> str:
    """Return the demo as JSON or as text."""
    if as_json:
        return render_as_json(demo)
    look = terminal_look()
    return as_text(demo, look, with_tables or look is None)


def terminal_look() -> Look | None:
    """Return what the terminal can show; None if stdout is not a terminal, to show tables."""
    if not sys.stdout.isatty():
        return None
    from kata_runner.figures.terminal.look import Look

    return Look(columns() or Look.width, can_draw())
