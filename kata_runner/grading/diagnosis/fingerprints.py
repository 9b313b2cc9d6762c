"""Fingerprints of results: short digests of rounded values, to find among thousands those that may
be equal.

Rounding separates numbers on the two sides of a boundary, so every result is rounded on two grids,
the second shifted by half a step: nearly equal results agree on one of them, almost always. A
fingerprint only proposes; the caller compares the results themselves.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable

from kata_runner.cells import Cell
from kata_runner.engine.job import Problem, Result
from kata_runner.grading.diagnosis.equality import get_error_name
from kata_runner.grading.diagnosis.python_versions import to_older_text
from kata_runner.table import Table

Fingerprints = tuple[str, str]
STEP = 1e-2  # relative, and coarser than every tolerance: a finer grid has more boundaries
SMALLEST = 1e-12  # smaller numbers count as zero; the second grid's bound is half as large again
LARGEST = 1e300  # a whole number beyond this may not fit a float
DIGITS = 8


def take_fingerprints(result: Result) -> Fingerprints:
    """The fingerprints of a result on both grids."""
    if result.table is None:
        assert result.problem is not None
        digest = hash_texts([describe_problem(result.problem)])
        return digest, digest
    return hash_table(result.table, 0.0), hash_table(result.table, 0.5)


def describe_problem(problem: Problem) -> str:
    """Return the text that identifies a problem: for unusable results only the error, because the
    message is Python's; any other text is in the words of Python 3.11.
    """
    text = get_error_name(problem) if problem.kind == "unusable" else to_older_text(problem.text)
    return f"{problem.kind}\0{text}"


def hash_table(table: Table, offset: float) -> str:
    """Return the digest of a table on a grid that is shifted by `offset` steps."""
    cells = (round_cell(cell, offset) for row in table.rows for cell in row)
    return hash_texts([*table.columns, *cells])


def round_cell(cell: Cell, offset: float) -> str:
    """Return a cell as text: a number as its place on a logarithmic grid, all else unchanged."""
    if isinstance(cell, str | bool):
        return repr(cell)
    is_large = abs(cell) >= LARGEST
    number = math.copysign(math.inf, cell > 0 or -1) if is_large else float(cell)
    if not math.isfinite(number):
        return repr(number)
    if abs(number) < SMALLEST * (1 + offset):
        return "0"
    place = math.floor(math.log(abs(number)) / STEP + offset)
    return f"{'-' if number < 0 else ''}{place}"


def hash_texts(texts: Iterable[str]) -> str:
    """Return a short digest of texts."""
    data = "\0".join(texts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=DIGITS // 2).hexdigest()
