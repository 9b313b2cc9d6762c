"""Text of an attempt, made safe for a terminal: what only shows itself stays, all else becomes an
escape.
"""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kata_runner.sanitize import DANGEROUS, harmless, legible, shorten


@pytest.mark.parametrize(
    "text",
    ["", "plain", "two\nlines\tand a tab", "Grüße, 你好, 😀, e\u0301", " leading and trailing "],
)
def test_what_only_shows_itself_stays(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2Jgone", r"\x1b[2Jgone"),
        ("over\rwritten", r"over\x0dwritten"),
        ("bell\x07", r"bell\x07"),
        ("\x9b31mred", r"\x9b31mred"),
        ("\u202egpj.exe", r"\u202egpj.exe"),
        ("\u2028new line", r"\u2028new line"),
        ("\ufeffmark", r"\ufeffmark"),
        ("zero\u200bwidth", r"zero\u200bwidth"),
        ("half \ud800", r"half \ud800"),
        ("\U000e0041tag", r"\ue0041tag"),
        ("nul\0", r"nul\x00"),
    ],
)
def test_what_steers_becomes_an_escape(text: str, shown: str) -> None:
    assert harmless(text) == shown


@given(st.text(st.characters()))
def test_nothing_dangerous_is_left_and_twice_is_once(text: str) -> None:
    shown = harmless(text)
    assert not [c for c in shown if c not in "\n\t" and unicodedata.category(c) in DANGEROUS]
    assert harmless(shown) == shown


def test_a_cut_says_how_much_is_missing() -> None:
    assert shorten("x" * 12, 10) == f"{'x' * 10}\n… 2 more characters"
    assert legible("x" * 12, 10) == f"{'x' * 10}\n… 2 more characters"
    assert shorten("x" * 10, 10) == legible("x" * 10, 10) == "x" * 10


def test_escapes_count_as_what_they_take() -> None:
    assert legible("\x1b" * 100, 10) == "\\x1b\\x1b\\x\n… 120 more characters"
