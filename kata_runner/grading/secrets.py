"""Messages about a secret experiment that failed: they may say what is odd about the result itself,
but nothing about the expected one.

Not revealed are the expected values, how far off the attempt's are, which of them differ and how
many there should be: each of these is a piece of the answer. A known mistake is reported as in
other experiments, because its sentence is the author's own.
"""

from __future__ import annotations

import math

from kata_runner.engine.job import Result
from kata_runner.grading.answer_key import Expectation
from kata_runner.grading.schema_mismatch import odd_result

SECRET = "What is right is kept secret here."


def describe_secret_failure(expectation: Expectation, result: Result) -> str:
    """Return a sentence about a wrong result."""
    if odd := odd_result(expectation.calls, result.calls):
        return f"{odd} {SECRET}"
    if result.table is None:
        return f"What came back could not be used. {SECRET}"
    cells = [cell for row in result.table.rows for cell in row]
    if any(isinstance(cell, float) and math.isnan(cell) for cell in cells):
        return f"nan is among the results. {SECRET}"
    return f"The result is not the expected one. {SECRET}"
