"""Descriptions of how far two tables differ: how many values, by how much, and which are not
finite.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from kata_runner.grading.diagnosis.numeric import is_number
from kata_runner.grading.feedback.cell_text import first_difference, format_cell, is_long_pair
from kata_runner.grading.feedback.locations import array_rows, describe_start, rows_with
from kata_runner.model import Difference
from kata_runner.table import Table

PERCENT_UP_TO = 10.0  # times: larger shares are not given in percent


def describe_size(expected: Table, mismatches: Sequence[Difference], total: int) -> str:
    """Describe how many values differ, from where on, by how much, and which are not finite."""
    if len(mismatches) == total:
        count = f"All {total} values differ."
    else:
        verb = "differs" if len(mismatches) == 1 else "differ"
        count = f"{len(mismatches)} of {total} values {verb}{location(expected, mismatches)}"
    notes = [
        beginning_of_texts(mismatches),
        error_range(mismatches),
        same_value_note(mismatches),
        *nonfinite_notes(expected, mismatches),
    ]
    return " ".join([count, *filter(None, notes)])


def location(expected: Table, mismatches: Sequence[Difference]) -> str:
    """Describe in which rows values differ and where that starts, for arrays by their own rows."""
    arrays = list(array_rows(expected, mismatches))
    if not arrays:
        return f", {describe_start(expected, mismatches)}."
    rows = rows_with(expected, mismatches)
    return f"{', ' if rows else ''}{rows}. {' '.join(arrays)}"


def beginning_of_texts(mismatches: Sequence[Difference]) -> str:
    """Say which letter is the first that differs, if the first difference is between long texts."""
    expected, actual = mismatches[0].expected, mismatches[0].actual
    if not is_long_pair(expected, actual):
        return ""
    these = "They differ" if len(mismatches) == 1 else "The first two texts differ"
    return f"{these} from letter {first_difference(str(expected), str(actual)) + 1} on."


def error_range(mismatches: Sequence[Difference]) -> str:
    """Describe how far off the numbers are, absolutely and relatively."""
    errors = [
        (abs(float(d.actual) - float(d.expected)), abs(float(d.expected)))
        for d in mismatches
        if is_number(d.expected) and is_number(d.actual)
    ]
    if not errors:
        return ""
    shares = [error / size for error, size in errors if size]
    relative = f" ({format_shares(shares)} what is right)" if shares else ""
    return f"Off by {format_range([error for error, _ in errors])}{relative}."


def format_shares(shares: Sequence[float]) -> str:
    """Format shares in percent, or in times if they are large."""
    if max(shares) < PERCENT_UP_TO:
        return f"{format_range([100 * share for share in shares])} % of"
    return f"{format_range(shares)} times"


def format_range(values: Sequence[float]) -> str:
    """Format the least and the most in two digits, or one of them if they look the same."""
    least, most = two_digits(min(values)), two_digits(max(values))
    return most if least == most else f"{least} to {most}"


def two_digits(value: float) -> str:
    """Format a number with two digits."""
    return f"{float(f'{value:.2g}'):,.0f}" if 10 <= value < 1e9 else f"{value:.2g}"


def same_value_note(mismatches: Sequence[Difference]) -> str:
    """Return a remark if all of many different values are the same in the attempt."""
    actual, expected = {d.actual for d in mismatches}, {d.expected for d in mismatches}
    is_constant = len(mismatches) > 2 and len(actual) == 1 < len(expected)
    if not is_constant or not is_number(mismatches[0].actual):
        return ""
    return f"All of them came as {format_cell(mismatches[0].actual)}."


def nonfinite_notes(expected: Table, mismatches: Sequence[Difference]) -> Iterator[str]:
    """Yield remarks on nan and infinities, which have causes of their own."""
    for name, test in {"nan": math.isnan, "infinite": math.isinf}.items():
        odd = [d for d in mismatches if isinstance(d.actual, float) and test(d.actual)]
        if odd:
            is_all = len(odd) == len(mismatches)
            where = "" if is_all or len(expected.rows) < 2 else f", {describe_start(expected, odd)}"
            count = "It" if len(mismatches) == 1 else f"{'All' if is_all else len(odd)} of them"
            yield f"{count} {'is' if len(odd) == 1 else 'are'} {name}{where}."
