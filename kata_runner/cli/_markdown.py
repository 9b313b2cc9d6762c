"""Showing Markdown: rendered in a terminal, as it is elsewhere."""

from __future__ import annotations

import sys

from kata_runner.cli.output import encodable, say, wants_colour

MAX_WIDTH = 100  # columns; longer lines are hard to read


def show_markdown(text: str) -> None:
    """Print Markdown, rendered where stdout is a terminal that may have styles."""
    if sys.stdout.isatty() and wants_colour() is not False:
        render(encodable(text, sys.stdout))
    else:
        say(text)


def render(markdown: str) -> None:
    """Print Markdown with rich, in lines that are good to read."""
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console()
    width = min(console.width, MAX_WIDTH)
    console.print(Markdown(markdown, code_theme="ansi_dark"), width=width)
