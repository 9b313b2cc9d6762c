"""Making text from an attempt safe to show: in a terminal, in a log, in a report."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from typing import Any

# Control, format, surrogate, private and unassigned characters and separators of lines: they move
# cursors, reverse reading order, hide, or begin a line where nobody expects one.
DANGEROUS = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
# Letters, marks and signs that show nothing: two texts that look alike need not be.
INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | {
    chr(code) for code in (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
}
MARKS = {"Mn", "Me"}
MAX_MARKS = 3  # upon one letter: more grow over the lines above and below
# What spreadsheets take for the beginning of a formula; some take the wide forms too.
FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # noqa: RUF001  # wide on purpose


def harmless(text: str) -> str:
    """The text with every character that could steer a terminal shown as an escape; newlines and
    tabs stay.
    """
    if text.isascii() and text.replace("\n", "").replace("\t", "").isprintable():
        return text
    return "".join(map(visible_if_not, text, too_piled_up(text)))


def visible_if_not(character: str, is_too_much: bool) -> str:
    """A character, or an escape for one that may not be shown."""
    return visible(character) if is_too_much or not is_harmless(character) else character


def too_piled_up(text: str) -> Iterator[bool]:
    """For each character whether it is a mark upon a letter that has enough of them."""
    marks = 0
    for character in text:
        marks = (
            marks + 1 if not character.isascii() and unicodedata.category(character) in MARKS else 0
        )
        yield marks > MAX_MARKS


def is_harmless(character: str) -> bool:
    """Whether a character shows itself, and does nothing else."""
    if character in "\n\t":
        return True
    return unicodedata.category(character) not in DANGEROUS and character not in INVISIBLE


def visible(character: str) -> str:
    """An escape for a character that may not be shown."""
    code = ord(character)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


def legible(text: str, most: int) -> str:
    """The text made harmless and cut with a remark when it is longer; what is cut off costs no
    time.
    """
    shown = harmless(text[:most])
    more = max(len(text) - most, 0) + max(len(shown) - most, 0)
    return f"{shown[:most]}\n… {more} more characters" if more else shown


def shortened(text: str, most: int) -> str:
    """The text, cut with a remark when it is longer."""
    return text if len(text) <= most else f"{text[:most]}\n… {len(text) - most} more characters"


def json_value(value: Any) -> Any:
    """A cell's value for JSON: nan and the infinities, which it has no numbers for, as text; texts
    made harmless.
    """
    if isinstance(value, str):
        return harmless(value)
    return value if not isinstance(value, float) or math.isfinite(value) else str(value)


def json_text(data: Any) -> str:
    """Data as JSON that a person can read too; neither a file nor GitHub's runner stumbles over the
    texts in it.
    """
    import json

    text = json.dumps(data, indent=1, ensure_ascii=False, allow_nan=False).replace(
        "##[", r"##\u005b"
    )
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
