"""`kata check`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from kata_runner.cli.options import (
    complete_experiments,
    complete_formats,
    isolation_option,
    json_option,
    limit_option,
    open_catalogue,
    open_grader,
    optional_kata_argument,
    pack_option,
    parse_seed,
    record_progress,
    renderer,
)
from kata_runner.cli.output import say
from kata_runner.engine.source import read_attempt
from kata_runner.grading.answer_key import PINNED_SEED
from kata_runner.hookspecs import Renderer
from kata_runner.learner.choice import choose

EXIT_CODES = {"passed": 0, "failed": 1, "unrunnable": 4}


@click.command("check")
@optional_kata_argument
@click.argument("file", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
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
    help="Grade this experiment alone, and show all that goes in and comes out.",
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
    verbose: bool,
    name: str,
    as_json: bool,
    isolation: str | None,
    limits: Sequence[str],
    folders: Sequence[Path],
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
      kata check 6.3 my_lstm.py --json
      kata check 6.3 my_lstm.py --format html > report.html
      kata check 6.3 my_lstm.py --limit cpu=10 --limit memory_mb=2048
    """
    catalogue = open_catalogue(folders)
    kata, path = choose(catalogue, kata_id, file)
    name = "json" if as_json else name
    load = renderer(catalogue, name)
    if name == "text" and (verbose or only is not None):
        load = load_verbose
    attempt = read_attempt(path)
    with open_grader(ctx, catalogue, isolation, limits) as grader:
        kata = grader.kata(kata.id)
        if only is None:
            grader.warm_up(kata, seed)
            load_modules(load)
            report = grader.grade(kata, attempt, seed, explain=True)
        else:
            report = grader.grade_only(kata, attempt, only, seed)
        render = load()
        with_demo = None if report.message or only else getattr(render, "with_demo", None)
        demo = grader.demo(kata, attempt) if with_demo else None
    from kata_runner.grading.feedback.notebooks import explain_notebook

    report = explain_notebook(report)
    # Rendered while what the sandbox was made of is taken apart.
    say(with_demo(report, demo) if with_demo else render(report))
    if only is None:
        record_progress(report)
    ctx.exit(EXIT_CODES[report.status])


def load_verbose() -> Renderer:
    """Load what renders everything that is known."""
    from kata_runner.reports.text import render_verbose

    return render_verbose


def load_modules(load: Callable[[], Renderer]) -> None:
    """Load what comes after the verdict while the sandbox loads."""
    import kata_runner.learner.recording  # noqa: F401  # used once the report is printed

    load()
