"""Distances of tables in units of a tolerance."""

from __future__ import annotations

import math

import pytest

from kata_runner.cells import Cell
from kata_runner.table import Table, Tolerance
from kata_runner.verify.distance import distance, get_unit, has_floats

HALF = Tolerance(relative=1e-3, absolute=0.0)


def table(*values: Cell) -> Table:
    return Table(["value"], [[value] for value in values])


@pytest.mark.parametrize(
    ("expected", "actual", "units"),
    [
        (1.0, 1.0, 0.0),
        (2.0, 2.001, 0.5),
        (2.0, 1.998, 1.0),
        (2.0, 2.02, 10.0),
        (0.0, 1e-9, math.inf),
        (1.0, math.nan, math.inf),
        (1.0, math.inf, math.inf),
        (math.inf, math.inf, 0.0),
        (math.inf, 1.0, math.inf),
        (3, 3, 0.0),
        (3, 3.0, 0.0),
        (3, 3.001, math.inf),
        (3.0, 3, 0.0),
        ("a", "a", 0.0),
        ("a", "b", math.inf),
        (1.0, "a", math.inf),
        (True, True, 0.0),
        (1.0, True, math.inf),
    ],
)
def test_a_cell(expected: Cell, actual: Cell, units: float) -> None:
    assert distance(table(expected), table(actual), HALF) == pytest.approx(units)


def test_the_farthest_cell_counts() -> None:
    assert distance(table(1.0, 1.0), table(1.0001, 1.002), HALF) == pytest.approx(2.0)


def test_tables_of_other_shapes_are_infinitely_far() -> None:
    assert distance(table(1.0), table(1.0, 2.0), HALF) == math.inf
    assert distance(table(1.0), Table(["other"], [[1.0]]), HALF) == math.inf


def test_a_table_without_rows_is_itself() -> None:
    assert distance(table(), table(), HALF) == 0.0


def test_only_floats_have_a_tolerance() -> None:
    assert has_floats(table("a", 0.5))
    assert not has_floats(table("a", 1, True))


def test_a_tolerance_is_called_by_its_relative_part_where_it_has_one() -> None:
    assert get_unit(Tolerance(1e-4, 1e-6)) == 1e-4
    assert get_unit(Tolerance(0.0, 1e-6)) == 1e-6
