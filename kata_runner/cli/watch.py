"""`kata watch`."""

from __future__ import annotations

from pathlib import Path
from time import sleep

import click

from kata_runner.api import Grader
from kata_runner.cli.options import (
    file_argument,
    isolation_option,
    open_catalogue,
    optional_kata_argument,
    pack_option,
)
from kata_runner.cli.output import note, print_result, wants_colour, warn_once
from kata_runner.cli.terminal import Terminal, is_screen
from kata_runner.errors import PathError
from kata_runner.learner.choice import choose
from kata_runner.learner.progress_store import record
from kata_runner.learner.saves import WatchedFile
from kata_runner.model import Attempt, Kata

POLL = 0.05  # seconds between two polls of the file, without a screen


@click.command("watch")
@optional_kata_argument
@file_argument
@isolation_option
@pack_option
def command(kata_id: str | None, file: Path | None, isolation: str | None) -> None:
    """Grade FILE at every save: one screen, one failure, and keys for what helps.

    Where no screen can be drawn it prints a report at each save.

    \b
    Examples:
      kata watch 6.3
      kata watch 6.3 my_lstm.py
    """
    catalogue = open_catalogue()
    kata, path = choose(catalogue, kata_id, file)
    with Grader(isolation=isolation, catalogue=catalogue) as grader:
        if is_screen():
            watch_on_screen(kata, path, grader)
        else:
            watch_in_lines(kata, path, grader)


def watch_on_screen(kata: Kata, path: Path, grader: Grader) -> None:
    """Watch on the whole screen, and print the score at the end."""
    from kata_runner.cli.watch_session import WatchSession

    session = WatchSession(kata, path, grader, Terminal(has_colour=wants_colour() is not False))
    session.run()
    report = session.state.report
    if report is not None:
        print_result(f"{kata}: {report.score:g} of {report.max_score:g} points. Go on: "
            f"{kata.command('watch', str(path))}")  # fmt: skip


def watch_in_lines(kata: Kata, path: Path, grader: Grader) -> None:
    """Print a report at each save, until the process is interrupted or nobody reads it."""
    note(f"grading {path} at each save; Ctrl-C ends it")
    watched, is_read = WatchedFile(path), True
    while is_read:
        save = watched.poll()
        if isinstance(save, PathError):
            note(f"{save}: it is looked for again and again")
        elif isinstance(save, Attempt):
            is_read = print_report(kata, save, grader)
        sleep(POLL)


def print_report(kata: Kata, attempt: Attempt, grader: Grader) -> bool:
    """Grade a save, print its report and store the attempt; return whether somebody reads it."""
    from kata_runner.reports.text import render

    report = grader.grade(kata, attempt, explain=True)
    is_read = print_result(f"{render(report)}\n")
    record(report, warn_once)
    return is_read
