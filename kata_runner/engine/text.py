"""Making text from an attempt safe to show: in a terminal, in a log, in a report."""

from __future__ import annotations

import unicodedata

# Control, format, surrogate, private and unassigned characters and separators of lines: they move cursors, reverse
# reading order, hide, or begin a line where nobody expects one.
DANGEROUS = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
# What spreadsheets take for the beginning of a formula; some take the wide forms too.
FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # noqa: RUF001  # wide on purpose


def harmless(text: str) -> str:
    """The text with every character that could steer a terminal shown as an escape; newlines and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(character if is_harmless(character) else visible(character) for character in text)


def is_harmless(character: str) -> bool:
    """Whether a character only shows itself."""
    return character in "\n\t" or unicodedata.category(character) not in DANGEROUS


def visible(character: str) -> str:
    """An escape for a character that may not be shown."""
    code = ord(character)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


def legible(text: str, most: int) -> str:
    """The text made harmless and cut with a remark when it is longer; what is cut off costs no time."""
    shown = harmless(text[:most])
    more = max(len(text) - most, 0) + max(len(shown) - most, 0)
    return f"{shown[:most]}\n… {more} more characters" if more else shown


def shortened(text: str, most: int) -> str:
    """The text, cut with a remark when it is longer."""
    return text if len(text) <= most else f"{text[:most]}\n… {len(text) - most} more characters"
