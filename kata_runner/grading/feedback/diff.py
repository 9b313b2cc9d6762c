"""What a learner reads about two tables that differ: expected beside actual around the first
difference, and measured.

Lines of a table begin with two blanks, which reports leave as they are.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from kata_runner.cells import Cell
from kata_runner.grading.feedback.arrays import View, array_at, window
from kata_runner.grading.feedback.cells import (
    display_width,
    first_difference,
    format_cell,
    format_pair,
    is_long_pair,
    pad_left,
    pad_right,
    shorten_label,
)
from kata_runner.grading.feedback.locations import (
    AFTER,
    BEFORE,
    array_rows,
    describe_start,
    has_row_names,
    location_prefix,
    rows_with,
)
from kata_runner.model import Difference
from kata_runner.table import Table

Places = frozenset[tuple[int, str]]
MAX_LINES = 200
PERCENT_UP_TO = 10.0  # times: what is further off is not said in percent


def format_diff(expected: Table, actual: Table, mismatches: Sequence[Difference]) -> str:
    """All of it, for tables of one shape and what differs between them."""
    first = mismatches[0]
    if isinstance(first.expected, str) != isinstance(first.actual, str):
        return (
            f"{location_prefix(expected, first)}{type_name(first.actual)} came where "
            f"{type_name(first.expected)} "
            f"was wanted."
        )
    total = count_values(expected, mismatches)
    if total == 1:
        actual_value, expected_value = format_pair(first.actual, first.expected)
        return (
            f"{location_prefix(expected, first)}{actual_value} came, {expected_value} was wanted."
            f"{beginning_of_texts(mismatches)}"
        )
    return "\n".join(
        [*context_lines(expected, actual, mismatches), describe_size(expected, mismatches, total)]
    )


def format_full_diff(expected: Table, actual: Table, mismatches: Sequence[Difference]) -> str:
    """The same with every value, up to a limit."""
    wrong = mismatch_positions(mismatches)
    if has_row_names(expected):
        blocks = [
            column_lines(expected, actual, number, wrong)
            for number in range(1, len(expected.columns))
        ]
    else:
        blocks = [
            row_lines(expected, actual, number, wrong) for number in range(len(expected.rows))
        ]
    table = [line for block in blocks for line in block]
    more = [f"  … {len(table) - MAX_LINES} more lines"] if len(table) > MAX_LINES else []
    return "\n".join(
        [
            *table[:MAX_LINES],
            *more,
            describe_size(expected, mismatches, count_values(expected, mismatches)),
        ]
    )


# --- Expected beside actual
# -------------------------------------------------------------------------------------------


def context_lines(expected: Table, actual: Table, mismatches: Sequence[Difference]) -> list[str]:
    """The table's lines around the first difference: down its column where rows have names, else
    along its row.
    """
    first, wrong = mismatches[0], mismatch_positions(mismatches)
    column = expected.columns.index(first.column)
    if array := array_at(expected, first.column):
        return format_lines(*window(View(expected, actual, first, wrong), array))
    if has_row_names(expected) and column > 0:
        return column_lines(expected, actual, column, wrong, around(first.row, len(expected.rows)))
    return row_lines(expected, actual, first.row, wrong, around(column, len(expected.columns)))


def column_lines(
    expected: Table, actual: Table, column: int, wrong: Places, rows: Iterable[int] | None = None
) -> list[str]:
    """One column of all or some rows, by the rows' names."""
    name, head = expected.columns[column], expected.columns[0]
    return format_lines(
        f"{head}: {name}" if len(expected.columns) > 2 else head,
        [
            (
                "✗" if (row, name) in wrong else " ",
                str(expected.rows[row][0]),
                *format_pair(expected.rows[row][column], actual.rows[row][column]),
            )
            for row in (range(len(expected.rows)) if rows is None else rows)
        ],
    )


def row_lines(
    expected: Table, actual: Table, row: int, wrong: Places, columns: Iterable[int] | None = None
) -> list[str]:
    """All or some columns of one row."""
    names = expected.columns
    return format_lines(
        f"case {row + 1}" if len(expected.rows) > 1 else "value",
        [
            (
                "✗" if (row, names[column]) in wrong else " ",
                names[column],
                *format_pair(expected.rows[row][column], actual.rows[row][column]),
            )
            for column in (range(len(names)) if columns is None else columns)
        ],
    )


def mismatch_positions(mismatches: Sequence[Difference]) -> Places:
    """Row and column of each difference."""
    return frozenset((difference.row, difference.column) for difference in mismatches)


def around(first: int, count: int) -> range:
    """The few places around one of them."""
    return range(max(0, first - BEFORE), min(count, first + AFTER + 1))


def format_lines(head: str, rows: Sequence[tuple[str, str, str, str]]) -> list[str]:
    """Mark, label, expected and actual value in columns under a head: numbers to the right, texts
    to the left.
    """
    table = [
        (" ", shorten_label(head), "expected", "actual"),
        *((mark, shorten_label(label), *pair) for mark, label, *pair in rows),
    ]
    texts = all(is_quoted(value) for _, _, *pair in rows for value in pair)
    pads = (pad_right, *[pad_right if texts else pad_left] * 2)
    widths = [max(display_width(row[number]) for row in table) for number in range(1, 4)]
    lines = []
    for mark, *cells in table:
        padded = [pad(cell, width) for pad, cell, width in zip(pads, cells, widths, strict=True)]
        lines.append(f"  {mark} {'  '.join(padded)}".rstrip())
    return lines


