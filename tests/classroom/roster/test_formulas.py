"""Cells that a spreadsheet takes for formulas are escaped, and come back as they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kata_runner.classroom.roster.formulas import escape_formula, unescape_formula

HOSTILE = st.text(alphabet="=+-@;,\t|\"' a1\n\r", max_size=30)


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("a;=1+1;b", "a;'=1+1;b"),
        ("a\t@x", "a\t'@x"),
        (" =1", "' =1"),
        ("-3.5", "-3.5"),
        ("a-b", "a-b"),
    ],
)
def test_formulas_are_made_text(cell: str, written: str) -> None:
    assert escape_formula(cell) == written
    assert unescape_formula(written) == cell


@given(HOSTILE)
def test_whatever_was_escaped_is_restored(cell: str) -> None:
    assert unescape_formula(escape_formula(cell)) == cell


@pytest.mark.parametrize("cell", ["-ada", "=1", "ada;-1", "'ada'", "O'Hara", ""])
def test_what_was_not_escaped_stays(cell: str) -> None:
    assert unescape_formula(cell) == cell
