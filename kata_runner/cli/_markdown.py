"""Showing Markdown: rendered in a terminal, by pages where it is long; as it is elsewhere."""

from __future__ import annotations

import os
import sys

import click

from kata_runner.cli.output import columns, encodable, say, wants_colour


def show_markdown(text: str, heading: str = "", *, is_paged: bool = True) -> None:
    """Print Markdown; `heading`, plain text, stands above it where it is rendered."""
    if not sys.stdout.isatty():
        say(text)
        return
    rendered = render(text)
    page(f"{heading}\n\n{rendered}" if heading else rendered, is_paged=is_paged)


def render(markdown: str) -> str:
    """Markdown for this terminal."""
    from kata_runner.reports.lesson import render_lesson

    return render_lesson(markdown, columns() or 80, is_coloured=can_colour())


def can_colour() -> bool:
    """Whether this terminal shows colours."""
    forced = wants_colour()
    return os.environ.get("TERM") != "dumb" if forced is None else forced


def page(text: str, *, is_paged: bool) -> None:
    """Print a text, through a pager where the terminal has one and fewer lines than the text."""
    lines = os.get_terminal_size(sys.stdout.fileno()).lines
    is_long = text.count("\n") + 2 > lines > 0
    if is_paged and is_long and os.environ.get("TERM") != "dumb" and sys.stdin.isatty():
        click.echo_via_pager(encodable(text, sys.stdout) + "\n", color=can_colour())
    else:
        say(text)
