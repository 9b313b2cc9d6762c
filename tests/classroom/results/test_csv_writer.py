"""No cell that a sender chose is a formula, however a spreadsheet separates our lines."""

from __future__ import annotations

import csv
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from kata_runner.classroom.results.csv_writer import write_line
from kata_runner.sanitize import FORMULA

HOSTILE = st.text(alphabet="=+-@;,\t|\"' a1\n", max_size=30)


def test_what_a_class_list_says_is_written_as_it_stands() -> None:
    assert write_line(["=Ada", "=1+1"], trusted=(0,)) == "=Ada,'=1+1\n"


@given(st.lists(HOSTILE, min_size=1, max_size=4), st.sampled_from(",;\t|"))
def test_no_cell_begins_a_formula_whatever_separates(cells: list[str], delimiter: str) -> None:
    text = write_line(["ada", *cells])
    for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter):
        for cell in row:
            number = cell.lstrip("-").replace(".", "", 1).isdecimal()
            assert number or not cell.lstrip(" ").startswith(FORMULA[:4])
