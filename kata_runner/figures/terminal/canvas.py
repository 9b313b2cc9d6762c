"""A canvas of characters: a character has two by four dots in braille, or one dot in ASCII."""

from __future__ import annotations

from collections.abc import Iterator

from kata_runner.figures.terminal.look import paint

BRAILLE = 0x2800
# The bit of each dot in a braille character, by its column and then its row.
BITS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
DASH = 3  # a dashed line has this many dots, then a gap of this many
ASCII_DOT = "."


class Canvas:
    """Dots, lines and signs on a grid of characters.

    Places are pairs of x and y, both from 0 to 1, to the right and upwards.
    """

    def __init__(self, columns: int, rows: int, is_unicode: bool) -> None:
        """Create an empty canvas."""
        self.columns, self.rows, self.is_unicode = columns, rows, is_unicode
        across, down = (2, 4) if is_unicode else (1, 1)
        self.across, self.down = across, down
        self.width, self.height = columns * across, rows * down
        self._bits: dict[tuple[int, int], int] = {}
        self._signs: dict[tuple[int, int], str] = {}
        self._colours: dict[tuple[int, int], str] = {}

    def dot_at(self, x: float, y: float) -> tuple[int, int]:
        """Return the dot nearest to a place, as column and row counted from the top left."""
        return round(x * (self.width - 1)), round((1 - y) * (self.height - 1))

    def draw_dot(self, dot: tuple[int, int], colour: str) -> None:
        """Draw one dot."""
        (column, right), (row, below) = divmod(dot[0], self.across), divmod(dot[1], self.down)
        self._bits[row, column] = self._bits.get((row, column), 0) | BITS[right][below]
        self._colours[row, column] = colour

    def draw_line(
        self, a: tuple[float, float], b: tuple[float, float], colour: str, is_dashed: bool
    ) -> None:
        """Draw a line between two places."""
        for index, dot in enumerate(dots_between(self.dot_at(*a), self.dot_at(*b))):
            if not is_dashed or index // DASH % 2 == 0:
                self.draw_dot(dot, colour)

    def draw_sign(self, place: tuple[float, float], sign: str, colour: str) -> None:
        """Put a sign at a place."""
        column, row = self.dot_at(*place)
        self._signs[row // self.down, column // self.across] = sign
        self._colours[row // self.down, column // self.across] = colour

    def lines(self) -> list[str]:
        """Return the rows, from the top."""
        return ["".join(self._row(row)) for row in range(self.rows)]

    def _row(self, row: int) -> Iterator[str]:
        """Yield the characters of a row, in their colours."""
        for column in range(self.columns):
            spot = row, column
            character = self._signs.get(spot) or self._dots(spot)
            yield paint(character, self._colours[spot]) if character != " " else " "

    def _dots(self, spot: tuple[int, int]) -> str:
        """Return the character for the dots at a row and column of the grid."""
        bits = self._bits.get(spot, 0)
        if not bits:
            return " "
        return chr(BRAILLE | bits) if self.is_unicode else ASCII_DOT


def dots_between(a: tuple[int, int], b: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Yield the dots of a straight line, including both ends."""
    steps = max(abs(b[0] - a[0]), abs(b[1] - a[1]), 1)
    for step in range(steps + 1):
        part = step / steps
        yield round(a[0] + (b[0] - a[0]) * part), round(a[1] + (b[1] - a[1]) * part)
