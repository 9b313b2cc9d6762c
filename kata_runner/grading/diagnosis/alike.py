"""Whether two implementations gave the same in an experiment, right or wrong."""

from __future__ import annotations

import math
from itertools import chain

from kata_runner.cells import Cell
from kata_runner.engine.job import Problem, Result
from kata_runner.grading.compare import same
from kata_runner.grading.forms import form_mismatch
from kata_runner.table import Tolerance


def alike(one: Result, other: Result, tolerance: Tolerance) -> bool:
    """Whether both gave the same table, or failed in the same way."""
    if one.problem is not None or other.problem is not None:
        return same_problem(one, other)
    assert one.table is not None and other.table is not None
    if one.table.columns != other.table.columns or len(one.table.rows) != len(other.table.rows):
        return False
    cells = zip(chain(*one.table.rows), chain(*other.table.rows), strict=True)
    return all(alike_cells(*pair, tolerance) for pair in cells)


def same_problem(one: Result, other: Result) -> bool:
    """Whether both failed in the same way.

    What cannot be used is told by the error and the kind of what was returned, whatever its class
    is called: the words for it are Python's, and change with it.
    """
    if one.problem is None or other.problem is None or one.problem.kind != other.problem.kind:
        return False
    if one.problem.kind == "unusable":
        return error_of(one.problem) == error_of(other.problem) and not form_mismatch(
            one.calls, other.calls
        )
    return one.problem.text == other.problem.text


def alike_but_for_words(one: Result, other: Result, tolerance: Tolerance) -> bool:
    """The same for what another Python may have said: two that crashed with the same error count as
    alike.
    """
    return alike(one, other, tolerance) or same_error(one.problem, other.problem)


def same_error(one: Problem | None, other: Problem | None) -> bool:
    """Whether both crashed with the same error, whatever it says."""
    if one is None or other is None:
        return False
    return one.kind == other.kind == "crashed" and error_of(one) == error_of(other)


def error_of(problem: Problem) -> str:
    """The name of the error."""
    return problem.text.partition(":")[0]


def alike_cells(one: Cell, other: Cell, tolerance: Tolerance) -> bool:
    """Whether two cells are the same within a tolerance; here nan is like nan."""
    if isinstance(one, float) and isinstance(other, float) and math.isnan(one):
        return math.isnan(other)
    return same(one, other, tolerance)
