"""The distance of tables, in units of a tolerance: up to 1 they count as equal."""

from __future__ import annotations

import math

from kata_runner.cells import Cell
from kata_runner.grading.compare import cells_match, shape_problem
from kata_runner.table import Table, Tolerance


def distance(expected: Table, actual: Table, tolerance: Tolerance) -> float:
    """Return the largest distance of two cells at the same place.

    It is infinite for tables of different shapes and for unequal cells without a tolerance.
    """
    if shape_problem(expected, actual):
        return math.inf
    rows = zip(expected.rows, actual.rows, strict=True)
    pairs = (cells for pair in rows for cells in zip(*pair, strict=True))
    return max((cell_distance(a, b, tolerance) for a, b in pairs), default=0.0)


def cell_distance(expected: Cell, actual: Cell, tolerance: Tolerance) -> float:
    """Return how many times the tolerance a cell is off.

    Cells that are compared exactly have the distance 0 or infinity.

    >>> round(cell_distance(2.0, 2.001, Tolerance(relative=1e-3, absolute=0.0)), 3)
    0.5
    >>> cell_distance(2, 2.001, Tolerance())
    inf
    """
    if (
        not isinstance(expected, float)
        or isinstance(actual, bool | str)
        or not math.isfinite(expected)
    ):
        return 0.0 if cells_match(expected, actual, tolerance) else math.inf
    allowed = tolerance.absolute + tolerance.relative * abs(expected)
    off = abs(actual - expected)
    if off == 0:
        return 0.0
    return off / allowed if allowed and math.isfinite(off) else math.inf


def has_floats(table: Table) -> bool:
    """Whether a table has a cell that is compared with a tolerance."""
    return any(isinstance(value, float) for row in table.rows for value in row)


def get_unit(tolerance: Tolerance) -> float:
    """Return the number that names a tolerance: its relative part, or else its absolute one."""
    return tolerance.relative or tolerance.absolute
