"""A lesson as it is read in a terminal: Markdown with its code and drawings left as they are."""

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
MARK = "\ue000"  # stands where a block of code goes: rich would wrap or cut its long lines
PLACE = re.compile(f"^(.*?){MARK}(\\d+){MARK}.*$", re.MULTILINE)
TRAILING = re.compile(r"[ \t]+((?:\x1b\[[\d;]*m)*)$", re.MULTILINE)


class Place(CodeBlock):
    """Where a block of code goes, as a number between two marks."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Give the mark and keep the code."""
        blocks: list[str] = console.code_blocks  # type: ignore[attr-defined]  # put there below
        blocks.append(str(self.text).rstrip("\n"))
        yield Text(f"{MARK}{len(blocks) - 1}{MARK}", no_wrap=True)


class LeftHeading(Heading):
    """A heading at the left, where narrow terminals show it too."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Give the text."""
        yield self.text


class Lesson(Markdown):
    """Markdown with those two elements."""

    elements: ClassVar[dict[str, type[MarkdownElement]]] = {
        **Markdown.elements,
        "heading_open": LeftHeading,
        "fence": Place,
        "code_block": Place,
    }


def render_lesson(markdown: str, width: int, *, is_coloured: bool) -> str:
    """Return Markdown as lines for a terminal of that width.

    Lines of code are never wrapped or indented, so that they can be copied.
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
    """Return a line of code or of a drawing."""
    return style(line, fg="cyan") if is_coloured and line else line
