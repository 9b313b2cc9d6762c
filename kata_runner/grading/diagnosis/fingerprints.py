"""Fingerprints of results: short digests of rounded values, by which what may be equal is found
among thousands.

Rounding splits what lies on both sides of a border, so every result is rounded on two grids, the
second half a step beside the first: results that are next to equal share one of them. A fingerprint
only proposes; who uses it compares the results themselves.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable

from kata_runner.cells import Cell
from kata_runner.engine.job import Problem, Result
from kata_runner.grading.diagnosis.equality import get_error_name
from kata_runner.table import Table

Fingerprints = tuple[str, str]
STEP = (
    1e-2  # relatively: coarse beside every tolerance, as a border is met the more often the finer
)
SMALLEST = 1e-12  # what is smaller counts as zero, on the second grid what is half as small
LARGEST = 1e300  # a whole number beyond this is no float
DIGITS = 8


def take_fingerprints(result: Result) -> Fingerprints:
    """The fingerprints of a result on both grids."""
    if result.table is None:
        assert result.problem is not None
        digest = hash_texts([describe_problem(result.problem)])
        return digest, digest
    return hash_table(result.table, 0.0), hash_table(result.table, 0.5)


def describe_problem(problem: Problem) -> str:
    """What tells problems apart: of what could not be used the error, as its words are Python's."""
    text = get_error_name(problem) if problem.kind == "unusable" else problem.text
    return f"{problem.kind}\0{text}"


def hash_table(table: Table, offset: float) -> str:
    """The digest of a table on a grid that is moved by part of a step."""
    cells = (round_cell(cell, offset) for row in table.rows for cell in row)
    return hash_texts([*table.columns, *cells])


def round_cell(cell: Cell, offset: float) -> str:
    """A cell as text: a number by its place on a grid of equal ratios, all else as it is."""
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
    """A short digest."""
    data = "\0".join(texts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=DIGITS // 2).hexdigest()
