"""`kata list`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from kata_runner.cli.options import json_option, load_standings, open_catalogue, pack_option
from kata_runner.cli.output import columns, print_result
from kata_runner.learner.path import Standings, is_passed, next_command, next_kata
from kata_runner.model import Kata
from kata_runner.packs.needs import get_known_needs, index_by_name

if TYPE_CHECKING:
    from kata_runner.learner.progress_store import Standing

NO_KATAS = "No katas are installed: `kata plugins` says why."
OLDER = "on an older version"


@click.command("list")
@pack_option
@json_option
def command(as_json: bool) -> None:
    """List the katas by phase, with your marks and scores, and what comes next.

    \b
    Example:
      kata list
    """
    katas = open_catalogue().katas
    standings = load_standings()
    print_result(as_data(katas, standings) if as_json else as_text(katas, standings))


def as_data(katas: Sequence[Kata], standings: Standings) -> str:
    """Return the katas as JSON."""
    import json

    katas_by_name = index_by_name(katas)
    following = next_kata(katas, standings)
    rows = [
        {
            "id": kata.id,
            "name": kata.name,
            "title": kata.title,
            "phase": kata.phase,
            "summary": kata.summary,
            "needs": [need.id for need in get_known_needs(kata, katas_by_name)],
            "pack": kata.pack,
            "passed": is_passed(kata, standings),
            "best": standings[kata.name].best if kata.name in standings else None,
            "next": kata is following,
        }
        for kata in katas
    ]
    return json.dumps(rows, indent=1)


def as_text(katas: Sequence[Kata], standings: Standings) -> str:
    """Return a paragraph per phase and a line per kata, marked as passed, tried or neither."""
    phases: dict[str, list[str]] = {}
    width = max((len(kata.id) for kata in katas), default=0)
    for kata in katas:
        standing = standings.get(kata.name)
        head = f"  {format_mark(standing)} {kata.id:<{width}}  "
        phases.setdefault(kata.phase, []).append(format_kata(kata, head, standing))
    parts = ["\n".join([phase, *lines]) for phase, lines in phases.items()]
    if not parts:
        return NO_KATAS
    following = next_kata(katas, standings)
    return "\n\n".join([*parts, format_next(following, standings)])


def format_next(following: Kata | None, standings: Standings) -> str:
    """Return the next kata and the command to type."""
    if following is None:
        return "All of them are passed."
    return f"Next: {following}, `{next_command(following, standings)}`"


def format_mark(standing: Standing | None) -> str:
    """Return the sign for passed, tried or neither."""
    if standing is None:
        return " "
    return "✓" if standing.passed else "·"


def format_kata(kata: Kata, head: str, standing: Standing | None) -> str:
    """Return the line of a kata, wrapped if the terminal is narrow."""
    line, width = f"{head}{kata.title}: {kata.summary}", columns()
    if standing is not None:
        line += f" {format_score(kata, standing)}."
    if width and len(line) > width:
        from textwrap import fill

        line = fill(
            line[len(head) :], width, initial_indent=head, subsequent_indent=" " * len(head)
        )
    return line.replace(kata.title, click.style(kata.title, bold=True), 1)


def format_score(kata: Kata, standing: Standing) -> str:
    """Return the best score, and whether it was reached on another version of the kata."""
    most = f" of {standing.max_score:g}" if standing.max_score else ""
    return f"{standing.best:g}{most} points{', ' + OLDER if standing.is_outdated(kata) else ''}"
