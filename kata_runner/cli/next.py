"""`kata next`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kata_runner.authoring import UNCHANGED
from kata_runner.cli.list import NO_KATAS, format_score
from kata_runner.cli.options import load_standings, open_catalogue, pack_option
from kata_runner.cli.output import print_result
from kata_runner.grading.called_parts import TOGETHER
from kata_runner.learner.path import Standings, next_kata, open_needs
from kata_runner.model import Kata

if TYPE_CHECKING:
    from kata_runner.learner.progress_store import Standing

MAX_ROUNDING = 1e-6  # accepted error of a sum of points


@click.command("next")
@pack_option
def command() -> None:
    """Say what comes now: the kata that you are at, or the next one, and what to type.

    \b
    Example:
      kata next
    """
    katas = open_catalogue().katas
    standings = load_standings()
    kata = next_kata(katas, standings)
    if not katas:
        print_result(NO_KATAS)
    elif kata is None:
        print_result("All of them are passed.")
    else:
        print_result("\n".join(describe_next(kata, katas, standings)))


def describe_next(kata: Kata, katas: Sequence[Kata], standings: Standings) -> list[str]:
    """Return the kata, how far the learner is, and the commands to continue."""
    standing = standings.get(kata.name)
    lines = [click.style(str(kata), bold=True), kata.summary]
    if needs := open_needs(kata, katas, standings):
        lines.append(f"It needs {', '.join(map(str, needs))}, which you have not passed.")
    file = Path(f"{kata.name}.py")
    if standing is not None:
        lines.append(f"Your best: {format_score(kata, standing)}.")
        lines += describe_parts(standing)
    if not file.exists():
        return [*lines, f"Read: {kata.command('show')}", f"Begin: {kata.command('start')}"]
    return [*lines, f"Go on: {kata.command('watch')}", f"A hint: {kata.command('hint')}"]


def describe_parts(standing: Standing) -> list[str]:
    """Return a line with the parts of the latest attempt that lack points, which says whose they
    are if another attempt was better.
    """
    names = {UNCHANGED: "leaving arguments alone", TOGETHER: "all of it together"}
    left = [
        f"{names.get(part, part)} ({score:g} of {most:g})"
        for part, (score, most) in standing.parts.items()
        if score < most
    ]
    points = sum(score for score, _ in standing.parts.values())
    is_best = points >= standing.best - MAX_ROUNDING
    heading = "Left" if is_best else f"Left in your latest attempt, which has {points:g}"
    return [f"{heading}: {', '.join(left)}."] if left else []
