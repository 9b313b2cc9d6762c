"""Display of Markdown, rendered in a terminal and paged if it is long; loading of the guides."""

from __future__ import annotations

import os
import re
import sys
from importlib.resources import files

from kata_runner.cli.output import columns, encodable, print_labelled, print_result, wants_colour

COMMENT = re.compile(r"^<!--.*?-->\n", re.MULTILINE | re.DOTALL)  # for the tests of the guides
DEFAULT_WIDTH = 80


def load_guides() -> dict[str, str]:
    """Return the text of each guide by its topic, which is its file name, in sorted order."""
    folder = files("kata_runner") / "guides"
    texts = {
        file.name.removesuffix(".md"): file.read_text(encoding="utf-8")
        for file in folder.iterdir()
        if file.name.endswith(".md")
    }
    return {topic: COMMENT.sub("", texts[topic]).rstrip("\n") for topic in sorted(texts)}


def show_markdown(text: str, heading: str = "", *, is_paged: bool = True) -> None:
    """Print Markdown, rendered and below a heading where stdout is a terminal."""
    if not sys.stdout.isatty():
        print_result(text)
        return
    from kata_runner.reports.terminal_lesson import render_lesson

    rendered = render_lesson(text, columns() or DEFAULT_WIDTH, is_coloured=can_colour())
    page(f"{heading}\n\n{rendered}" if heading else rendered, is_paged=is_paged)


def can_colour() -> bool:
    """Whether this terminal shows colours."""
    choice = wants_colour()
    return os.environ.get("TERM") != "dumb" if choice is None else choice


def page(text: str, *, is_paged: bool) -> None:
    """Print a text, through a pager if it is longer than the terminal and there is a pager."""
    lines = os.get_terminal_size(sys.stdout.fileno()).lines
    is_long = text.count("\n") + 2 > lines > 0
    needs_pager = is_paged and is_long and os.environ.get("TERM") != "dumb"
    if needs_pager and (command := pager_command()):
        from kata_runner.learner.prompt import run_interactively

        shown = encodable(text, sys.stdout) + "\n"
        environment = {"LESS": "-R", **os.environ}  # else `less` shows colours as escape codes
        try:
            run_interactively(command, environment, shown.encode(sys.stdout.encoding, "replace"))
        except OSError as error:
            refuse_pager(error.strerror)
            print_result(text)
    else:
        print_result(text)


def pager_command() -> list[str]:
    """Return the command of the pager: `PAGER`, or else `less`.

    It is empty if the program is not installed, or if stdin is not a terminal, so that the pager
    would get no keys.
    """
    import shlex
    import shutil

    try:
        command = shlex.split(os.environ.get("PAGER", "")) or ["less", "-R"]
    except ValueError as error:
        refuse_pager(error)
        return []
    return command if sys.stdin.isatty() and shutil.which(command[0]) else []


def refuse_pager(reason: object) -> None:
    """Print why the command in `PAGER` cannot be run, and what to do."""
    pager = os.environ.get("PAGER") or "less"
    print_labelled("warning", f"PAGER {pager!r}: {reason}: set it to a program that can be run")
