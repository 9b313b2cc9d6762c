"""Values of a table as text: short, distinguishable where they differ, and padded to columns of a
terminal.
"""

from __future__ import annotations

import unicodedata

from kata_runner.cells import Cell

MAX_DIGITS = 17
MAX_TEXT = 48  # letters: a longer text is shown in part
WINDOW = 32  # letters of a longer text that are shown
CONTEXT = 12  # those of them that are before the first difference
MAX_LABEL = 40


def format_cell(value: Cell, digits: int = 6) -> str:
    """Format a cell for a sentence; a zero has no sign, and a long text is cut."""
    if isinstance(value, str):
        return quote(value)
    return f"{value or 0.0:.{digits}g}" if isinstance(value, float) else repr(value)


def format_pair(one: Cell, other: Cell) -> tuple[str, str]:
    """Format two cells with as many digits or letters as it takes to see a difference."""
    if isinstance(one, str) and isinstance(other, str):
        return format_texts(one, other)
    for digits in range(6, MAX_DIGITS + 1):
        pair = format_cell(one, digits), format_cell(other, digits)
        if pair[0] != pair[1]:
            break
    return pair if one != other else (format_cell(one), format_cell(other))


def format_texts(one: str, other: str) -> tuple[str, str]:
    """Quote two texts: whole if both are short, else the same window of both.

    Texts that would look alike, as composed and decomposed accents do, are shown with escapes.
    """
    is_window = one != other and is_long_pair(one, other)
    start = max(0, first_difference(one, other) - CONTEXT) if is_window else 0
    normal, other_normal = (unicodedata.normalize("NFKC", text) for text in (one, other))
    look_alike = one != other and normal == other_normal
    return quote(one, start, as_codes=look_alike), quote(other, start, as_codes=look_alike)


def first_difference(one: str, other: str) -> int:
    """Return the index of the first letter that differs, or the length of the shorter text if the
    other begins with it.
    """
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))


def is_long_pair(one: Cell, other: Cell) -> bool:
    """Whether two cells are texts of which only a part is shown."""
    return isinstance(one, str) and isinstance(other, str) and max(len(one), len(other)) > MAX_TEXT


def quote(text: str, start: int = 0, *, as_codes: bool = False) -> str:
    """Quote a text; of a long one a window, with dots outside the quotes where something is left
    out.

    >>> quote("ab" * 30, start=50)
    "…'ababababab'"
    """
    end = len(text) if start == 0 and len(text) <= MAX_TEXT else start + WINDOW
    window = text[start:end]
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return f"{before}{ascii(window) if as_codes else repr(window)}{after}"


def shorten_label(label: str) -> str:
    """Shorten a label for a column; its beginning and its end, which holds an index, are kept.

    >>> shorten_label("weights_of_the_second_layer_of_the_network[3, 14]")
    'weights_of_the_secon…_the_network[3, 14]'
    """
    label = label if label.isprintable() else repr(label)[1:-1]
    if len(label) <= MAX_LABEL:
        return label
    length = MAX_LABEL - 1
    return f"{label[: length - length // 2]}…{label[-(length // 2) :]}"


def display_width(text: str) -> int:
    """Return the width of a text in a terminal: two columns for East Asian wide letters, none for
    combining marks.

    >>> display_width("漢字"), display_width("e\\u0301")
    (4, 1)
    """
    return len(text) if text.isascii() else sum(map(letter_width, text))


def letter_width(letter: str) -> int:
    """Return the width of one letter."""
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1


def pad(text: str, width: int, side: str = "<") -> str:
    """Pad a text to a width in a terminal, aligned to the left (``"<"``) or to the right."""
    blanks = " " * (width - display_width(text))
    return text + blanks if side == "<" else blanks + text
