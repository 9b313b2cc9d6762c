"""What a terminal can show, and the signs that pictures are made of."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from click import style

from kata_runner.figures.picture import Series

MAX_WIDTH = 88
MIN_WIDTH = 30
COLOURS = ("blue", "yellow", "green", "magenta", "cyan", "red", "bright_blue", "bright_magenta")


@dataclass(frozen=True)
class Signs:
    """One way to draw: markers of curves and of expected ones, the frame, fillings of bars."""

    markers: str
    expected: str
    vertical: str
    horizontal: str
    corner: str
    tick_left: str
    tick_below: str
    fillings: str
    expected_filling: str
    shades: str


UNICODE = Signs("●▲■◆▼✖✚★", "○△□◇▽×+☆", "│", "─", "└", "┤", "┬", "█▓▒▚▞▤▥▦", "░", " ░▒▓█")  # noqa: RUF001  # signs
ASCII = Signs("*xo+#@%&", "abcdefgh", "|", "-", "+", "+", "+", "#=%*@+xo", ".", " .:-=+*#%@")


@dataclass(frozen=True)
class Look:
    """How wide a picture may be, and whether the terminal knows more than ASCII."""

    width: int = 80
    is_unicode: bool = True

    @property
    def columns(self) -> int:
        """The width that is used."""
        return max(MIN_WIDTH, min(self.width, MAX_WIDTH))

    @property
    def signs(self) -> Signs:
        """What pictures are made of."""
        return UNICODE if self.is_unicode else ASCII

    def marker(self, series: Series) -> str:
        """Return the marker of a curve."""
        signs = self.signs.expected if series.is_expected else self.signs.markers
        return signs[series.index % len(signs)]

    def filling(self, series: Series) -> str:
        """Return what the bars of a series are filled with."""
        if series.is_expected:
            return self.signs.expected_filling
        return self.signs.fillings[series.index % len(self.signs.fillings)]


def colour_of(series: Series) -> str:
    """Return the colour of a series, the same for the expected one."""
    return COLOURS[series.index % len(COLOURS)]


def paint(text: str, colour: str) -> str:
    """Return text in a colour; none asks for none."""
    return style(text, fg=colour) if colour else text


def width_of(text: str) -> int:
    """Return how many columns a text takes."""
    return sum(columns_of(character) for character in text)


def columns_of(character: str) -> int:
    """Return how many columns a character takes."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def shorten(text: str, width: int) -> str:
    """Return a text that takes no more than so many columns."""
    if width_of(text) <= width:
        return text
    while text and width_of(text) > max(width - 2, 0):
        text = text[:-1]
    return f"{text}.."[: max(width, 0)]


def pad(text: str, width: int, side: str = "<") -> str:
    """Return a text in so many columns, at their left or right."""
    blanks = " " * (width - width_of(text))
    return text + blanks if side == "<" else blanks + text
