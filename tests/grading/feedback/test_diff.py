"""What is shown of two tables that differ, and what is measured."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kata_runner.cells import Cell
from kata_runner.grading.compare import differences
from kata_runner.grading.feedback.cell_text import (
    MAX_TEXT,
    display_width,
    first_difference,
    format_pair,
)
from kata_runner.grading.feedback.diff import format_diff, format_full_diff, measure
from kata_runner.table import Table, Tolerance
from tests.helpers.thorough import examples

steady = settings(derandomize=True, database=None, deadline=None, max_examples=examples(100))
EXACT = Tolerance(0.0, 0.0)


def seen(expected: Table, actual: Table) -> str:
    mismatches = list(differences(expected, actual, EXACT))
    return "\n".join(
        filter(None, [format_diff(expected, actual, mismatches), measure(expected, mismatches)])
    )


def steps(*values: Cell) -> Table:
    return Table(["step", "left"], enumerate(values, 1))


@pytest.mark.parametrize(
    ("expected", "actual", "words"),
    [
        (0.5, 0.25, "expected 0.5, got 0.25."),
        (0.5, math.nan, "expected 0.5, got nan."),
        (12, 13, "expected 12, got 13."),
        (12, "13", "expected a number, got text."),
        ("up", 1.0, "expected text, got a number."),
        (True, False, "expected True, got False."),
    ],
)
def test_a_single_value_is_said_in_a_sentence(expected: Cell, actual: Cell, words: str) -> None:
    assert seen(Table(["value"], [[expected]]), Table(["value"], [[actual]])) == words


def test_rows_with_names_are_shown_down_their_column() -> None:
    expected, actual = (
        steps(1.0, 0.5, 0.25, 0.125, 0.0625, 0.03125),
        steps(1.0, 0.5, 0.5, 0.5, 0.5, 0.5),
    )
    assert seen(expected, actual).splitlines() == [
        "    step  expected  actual",
        "    2          0.5     0.5",
        "  ✗ 3         0.25     0.5",
        "  ✗ 4        0.125     0.5",
        "  ✗ 5       0.0625     0.5",
        "  ✗ 6      0.03125     0.5",
        "4 of 6 values differ, from step 3 on. Off by 0.25 to 0.47 (1 to 15 times what is right). "
        "All of them came as 0.5.",
    ]


def test_components_are_shown_along_their_row() -> None:
    right, wrong = [Table.of(h=[1.0, 2.0], c=[3.0, 4.0])] * 2, Table.of(h=[1.0, 2.0], c=[3.0, 5.0])
    assert seen(Table.stack(right), Table.stack([right[0], wrong])).splitlines() == [
        "    case 2  expected  actual",
        "    c[0]           3       3",
        "  ✗ c[1]           4       5",
        "1 of 8 values differs, the one that is shown. Off by 1 (25 % of what is right).",
    ]


def test_one_row_needs_no_number() -> None:
    assert (
        seen(Table.of([1.0, 2.0]), Table.of([1.0, 3.0])).splitlines()[0]
        == "    value  expected  actual"
    )


def test_of_several_columns_the_one_with_the_first_difference_is_named() -> None:
    expected = Table(["step", "h", "c"], [[1, 0.5, 0.5], [2, 0.25, 0.25]])
    actual = Table(["step", "h", "c"], [[1, 0.5, 0.5], [2, 0.25, 1.25]])
    said = seen(expected, actual)
    assert "    step: c  expected  actual\n" in said
    assert "  ✗ 2            0.25    1.25\n" in said


def test_it_is_said_where_nan_begins() -> None:
    actual = steps(1.5, 1.5, math.nan, math.nan)
    said = seen(steps(1.0, 0.5, 0.25, 0.125), actual)
    assert "All 4 values differ. Off by 0.5 to 1 " in said
    assert said.endswith("2 of them are nan, from step 3 on.")


def test_it_is_said_when_all_are_infinite() -> None:
    assert seen(steps(1.0, 0.5), steps(math.inf, -math.inf)).endswith(
        "All 2 values differ. All of them are infinite."
    )


def test_a_difference_that_is_not_seen_in_six_digits_gets_more_of_them() -> None:
    assert format_pair(1.0, 1.00000001) == ("1", "1.00000001")
    assert format_pair(0.1 + 0.2, 0.3) == ("0.30000000000000004", "0.29999999999999999")
    assert format_pair(0.5, 0.5) == ("0.5", "0.5")


def test_a_zero_has_no_sign() -> None:
    assert format_pair(-0.0, 1.0) == ("0", "1")


def test_names_of_rows_are_no_values() -> None:
    expected = Table(["word", "count"], [["one", 1], ["two", 2]])
    actual = Table(["word", "count"], [["one", 1], ["two", 3]])
    assert "1 of 2 values differs" in seen(expected, actual)


def test_names_that_are_wrong_are_shown_where_they_stand() -> None:
    expected, actual = (
        Table(["word", "count"], [["a", 1], ["b", 1]]),
        Table(["word", "count"], [["b", 1], ["a", 1]]),
    )
    assert "  ✗ word         'a'     'b'\n" in seen(expected, actual)


def test_a_long_name_is_cut_and_a_long_table_is_not_shown_whole() -> None:
    labels = [f"{number} {'x' * 100}" for number in range(50)]
    expected, actual = (Table(["name", "y"], [(label, y) for label in labels]) for y in (1.0, 2.0))
    lines = seen(expected, actual).splitlines()
    assert max(map(len, lines[:-1])) < 70 and "…" in lines[1]
    assert len(lines) == 6


@pytest.mark.parametrize("huge", [2**63 - 1, -(2**63), 1e308, -1e308])
def test_numbers_of_any_size_are_measured(huge: Cell) -> None:
    assert "2 of 2" in seen(steps(1.0, 2.0), steps(huge, huge)).replace("All 2", "2 of 2")


# --- Longer values


LONG = (
    "the quick brown fox jumps over the lazy dog, and then it rests in the shade of an old "
    "and very tall tree."
)


def test_of_two_long_texts_the_window_around_the_first_difference_is_shown() -> None:
    actual = LONG.replace("tall", "tell")
    assert seen(Table(["value"], [[LONG]]), Table(["value"], [[actual]])) == (
        "expected …'d and very tall tree.', got …'d and very tell tree.'. They differ from "
        "letter 97 on."
    )


def test_a_short_text_is_shown_whole() -> None:
    assert format_pair("x" * MAX_TEXT, "x") == (f"'{'x' * MAX_TEXT}'", "'x'")


@steady
@given(st.text(max_size=200), st.text(max_size=5), st.text(max_size=5), st.text(max_size=200))
def test_texts_that_differ_are_shown_differently_and_briefly(
    start: str, one: str, other: str, rest: str
) -> None:
    pair = format_pair(start + one + rest, start + other + rest)
    assert (pair[0] != pair[1]) == (one != other)
    assert (
        max(map(len, pair)) <= 10 * MAX_TEXT + 4
    )  # the code of a letter takes ten letters: \\U0001f600


@pytest.mark.parametrize(
    ("one", "other", "index"), [("abc", "abd", 2), ("ab", "abc", 2), ("", "a", 0), ("a", "b", 0)]
)
def test_the_first_letter_that_differs_is_found(one: str, other: str, index: int) -> None:
    assert first_difference(one, other) == index


def test_a_text_that_ends_early_is_shown_at_its_end() -> None:
    one, other = format_pair(LONG, LONG[:80])
    assert one.startswith("…'") and other.startswith("…'") and one[2:14] == other[2:14]
    assert one != other


def test_texts_that_would_look_alike_are_shown_by_the_codes_of_their_letters() -> None:
    assert format_pair("caf\u00e9", "cafe\u0301") == (r"'caf\xe9'", r"'cafe\u0301'")


def test_long_texts_in_a_table_stand_at_the_left_of_their_columns() -> None:
    changed = LONG.replace("fox", "fax")
    expected, actual = (Table(["n", "says"], [(1, text), (2, "short")]) for text in (LONG, changed))
    assert seen(expected, actual).splitlines() == [
        "    n  expected                              actual",
        "  ✗ 1  …'uick brown fox jumps over the la'…  …'uick brown fax jumps over the la'…",
        "    2  'short'                               'short'",
        "1 of 2 values differs, the one that is shown. They differ from letter 18 on.",
    ]


# --- Columns


@pytest.mark.parametrize(
    ("text", "width"),
    [("abc", 3), ("漢字", 4), ("e\u0301", 1), ("…✗", 2), ("\uff21", 2), ("a\u200bb", 2), ("", 0)],
)
def test_the_width_of_a_text_is_that_on_a_terminal(text: str, width: int) -> None:
    assert display_width(text) == width


@pytest.mark.parametrize(
    "names", [("漢字", "e\u0301te\u0301", "plain"), ("\uff21\uff22", "한국어", "a" * 60)]
)
@pytest.mark.parametrize("values", [(1.0, 22.5, 333.25), ("a", "漢字", "e\u0301")])
def test_headings_stand_over_their_columns_whatever_letters_are_in_them(
    names: tuple[str, ...], values: tuple[Cell, ...]
) -> None:
    expected = Table(["名前", "left"], zip(names, values, strict=True))
    actual = Table(["名前", "left"], zip(names, values[::-1], strict=True))
    head, *rows = format_full_diff(
        expected, actual, list(differences(expected, actual, EXACT))
    ).splitlines()
    assert len(rows) == 3
    assert len({edge(line, isinstance(values[0], str)) for line in (head, *rows)}) == 1


def test_all_values_include_the_names_of_rows_where_one_is_wrong() -> None:
    expected = Table(["word", "count", "share"], [["a", 1, 0.2], ["b", 2, 0.4]])
    actual = Table(["word", "count", "share"], [["a", 1, 0.2], ["c", 2, 0.4]])
    mismatches = list(differences(expected, actual, EXACT))
    names = "  word  expected  actual\n    a     'a'       'a'\n  ✗ b     'b'       'c'"
    assert names in format_full_diff(expected, actual, mismatches)


def edge(line: str, is_text: bool) -> int:
    """The terminal's column where the last cell of a line starts, or where it ends if it stands at
    the right.
    """
    match = re.fullmatch(r"(.*\s{2,})(\S+)", line)
    assert match
    return display_width(match[1] if is_text else line)


def test_long_names_that_differ_at_their_end_are_told_apart() -> None:
    names = [f"{'x' * 60}[{number}, 12]" for number in range(3)]
    expected, actual = (Table(["name", "y"], [(name, y) for name in names]) for y in (1.0, 2.0))
    _, *rows, _ = seen(expected, actual).splitlines()
    assert len(set(rows)) == 3 and all(f"[{number}, 12]" in row for number, row in enumerate(rows))
