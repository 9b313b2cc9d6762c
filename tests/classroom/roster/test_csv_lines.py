"""Cells that a spreadsheet takes for formulas are escaped, however it separates our lines, and
come back as they were.
"""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kata_runner.classroom.roster.csv_lines import escape_formula, unescape_formula, write_line
from kata_runner.sanitize import FORMULA

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


def test_what_a_class_list_says_is_written_as_it_stands() -> None:
    assert write_line(["=Ada", "=1+1"], trusted=(0,)) == "=Ada,'=1+1\n"


@given(st.lists(HOSTILE, min_size=1, max_size=4), st.sampled_from(",;\t|"))
def test_no_cell_begins_a_formula_whatever_separates(cells: list[str], delimiter: str) -> None:
    text = write_line(["ada", *cells])
    for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter):
        for cell in row:
            number = cell.lstrip("-").replace(".", "", 1).isdecimal()
            assert number or not cell.lstrip(" ").startswith(FORMULA[:4])
