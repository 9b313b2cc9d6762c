"""Render a lesson for a terminal: Markdown, with the lines of code and drawings unchanged."""

from __future__ import annotations

import re
from io import StringIO
from typing import ClassVar

from click import style
from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import CodeBlock, Heading, Markdown, MarkdownElement
from rich.text import Text
from rich.theme import Theme

MAX_WIDTH = 100
THEME = Theme({"markdown.code": "bold cyan"})  # no background: not every terminal is dark
MARK = "\ue000"  # placeholder for a code block: rich would wrap or cut its long lines
PLACE = re.compile(f"^(.*?){MARK}(\\d+){MARK}.*$", re.MULTILINE)
TRAILING = re.compile(r"[ \t]+((?:\x1b\[[\d;]*m)*)$", re.MULTILINE)


class Place(CodeBlock):
    """A placeholder for a code block: the index of the block between two marks."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Store the code and yield the placeholder."""
        blocks: list[str] = console.code_blocks  # type: ignore[attr-defined]  # set below
        blocks.append(str(self.text).rstrip("\n"))
        yield Text(f"{MARK}{len(blocks) - 1}{MARK}", no_wrap=True)


class LeftHeading(Heading):
    """A heading aligned to the left, which narrow terminals show too."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the text."""
        yield self.text


class Lesson(Markdown):
    """Markdown with left-aligned headings and placeholders for code blocks."""

    elements: ClassVar[dict[str, type[MarkdownElement]]] = {
        **Markdown.elements,
        "heading_open": LeftHeading,
        "fence": Place,
        "code_block": Place,
    }


def render_lesson(markdown: str, width: int, *, is_coloured: bool) -> str:
    """Return Markdown as lines for a terminal of this width.

    Lines of code are never wrapped, and have no indentation but that of the list that contains
    them, so that they can be copied.
    """
    console = Console(
        file=StringIO(),
        width=min(width, MAX_WIDTH),
        force_terminal=is_coloured,
        color_system="standard" if is_coloured else None,
        legacy_windows=False,
        highlight=False,
        theme=THEME,
    )
    blocks: list[str] = []
    console.code_blocks = blocks  # type: ignore[attr-defined]
    with console.capture() as capture:
        console.print(Lesson(markdown.replace(MARK, ""), hyperlinks=False))

    def put_back(place: re.Match[str]) -> str:
        lines = blocks[int(place[2])].splitlines()
        return "\n".join(place[1] + format_code(line, is_coloured) for line in lines)

    return TRAILING.sub(r"\1", PLACE.sub(put_back, capture.get())).rstrip()


def format_code(line: str, is_coloured: bool) -> str:
    """Return a line of code or of a drawing, coloured if that is set."""
    return style(line, fg="cyan") if is_coloured and line else line
