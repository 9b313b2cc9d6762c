"""`kata verify --watch`: at every save the first check that does not hold, and what to do next."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path
from textwrap import indent
from time import sleep

import click

from kata_runner.cli.output import print_result
from kata_runner.cli.verify_text import next_step, to_text
from kata_runner.engine.encoding import forget_files
from kata_runner.errors import KataRunnerError
from kata_runner.grading.diagnosis import mutants_json
from kata_runner.model import Kata
from kata_runner.packs.kata_folder import read_kata
from kata_runner.verify.author_check import Finding

POLL = 0.1  # seconds between two polls of the files
MAX_PROBLEMS = 5  # of a check: more would push the first one off the screen
Stamp = tuple[int, int]  # time of the last write in nanoseconds, size
Stamps = dict[Path, Stamp]


def watch(kata: Kata, findings: Callable[[Kata], Iterable[Finding]], command: str) -> None:
    """Verify at every save, until the process is interrupted or nobody reads what is printed.

    `command` is the command that verifies the kata.
    """
    while True:
        before = read_stamps(kata)
        forget_files()
        try:
            kata = read_kata(kata.folder, kata.solutions.parent, kata.pack, kata.asked_for)
            text = describe_first_problem(kata, findings(kata), command)
        except KataRunnerError as error:
            text = f"{click.style('✗', fg='red')} {error}"
        if not print_result(f"{text}\nWaiting for a save; Ctrl-C ends it.\n"):
            return
        wait_for_save(kata, before)


def wait_for_save(kata: Kata, before: Stamps) -> None:
    """Wait until a file has changed since `before` and stays unchanged between two polls.

    An editor may leave a file empty for a moment before it writes it.
    """
    last = before
    while (now := read_stamps(kata)) == before or now != last:
        last = now
        sleep(POLL)


def describe_first_problem(kata: Kata, findings: Iterable[Finding], command: str) -> str:
    """Return the first check that does not hold and what to do, or that all of them hold."""
    count = 0
    for finding in findings:
        if not finding.holds:
            lines = [
                f"{kata}: {count} checks hold, this one does not:",
                *shorten_lines(to_text(finding, diff=True).splitlines()),
                indent(next_step(finding, command), "  "),
            ]
            return "\n".join(lines)
        count += 1
    return f"{click.style('✓', fg='green')} {kata}: all {count} checks hold."


def shorten_lines(lines: list[str]) -> list[str]:
    """Return as many lines as can be read at a glance, and the number of the others."""
    most = 8 * MAX_PROBLEMS
    return (
        lines
        if len(lines) <= most
        else [*lines[:most], f"      … and {len(lines) - most} more lines"]
    )


def read_stamps(kata: Kata) -> Stamps:
    """Return the time of the last write and the size of each of a kata's files.

    The pinned tables, which `kata verify` itself writes, are left out.
    """
    pinned = {kata.expected, kata.mistaken, mutants_json.get_path(kata)}
    files = chain.from_iterable(folder.glob("*") for folder in (kata.folder, kata.solutions))
    return {
        file: stamp
        for file in files
        if file not in pinned and (stamp := read_stamp(file)) is not None
    }


def read_stamp(file: Path) -> Stamp | None:
    """Return a file's stamp; None if it is no regular file, or has vanished.

    An editor may delete its temporary file at any time.
    """
    try:
        status = file.stat()
    except OSError:
        return None
    return (status.st_mtime_ns, status.st_size) if stat.S_ISREG(status.st_mode) else None
