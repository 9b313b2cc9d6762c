"""Text from an attempt, made safe to show in a terminal, a log or a report."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from typing import Any

# Control, format, surrogate, private and unassigned characters and line separators: they move the
# cursor, reverse the reading order, are invisible, or begin a line unexpectedly.
DANGEROUS = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
# Letters, marks and signs that are invisible: texts with them look alike and are not equal.
INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | {
    chr(code) for code in (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
}
MARKS = {"Mn", "Me"}
MAX_MARKS = 3  # on one letter: more would cover the lines above and below
# Characters that begin a formula in spreadsheets; some accept the full-width forms too.
FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # noqa: RUF001  # full-width on purpose


def harmless(text: str) -> str:
    """Return the text with every character escaped that could control a terminal or is invisible.

    Newlines and tabs stay.
    """
    if text.isascii() and text.replace("\n", "").replace("\t", "").isprintable():
        return text
    return "".join(map(escape_if_unsafe, text, find_excess_marks(text)))


def escape_if_unsafe(character: str, is_too_much: bool) -> str:
    """Return a character, or its escape if it may not be shown."""
    return visible(character) if is_too_much or not is_harmless(character) else character


def find_excess_marks(text: str) -> Iterator[bool]:
    """Yield for each character whether it is one combining mark too many on its letter."""
    marks = 0
    for character in text:
        is_mark = not character.isascii() and unicodedata.category(character) in MARKS
        marks = marks + 1 if is_mark else 0
        yield marks > MAX_MARKS


def is_harmless(character: str) -> bool:
    """Whether a character is visible and does nothing else."""
    if character in "\n\t":
        return True
    return unicodedata.category(character) not in DANGEROUS and character not in INVISIBLE


def visible(character: str) -> str:
    """Return the escape for a character that may not be shown."""
    code = ord(character)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


def legible(text: str, most: int) -> str:
    """Return the text made harmless, cut with a note if it is longer than `most` characters.

    The part that is cut off is not processed.
    """
    shown = harmless(text[:most])
    more = max(len(text) - most, 0) + max(len(shown) - most, 0)
    return f"{shown[:most]}\n… {more} more characters" if more else shown


def shorten(text: str, most: int) -> str:
    """Return the text, cut with a note if it is longer than `most` characters."""
    return text if len(text) <= most else f"{text[:most]}\n… {len(text) - most} more characters"


def json_value(value: Any) -> Any:
    """Return a cell's value for JSON: texts are made harmless, nan and infinities become text, as
    JSON has no numbers for them.
    """
    if isinstance(value, str):
        return harmless(value)
    return value if not isinstance(value, float) or math.isfinite(value) else str(value)


def json_text(data: Any) -> str:
    """Serialize data as readable JSON.

    Lone surrogates are escaped, as no file can hold them, and so is ``##[``, which GitHub's runner
    would take for a command.
    """
    import json

    text = json.dumps(data, indent=1, ensure_ascii=False, allow_nan=False).replace(
        "##[", r"##\u005b"
    )
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
