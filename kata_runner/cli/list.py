"""`kata list`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from kata_runner.cli.options import json_option, open_catalogue, pack_option
from kata_runner.cli.output import columns, say
from kata_runner.learner.progress import get_best_scores
from kata_runner.model import Kata
from kata_runner.packs.needs import get_known_needs, index_by_name


@click.command("list")
@pack_option
@json_option
def command(folders: Sequence[Path], as_json: bool) -> None:
    """List the katas by phase, with your marks.

    \b
    Example:
      kata list
    """
    katas = open_catalogue(folders).katas
    say(as_data(katas) if as_json else as_text(katas))


def as_data(katas: Sequence[Kata]) -> str:
    """The katas as JSON."""
    import json

    best, katas_by_name = get_best_scores(), index_by_name(katas)
    rows = [
        {
            "id": kata.id,
            "name": kata.name,
            "title": kata.title,
            "phase": kata.phase,
            "summary": kata.summary,
            "needs": [need.id for need in get_known_needs(kata, katas_by_name)],
            "pack": kata.pack,
            "passed": best.get(kata.name, (0.0, False))[1],
        }
        for kata in katas
    ]
    return json.dumps(rows, indent=1)


def line_of(kata: Kata, head: str) -> str:
    """A kata's line, in several where the terminal is narrow."""
    line, width = f"{head}{kata.title}: {kata.summary}", columns()
    if width and len(line) > width:
        from textwrap import fill

        line = fill(
            line[len(head) :], width, initial_indent=head, subsequent_indent=" " * len(head)
        )
    return line.replace(kata.title, click.style(kata.title, bold=True), 1)


def as_text(katas: Sequence[Kata]) -> str:
    """A paragraph a phase, a line a kata; the mark says whether it was passed or tried."""
    best = get_best_scores()
    phases: dict[str, list[str]] = {}
    width = max((len(kata.id) for kata in katas), default=0)
    for kata in katas:
        mark = {True: "✓", False: "·"}[best[kata.name][1]] if kata.name in best else " "
        phases.setdefault(kata.phase, []).append(line_of(kata, f"  {mark} {kata.id:<{width}}  "))
    parts = ["\n".join([phase, *lines]) for phase, lines in phases.items()]
    return "\n\n".join(parts) or "No katas are installed: `kata plugins` says why."
