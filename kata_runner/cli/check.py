"""`kata check`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from kata_runner.cli.options import (
    attempt_path,
    isolation_option,
    json_option,
    limit_option,
    limited,
    open_catalogue,
    pack_option,
    parse_seed,
    renderer,
    sandbox_of,
    warn,
    warn_of_fallback,
)
from kata_runner.cli.output import say
from kata_runner.engine.job import Job
from kata_runner.engine.source import read_attempt
from kata_runner.grading.answer_key import PINNED_SEED
from kata_runner.grading.pipeline import grade

EXIT_CODES = {"passed": 0, "failed": 1, "unrunnable": 4}


@click.command("check")
@click.argument("kata_id", metavar="ID")
@click.argument("file", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
@click.option("--seed", metavar="N|fresh", callback=parse_seed, default=str(PINNED_SEED), show_default=True,
              help="Where the probes' random inputs come from; fresh draws a seed.")  # fmt: skip
@click.option(
    "--only",
    metavar="NAME",
    help="Grade this experiment alone, and show all that goes in and comes out.",
)
@click.option(
    "--format", "name", default="text", show_default=True, help="How the report is written."
)
@json_option
@isolation_option
@limit_option
@pack_option
@click.pass_context
def command(
    ctx: click.Context,
    kata_id: str,
    file: Path | None,
    seed: int,
    only: str | None,
    name: str,
    as_json: bool,
    isolation: str | None,
    limits: Sequence[str],
    folders: Sequence[Path],
) -> None:
    """Grade FILE, by default ./<name>.py.

    Exits with 0 when it passed, 1 when it did not, 4 when it could not be judged.

    \b
    Examples:
      kata check 6.3
      kata check 6.3 my_lstm.py --seed 7
      kata check 6.3 my_lstm.py --only forget_gate
      kata check 6.3 my_lstm.py --json
      kata check 6.3 my_lstm.py --limit cpu=10 --limit memory_mb=2048
    """
    catalogue = open_catalogue(folders)
    kata = limited(catalogue.find(kata_id), limits)
    load = renderer(catalogue, "json" if as_json else name)
    attempt = read_attempt(attempt_path(kata, file))
    with sandbox_of(ctx, isolation) as sandbox:
        if only is None:
            report = grade(
                Job(kata, attempt, "graded", seed), sandbox, catalogue.plugins, meanwhile=load
            )
        else:
            from kata_runner.grading.feedback.single import grade_only

            report = grade_only(kata, attempt, seed, only, sandbox)
        warn_of_fallback(sandbox)
    warn(catalogue)
    from kata_runner.grading.feedback.notebooks import explain_notebook

    say(load()(explain_notebook(report)))  # while what the sandbox was made of is taken apart
    ctx.exit(EXIT_CODES[report.status])
