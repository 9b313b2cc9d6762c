"""Tables no wider than the terminal."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kata_runner.reports.text_tables import (
    MAX_WIDTH,
    fit,
    format_cell,
    is_number,
    render_comparison,
    render_table,
)
from kata_runner.table import Table

without_deadline = settings(deadline=None)
words = st.text("abc0.", min_size=1, max_size=9)


@st.composite
def grids(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    """Different column names, and rows of that many words."""
    columns = draw(
        st.lists(st.text("xyz", min_size=2, max_size=8), min_size=1, max_size=12, unique=True)
    )
    row = st.lists(words, min_size=len(columns), max_size=len(columns))
    return columns, draw(st.lists(row, min_size=1, max_size=4))


@without_deadline
@given(grid=grids(), width=st.integers(24, 200))
def test_no_line_is_wider_than_the_terminal(
    grid: tuple[list[str], list[list[str]]], width: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        text = fit(*grid)
    assert max(map(len, text.splitlines())) <= min(width, MAX_WIDTH)


@without_deadline
@given(grid=grids(), width=st.integers(1, 200))
def test_every_column_comes_once_and_the_first_begins_each_piece(
    grid: tuple[list[str], list[list[str]]], width: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        pieces = fit(*grid).split("\n\n")
    heads = [piece.splitlines()[0].split() for piece in pieces]
    assert [head[0] for head in heads] == [grid[0][0]] * len(pieces)
    assert [name for head in heads for name in head[1:]] == grid[0][1:]


def test_a_wide_table_comes_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    table = Table(["step", "first", "second", "third"], [[1, 0.5, 0.25, 0.125]])
    assert (
        render_table(table)
        == """\
  step    first
------  -------
     1      0.5

  step    second
------  --------
     1      0.25

  step    third
------  -------
     1    0.125"""
    )


def test_a_column_too_wide_for_any_terminal_is_shown_anyway(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "10")
    assert "x" * 40 in fit(["x" * 40, "y"], [["1", "2"]])


def test_a_table_without_rows_shows_its_columns() -> None:
    assert fit(["a", "b"], []).split() == ["a", "b", "---", "---"]


def test_each_wrong_cell_is_marked_and_has_the_expected_value_below_it() -> None:
    table = Table(["x", "y", "z"], [[1, 0.5, "a"], [2, 0.25, "b"]], {"y": ".2f"})
    actual = Table(["x", "y", "z"], [[1, 0.125, "a"], [2, 0.25, "c"]])
    assert render_comparison(table, actual, {(0, "y"), (1, "z")}) == (
        "  x       y  z\n---  ------  ---\n  1  ✗ 0.12  a\n       0.50\n"
        "  2    0.25  ✗ c\n             b"
    )


def test_a_wrong_cell_has_digits_enough_to_differ() -> None:
    table, actual = (Table(["y"], [[value]], {"y": ".1f"}) for value in (0.5, 0.51))
    assert render_comparison(table, actual, {(0, "y")}).split() == [
        "y",
        "------",
        "✗",
        "0.51",
        "0.5",
    ]


def test_a_comparison_comes_in_pieces_with_all_its_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "26")
    columns = ["step", *(f"gate{n}" for n in range(9))]
    right, own = (Table(columns, [[1, *(start + n for n in range(9))]]) for start in (0.5, 1.5))
    text = render_comparison(right, own, {(0, name) for name in columns[1:]})
    assert text.count("✗") == 9 and max(map(len, text.splitlines())) <= 26


@pytest.mark.parametrize(
    ("value", "spec", "text"),
    [
        (0.5, ".2f", "0.50"),
        (1 / 3, "", "0.333333"),
        (7, ".2f", "7"),
        (True, "", "True"),
        ("a", ".2f", "a"),
        (float("nan"), "", "nan"),
    ],
)
def test_a_cell_shows_as_its_column_says(value: float | str, spec: str, text: str) -> None:
    assert format_cell(value, spec) == text


@pytest.mark.parametrize("text", ["12", "-1.5", "50%", "nan", "-inf"])
def test_numbers_are_aligned_right(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize("text", ["a1", "", "-"])
def test_words_are_aligned_left(text: str) -> None:
    assert not is_number(text)
