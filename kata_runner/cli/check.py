"""`kata check`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kata_runner.cli.options import (
    choose_renderer,
    complete_experiments,
    complete_formats,
    file_argument,
    isolation_option,
    json_option,
    limit_option,
    open_catalogue,
    open_grader,
    optional_kata_argument,
    pack_option,
    parse_seed,
)
from kata_runner.cli.output import print_result, warn_once
from kata_runner.engine.attempt_file import read_attempt
from kata_runner.errors import PackError, UsageError
from kata_runner.grading.answer_key import PINNED_SEED
from kata_runner.hookspecs import DemoRenderer, Renderer
from kata_runner.learner.choice import choose

if TYPE_CHECKING:
    from kata_runner.api import Grader
    from kata_runner.model import Attempt, Kata, Report

EXIT_CODES = {"passed": 0, "failed": 1, "unrunnable": 4}


@click.command("check")
@optional_kata_argument
@file_argument
@click.option(
    "--seed",
    metavar="N|fresh",
    callback=parse_seed,
    default=str(PINNED_SEED),
    show_default=True,
    help="Where the probes' random inputs come from; fresh draws a seed.",
)
@click.option(
    "--only",
    metavar="NAME",
    shell_complete=complete_experiments,
    help="Grade this part alone, or this experiment with all that goes in and comes out.",
)
@click.option(
    "--python",
    "as_python",
    is_flag=True,
    help="Print only the smallest failing case, as Python to paste.",
)
@click.option(
    "-v", "--verbose", is_flag=True, help="Show every experiment, and all that is known of it."
)
@click.option(
    "--format",
    "name",
    default="text",
    show_default=True,
    shell_complete=complete_formats,
    help="How the report is written.",
)
@json_option
@isolation_option
@limit_option
@pack_option
@click.pass_context
def command(
    ctx: click.Context,
    kata_id: str | None,
    file: Path | None,
    seed: int,
    only: str | None,
    as_python: bool,
    verbose: bool,
    name: str,
    as_json: bool,
    isolation: str | None,
    limits: Sequence[str],
) -> None:
    """Grade FILE, by default ./<name>.py; with FILE alone its kata is found by name or functions.

    Without either it is the one kata whose file lies here.
    Exits with 0 when it passed, 1 when it did not, 4 when it could not be judged.

    \b
    Examples:
      kata check
      kata check 6.3
      kata check my_lstm.py -v
      kata check 6.3 my_lstm.py --seed 7
      kata check 6.3 my_lstm.py --only forget_gate
      kata check 6.3 my_lstm.py --python > case.py
      kata check 6.3 my_lstm.py --json
      kata check 6.3 my_lstm.py --format html > report.html
      kata check 6.3 my_lstm.py --limit cpu=10 --limit memory_mb=2048
    """
    name = "json" if as_json else name
    if as_python and name != "text":
        option = "--json" if as_json else f"--format {name}"
        raise UsageError(f"--python prints one case and no report: leave out --python or {option}")
    catalogue = open_catalogue()
    kata, path = choose(catalogue, kata_id, file)
    load = choose_renderer(catalogue, name)
    if name == "text" and verbose:
        load = load_verbose
    attempt = read_attempt(path)
    with open_grader(ctx, catalogue, isolation, limits) as grader:
        kata = grader.kata(kata.id)
        if only is None:
            grader.warm_up(kata, seed)
        # Imported while the sandbox starts.
        from kata_runner.learner.progress_store import record

        render = load()
        if only is None:
            report = grader.grade(kata, attempt, seed, explain=True)
        else:
            report = grader.grade_only(kata, attempt, only, seed)
        if not report.message and only is None and not as_python:
            render = add_demo(render, grader, kata, attempt)
        code = paste(report, grader) if as_python else ""
    # Rendered while the processes of the sandbox are still ending.
    text = code or render(report)
    print_result(comment_out(text) if as_python and not code else text)
    if only is None:
        record(report, warn_once)
    ctx.exit(EXIT_CODES[report.status])


def add_demo(render: Renderer, grader: Grader, kata: Kata, attempt: Attempt) -> Renderer:
    """Return a renderer of the report with the attempt's demo, if the format shows one.

    If the reference's own demo fails, the report is rendered without a demo.
    """
    with_demo: DemoRenderer | None = getattr(render, "with_demo", None)
    if with_demo is None:
        return render
    try:
        demo = grader.demo(kata, attempt)
    except PackError as error:
        warn_once(str(error))
        return render
    return lambda report: with_demo(report, demo)


def paste(report: Report, grader: Grader) -> str:
    """Return the smallest case of the first failure as Python.

    The result is empty if there is no such failure, or none of a call; then the report is printed
    as comments.
    """
    from kata_runner.learner.case import SECRET_INPUTS
    from kata_runner.reports.text import sort_failures

    failures = [] if report.message else sort_failures(report)
    if not failures:
        return ""
    first = failures[0][0]
    return f"# {SECRET_INPUTS}" if first.secret else grader.write_case(report, first)


def comment_out(text: str) -> str:
    """Return a text as comments, so that a file that is made of it is Python."""
    return "\n".join(f"# {line}".rstrip() for line in text.splitlines())


def load_verbose() -> Renderer:
    """Load the renderer of verbose reports."""
    from kata_runner.reports.text import render_verbose

    return render_verbose
