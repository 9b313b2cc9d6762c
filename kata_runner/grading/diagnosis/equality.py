"""Comparison of the results that two implementations gave in an experiment, right or wrong."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from itertools import chain

from kata_runner.cells import Cell
from kata_runner.engine.job import Problem, Result
from kata_runner.grading.compare import cells_match
from kata_runner.grading.diagnosis.python_versions import to_common_text
from kata_runner.grading.schema_mismatch import describe_mismatch
from kata_runner.table import Table, Tolerance

# Indexing a number raises TypeError if it is Python's, and IndexError if it is NumPy's.
NO_ITEMS = {"TypeError", "IndexError"}
PRODUCTS = (
    r"matmul: .*\(size (?P<right>\d+) is different from (?P<left>\d+)\)",
    r"not aligned: (?P<left>\d+) \(dim \d+\) != (?P<right>\d+) \(dim \d+\)",
)


@lru_cache(maxsize=1024)  # every failure of an attempt compares the same pairs
def results_equal(a: Result, b: Result, tolerance: Tolerance) -> bool:
    """Whether both gave the same table, or failed in the same way."""
    if a.problem is not None or b.problem is not None:
        return has_same_problem(a, b)
    cells = pair_cells(a.table, b.table)
    return cells is not None and all(cells_equal(*pair, tolerance) for pair in cells)


def results_equal_where_finite(a: Result, b: Result, tolerance: Tolerance) -> bool:
    """Whether both gave the same table, apart from cells that are nan or infinite in the first."""
    cells = pair_cells(a.table, b.table)
    return cells is not None and all(
        (isinstance(one, float) and not math.isfinite(one)) or cells_equal(one, other, tolerance)
        for one, other in cells
    )


def pair_cells(a: Table | None, b: Table | None) -> list[tuple[Cell, Cell]] | None:
    """Return the cells of two tables side by side; None if a table is missing or the shapes
    differ.
    """
    if a is None or b is None or a.columns != b.columns or len(a.rows) != len(b.rows):
        return None
    return list(zip(chain(*a.rows), chain(*b.rows), strict=True))


def has_same_problem(a: Result, b: Result) -> bool:
    """Whether both failed in the same way.

    Unusable results are compared by the error and by the kind of what was returned, whatever its
    class is called. The message is not compared: it is Python's, and changes with its version.
    """
    if a.problem is None or b.problem is None or a.problem.kind != b.problem.kind:
        return False
    if a.problem.kind == "unusable":
        names = {get_error_name(a.problem), get_error_name(b.problem)}
        is_same = len(names) == 1 or names == NO_ITEMS
        return is_same and not describe_mismatch(a.calls, b.calls)
    return get_text(a.problem) == get_text(b.problem)


def get_text(problem: Problem) -> str:
    """Return the error's message in words that do not depend on Python's version; for matrices that
    do not fit only their lengths, because `@` and `np.dot` report them in different words.
    """
    for pattern in PRODUCTS:
        if match := re.search(pattern, problem.text):
            return f"{match['left']} by {match['right']}"
    return to_common_text(problem.text)


def results_equal_ignoring_text(a: Result, b: Result, tolerance: Tolerance) -> bool:
    """Like `results_equal`, for results of another Python version: two crashes with the same error
    are equal, whatever the message.
    """
    return results_equal(a, b, tolerance) or has_same_error(a.problem, b.problem)


def has_same_error(a: Problem | None, b: Problem | None) -> bool:
    """Whether both crashed with the same error, whatever the message."""
    if a is None or b is None:
        return False
    return a.kind == b.kind == "crashed" and get_error_name(a) == get_error_name(b)


def get_error_name(problem: Problem) -> str:
    """The name of the error."""
    return problem.text.partition(":")[0]


def cells_equal(a: Cell, b: Cell, tolerance: Tolerance) -> bool:
    """Whether two cells are equal within a tolerance; here nan equals nan."""
    if isinstance(a, float) and isinstance(b, float) and math.isnan(a):
        return math.isnan(b)
    return cells_match(a, b, tolerance)
