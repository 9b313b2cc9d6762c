"""What is shown of two tables that differ, and what is measured."""

from __future__ import annotations

import math

import pytest

from kata_runner.grading.compare import differences
from kata_runner.grading.feedback.evidence import apart, evidence
from kata_runner.table import Cell, Table, Tolerance

EXACT = Tolerance(0.0, 0.0)


def seen(expected: Table, actual: Table) -> str:
    return evidence(expected, actual, list(differences(expected, actual, EXACT)))


def steps(*values: Cell) -> Table:
    return Table(["step", "left"], enumerate(values, 1))


@pytest.mark.parametrize(
    ("want", "came", "words"),
    [
        (0.5, 0.25, "0.25 came, 0.5 was wanted."),
        (0.5, math.nan, "nan came, 0.5 was wanted."),
        (12, 13, "13 came, 12 was wanted."),
        (12, "13", "text came where a number was wanted."),
        ("up", 1.0, "a number came where text was wanted."),
        (True, False, "False came, True was wanted."),
    ],
)
def test_a_single_value_is_said_in_a_sentence(want: Cell, came: Cell, words: str) -> None:
    assert seen(Table(["value"], [[want]]), Table(["value"], [[came]])) == words


def test_rows_with_names_are_shown_down_their_column() -> None:
    expected, actual = steps(1.0, 0.5, 0.25, 0.125, 0.0625, 0.03125), steps(1.0, 0.5, 0.5, 0.5, 0.5, 0.5)
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
    assert seen(Table.of([1.0, 2.0]), Table.of([1.0, 3.0])).splitlines()[0] == "    value  expected  actual"


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
    assert seen(steps(1.0, 0.5), steps(math.inf, -math.inf)).endswith("All 2 values differ. All of them are infinite.")


def test_a_difference_that_is_not_seen_in_six_digits_gets_more_of_them() -> None:
    assert apart(1.0, 1.00000001) == ("1", "1.00000001")
    assert apart(0.1 + 0.2, 0.3) == ("0.30000000000000004", "0.29999999999999999")
    assert apart(0.5, 0.5) == ("0.5", "0.5")


def test_a_zero_has_no_sign() -> None:
    assert apart(-0.0, 1.0) == ("0", "1")


def test_names_of_rows_are_no_values() -> None:
    expected = Table(["word", "count"], [["one", 1], ["two", 2]])
    actual = Table(["word", "count"], [["one", 1], ["two", 3]])
    assert "1 of 2 values differs" in seen(expected, actual)


def test_names_that_are_wrong_are_shown_where_they_stand() -> None:
    expected, actual = Table(["word", "count"], [["a", 1], ["b", 1]]), Table(["word", "count"], [["b", 1], ["a", 1]])
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
