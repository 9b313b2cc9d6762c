"""How arrays that differ are shown: their rows, and the first place."""

from __future__ import annotations

import numpy as np

from kata_runner.cells import Cell
from kata_runner.grading.compare import differences
from kata_runner.grading.feedback.diff import format_diff, measure
from kata_runner.table import Table, Tolerance

EXACT = Tolerance(0.0, 0.0)


def seen(expected: Table, actual: Table) -> str:
    mismatches = list(differences(expected, actual, EXACT))
    return "\n".join(
        filter(None, [format_diff(expected, actual, mismatches), measure(expected, mismatches)])
    )


def steps(*values: Cell) -> Table:
    return Table(["step", "left"], enumerate(values, 1))


def changed(matrix: np.ndarray, *places: tuple[int, ...]) -> np.ndarray:
    other = matrix.copy()
    for place in places:
        other[place] += 100
    return other


MATRIX = np.arange(1.0, 31.0).reshape(6, 5)


def test_of_an_array_the_rows_that_differ_and_the_first_position_are_named() -> None:
    said = seen(Table.of(m=MATRIX), Table.of(m=changed(MATRIX, (1, 2), (3, 0), (4, 4), (5, 1))))
    assert (
        "4 of 30 values differ. Rows 1 and 3 to 5 of m differ, the first at m[1, 2]. Off by 100 "
        in said
    )


def test_an_array_is_shown_by_its_rows_around_the_first_that_differs() -> None:
    said = seen(Table.of(h=1.0, m=MATRIX), Table.of(h=1.0, m=changed(MATRIX, (2, 3), (3, 4))))
    assert said.splitlines()[:4] == [
        "    m of shape (6, 5)     expected       actual",
        "    m[1, 2:5]            8   9  10    8   9  10",
        "  ✗ m[2, 2:5]           13  14  15   13 114  15",
        "  ✗ m[3, 2:5]           18  19  20   18  19 120",
    ]


def test_an_array_of_three_axes_is_shown_where_it_differs() -> None:
    cube = np.arange(60.0).reshape(3, 4, 5)
    wrong = changed(cube, (1, 0, 0), (2, 1, 1))
    said = seen(Table.stack([Table.of(cube)] * 2), Table.stack([Table.of(cube), Table.of(wrong)]))
    assert said.splitlines() == [
        "    case 2, array of shape (3, 4, 5)     expected       actual",
        "  ✗ [1, 0, 0:3]                        20  21  22  120  21  22",
        "    [1, 1, 0:3]                        25  26  27   25  26  27",
        "    [1, 2, 0:3]                        30  31  32   30  31  32",
        "2 of 120 values differ. Places 1 and 2 along the first axis differ, the first at [1, "
        "0, 0]. "
        "Off by 100 (220 to 500 % of what is right).",
    ]


def test_a_line_of_an_array_is_not_wider_than_a_terminal() -> None:
    said = seen(Table.of(np.full((2, 3, 4), -0.123456)), Table.of(np.full((2, 3, 4), -0.654321)))
    lines = said.splitlines()
    assert lines[1].split()[:3] == ["✗", "[0,", "0,"] and "0:2]" in lines[1]
    assert max(map(len, lines[:4])) <= 76


def test_texts_in_an_array_stand_in_quotes() -> None:
    said = seen(Table.of([["a", "b"], ["c", "d"]]), Table.of([["a", "b"], ["c", "e"]]))
    assert "  ✗ [1, 0:2]               'c' 'd'   'c' 'e'" in said.splitlines()


def test_rows_of_different_lengths_are_shown_one_by_one() -> None:
    said = seen(Table.of([[1.0, 2.0], [3.0]]), Table.of([[1.0, 2.0], [4.0]]))
    assert "✗ [1, 0]" in said and "of shape" not in said


def test_an_array_without_a_name_has_rows_too() -> None:
    said = seen(Table.of(MATRIX), Table.of(changed(MATRIX, (4, 0), (4, 3))))
    assert "2 of 30 values differ. Row 4 differs, the first at [4, 0]." in said


def test_an_array_that_differs_in_every_row_says_so() -> None:
    said = seen(Table.of(m=MATRIX), Table.of(m=changed(MATRIX, *((row, 1) for row in range(6)))))
    assert "6 of 30 values differ. Every row of m differs, the first at m[0, 1]." in said


def test_each_of_several_arrays_is_named() -> None:
    expected = Table.of(w=MATRIX, b=[1.0, 2.0], u=MATRIX)
    actual = Table.of(
        w=changed(MATRIX, (2, 0), (2, 1)), b=[1.0, 2.0], u=changed(MATRIX, (0, 0), (5, 4))
    )
    assert (
        "Row 2 of w differs, the first at w[2, 0]. Rows 0 and 5 of u differ, the first at u[0, 0]."
        in seen(expected, actual)
    )


def test_of_several_cases_the_arrays_of_the_first_that_differs_are_described() -> None:
    wrong = changed(MATRIX, (1, 2), (3, 0))
    expected = Table.stack([Table.of(m=MATRIX)] * 5)
    actual = Table.stack(Table.of(m=matrix) for matrix in (MATRIX, wrong, MATRIX, wrong, MATRIX))
    said = seen(expected, actual)
    assert (
        "4 of 150 values differ, in cases 2 and 4. In case 2, rows 1 and 3 of m differ, the "
        "first at m[1, 2]." in said
    )


def test_the_places_of_a_vector_are_named_where_they_are_not_all_shown() -> None:
    vector = np.arange(1.0, 21.0)
    assert "Places 5 and 12 to 14 of h differ, the first at h[5]." in seen(
        Table.of(h=vector), Table.of(h=changed(vector, (5,), (12,), (13,), (14,)))
    )
    assert "2 of 20 values differ, the first at h[5]." in seen(
        Table.of(h=vector), Table.of(h=changed(vector, (5,), (7,)))
    )


def test_the_rows_of_a_table_that_differ_are_named() -> None:
    values = [0.5 if step in (2, 5, 6, 7) else 1.0 / step for step in range(1, 10)]
    said = seen(steps(*(1.0 / step for step in range(1, 10))), steps(*values[:1], 0.4, *values[2:]))
    assert "4 of 9 values differ, in step 2 and 5 to 7, the first at step 2." in said


def test_of_rows_with_texts_for_names_the_first_are_named() -> None:
    expected, actual = (
        Table(["word", "count"], [(word, 1 + more * (word in "aceg")) for word in "abcdefgh"])
        for more in (0, 1)
    )
    assert "4 of 8 values differ, in 4 of 8 rows (a; c; e; …), the first at a." in seen(
        expected, actual
    )


def test_a_value_beside_a_vector_of_its_name_is_no_place_of_it() -> None:
    columns = ["h[0]", "h", "x"]
    expected, actual = Table(columns, [[1.0, 2.0, 3.0]]), Table(columns, [[1.5, 2.5, 3.0]])
    assert "2 of 3 values differ, the first at h[0]." in seen(expected, actual)
