"""The capabilities of a terminal, and the characters that pictures are drawn with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from click import style

from kata_runner.figures.picture import Series
from kata_runner.grading.feedback.cell_text import display_width

MAX_WIDTH = 88
MIN_WIDTH = 30
COLOURS = ("blue", "yellow", "green", "magenta", "cyan", "red", "bright_blue", "bright_magenta")


@dataclass(frozen=True)
class Signs:
    """A set of characters for markers, the frame, ticks, fillings of bars and shades."""

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
    """The width of the terminal in columns, and whether it can show more than ASCII."""

    width: int = 80
    is_unicode: bool = True

    @property
    def columns(self) -> int:
        """The width of a picture: that of the terminal, within fixed limits."""
        return max(MIN_WIDTH, min(self.width, MAX_WIDTH))

    @property
    def signs(self) -> Signs:
        """The characters that pictures are drawn with."""
        return UNICODE if self.is_unicode else ASCII

    def marker(self, series: Series) -> str:
        """Return the marker of a curve."""
        signs = self.signs.expected if series.is_expected else self.signs.markers
        return signs[series.index % len(signs)]

    def filling(self, series: Series) -> str:
        """Return the character that fills the bars of a series."""
        if series.is_expected:
            return self.signs.expected_filling
        return self.signs.fillings[series.index % len(self.signs.fillings)]


def colour_of(series: Series) -> str:
    """Return the colour of a series; the expected series has the same colour."""
    return COLOURS[series.index % len(COLOURS)]


def paint(text: str, colour: str) -> str:
    """Return text in a colour; an empty colour leaves it as it is."""
    return style(text, fg=colour) if colour else text


def fit_widest(texts: Iterable[str], most: int) -> int:
    """Return how many columns the widest text takes, but at most `most`."""
    return min(max(map(display_width, texts), default=0), most)


def shorten(text: str, width: int) -> str:
    """Return a text, cut so that it takes at most `width` columns."""
    if display_width(text) <= width:
        return text
    while text and display_width(text) > max(width - 2, 0):
        text = text[:-1]
    return f"{text}.."[: max(width, 0)]
