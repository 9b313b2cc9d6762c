"""Tables no wider than the terminal."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kata_runner.reports.tables import MAX_WIDTH, fit, format_cell, is_number, render_table
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


def test_the_expected_values_stand_beside_the_attempts() -> None:
    table = Table(["x", "y"], [[1, 0.5]], {"y": ".2f"})
    actual = Table(["x", "y"], [[1, 0.25]])
    assert render_table(table, actual).splitlines()[0].split() == ["x", "y", "expected"]
    assert render_table(table, actual).splitlines()[2].split() == ["1", "0.25", "0.50"]


@pytest.mark.parametrize("width", [26, 40, 60, 80, 200])
def test_a_value_and_the_expected_one_are_never_torn_apart(
    monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    columns = ["step", *(f"at {gate}" for gate in range(9))]
    table = Table(columns, [[1, *(0.25 * gate for gate in range(9))]])
    heads = [
        piece.splitlines()[0].split()[1:] for piece in render_table(table, table).split("\n\n")
    ]
    assert [head for piece in heads for head in piece[::3]] == ["at"] * 9
    assert all(piece[2::3] == ["expected"] * (len(piece) // 3) for piece in heads)


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