def is_quoted(value: str) -> bool:
    """Whether a formatted cell is a text, whole or in part."""
    return value.lstrip("…").startswith(("'", '"'))


# --- Measured
# ------------------------------------------------------------------------------


def describe_size(expected: Table, mismatches: Sequence[Difference], total: int) -> str:
    """How many values differ, from where on, by how much, and what is not even a number."""
    if len(mismatches) == total:
        count = f"All {total} values differ."
    else:
        count = (
            f"{len(mismatches)} of {total} values "
            f"{'differs' if len(mismatches) == 1 else 'differ'}{location(expected, mismatches)}"
        )
    texts = beginning_of_texts(mismatches).strip()
    return " ".join(
        filter(
            None,
            [
                count,
                texts,
                error_range(mismatches),
                same_value_note(mismatches),
                *nonfinite_notes(expected, mismatches),
            ],
        )
    )


def location(expected: Table, mismatches: Sequence[Difference]) -> str:
    """In which rows values differ and where that starts, for arrays by their own rows."""
    arrays = list(array_rows(expected, mismatches))
    if not arrays:
        return f", {describe_start(expected, mismatches)}."
    rows = rows_with(expected, mismatches)
    return f"{', ' if rows else ''}{rows}. {' '.join(arrays)}"


def beginning_of_texts(mismatches: Sequence[Difference]) -> str:
    """Which letter is the first that differs, where the first difference is one of longer texts."""
    expected_value, actual_value = mismatches[0].expected, mismatches[0].actual
    if (
        not isinstance(expected_value, str)
        or not isinstance(actual_value, str)
        or not is_long_pair(expected_value, actual_value)
    ):
        return ""
    these = "They differ" if len(mismatches) == 1 else "The first two texts differ"
    return f" {these} from letter {first_difference(expected_value, actual_value) + 1} on."


def error_range(mismatches: Sequence[Difference]) -> str:
    """How far off the numbers are, absolutely and relatively."""
    pairs = [
        (float(d.expected), float(d.actual))
        for d in mismatches
        if is_finite(d.expected) and is_finite(d.actual)
    ]
    if not pairs:
        return ""
    off = [abs(actual_value - expected_value) for expected_value, actual_value in pairs]
    shares = [
        abs(actual_value - expected_value) / abs(expected_value)
        for expected_value, actual_value in pairs
        if expected_value
    ]
    relative = f" ({format_shares(shares)} what is right)" if shares else ""
    return f"Off by {format_range(off)}{relative}."


def format_shares(shares: Sequence[float]) -> str:
    """Shares in percent, or in times where they are large."""
    if max(shares) < PERCENT_UP_TO:
        return f"{format_range([100 * share for share in shares])} % of"
    return f"{format_range(shares)} times"


def format_range(values: Sequence[float]) -> str:
    """The least and the most in two digits, or one of them where that is the same."""
    least, most = two_digits(min(values)), two_digits(max(values))
    return most if least == most else f"{least} to {most}"


def two_digits(value: float) -> str:
    """A number as one says how far something is off."""
    return f"{float(f'{value:.2g}'):,.0f}" if 10 <= value < 1e9 else f"{value:.2g}"


def same_value_note(mismatches: Sequence[Difference]) -> str:
    """A remark on many values that came as one."""
    actual_values, expected_values = (
        {d.actual for d in mismatches},
        {d.expected for d in mismatches},
    )
    if (
        len(mismatches) < 3
        or len(actual_values) != 1
        or len(expected_values) == 1
        or not is_finite(mismatches[0].actual)
    ):
        return ""
    return f"All of them came as {format_cell(mismatches[0].actual)}."


def nonfinite_notes(expected: Table, mismatches: Sequence[Difference]) -> Iterable[str]:
    """Remarks on nan and infinities, which have causes of their own."""
    for name, test in {"nan": math.isnan, "infinite": math.isinf}.items():
        odd = [d for d in mismatches if isinstance(d.actual, float) and test(d.actual)]
        if odd:
            where = (
                f", {describe_start(expected, odd)}"
                if len(expected.rows) > 1 and odd != list(mismatches)
                else ""
            )
            verb = "is" if len(odd) == 1 else "are"
            yield f"{count_phrase(odd, mismatches)} {verb} {name}{where}."


def count_phrase(some: Sequence[Difference], mismatches: Sequence[Difference]) -> str:
    """How many of the differences they are."""
    return (
        "It"
        if len(mismatches) == 1
        else f"{'All' if len(some) == len(mismatches) else len(some)} of them"
    )


# --- Words
# ------------------------------------------------------------------------------


def count_values(table: Table, mismatches: Sequence[Difference]) -> int:
    """How many values a table holds, without those that name its rows, unless some of these
    differ.
    """
    names = (
        len(table.rows)
        if has_row_names(table) and all(one.column != table.columns[0] for one in mismatches)
        else 0
    )
    return len(table.rows) * len(table.columns) - names


def is_finite(value: Cell) -> bool:
    """Whether a cell is a number to measure with."""
    return not isinstance(value, bool | str) and math.isfinite(value)


def type_name(value: Cell) -> str:
    """What sort of cell it is."""
    return (
        "text"
        if isinstance(value, str)
        else "a truth value"
        if isinstance(value, bool)
        else "a number"
    )
