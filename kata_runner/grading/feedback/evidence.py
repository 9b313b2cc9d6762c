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
    at,
    beginning,
    named,
    rows_with,
)
from kata_runner.model import Difference
from kata_runner.table import Table

Places = frozenset[tuple[int, str]]
MOST_LINES = 200
PERCENT_UP_TO = 10.0  # times: what is further off is not said in percent


def evidence(expected: Table, actual: Table, found: Sequence[Difference]) -> str:
    """All of it, for tables of one shape and what differs between them."""
    first = found[0]
    if isinstance(first.expected, str) != isinstance(first.actual, str):
        return (
            f"{at(expected, first)}{kind(first.actual)} came where {kind(first.expected)} "
            f"was wanted."
        )
    total = numbers_in(expected, found)
    if total == 1:
        got, want = format_pair(first.actual, first.expected)
        return f"{at(expected, first)}{got} came, {want} was wanted.{beginning_of_texts(found)}"
    return "\n".join([*beside(expected, actual, found), measured(expected, found, total)])


def in_full(expected: Table, actual: Table, found: Sequence[Difference]) -> str:
    """The same with every value, up to a limit."""
    wrong = wrong_places(found)
    if named(expected):
        blocks = [
            down(expected, actual, number, wrong) for number in range(1, len(expected.columns))
        ]
    else:
        blocks = [along(expected, actual, number, wrong) for number in range(len(expected.rows))]
    table = [line for block in blocks for line in block]
    more = [f"  … {len(table) - MOST_LINES} more lines"] if len(table) > MOST_LINES else []
    return "\n".join(
        [*table[:MOST_LINES], *more, measured(expected, found, numbers_in(expected, found))]
    )


# --- Expected beside actual
# -------------------------------------------------------------------------------------------


def beside(expected: Table, actual: Table, found: Sequence[Difference]) -> list[str]:
    """The table's lines around the first difference: down its column where rows have names, else
    along its row.
    """
    first, wrong = found[0], wrong_places(found)
    column = expected.columns.index(first.column)
    if array := array_at(expected, first.column):
        return lines(*window(View(expected, actual, first, wrong), array))
    if named(expected) and column > 0:
        return down(expected, actual, column, wrong, around(first.row, len(expected.rows)))
    return along(expected, actual, first.row, wrong, around(column, len(expected.columns)))


def down(
    expected: Table, actual: Table, column: int, wrong: Places, rows: Iterable[int] | None = None
) -> list[str]:
    """One column of all or some rows, by the rows' names."""
    name, head = expected.columns[column], expected.columns[0]
    return lines(
        f"{head}: {name}" if len(expected.columns) > 2 else head,
        [
            ("✗" if (row, name) in wrong else " ", str(expected.rows[row][0]),
             *format_pair(expected.rows[row][column], actual.rows[row][column]))
            for row in (range(len(expected.rows)) if rows is None else rows)
        ],
    )  # fmt: skip


def along(
    expected: Table, actual: Table, row: int, wrong: Places, columns: Iterable[int] | None = None
) -> list[str]:
    """All or some columns of one row."""
    names = expected.columns
    return lines(
        f"case {row + 1}" if len(expected.rows) > 1 else "value",
        [
            ("✗" if (row, names[column]) in wrong else " ", names[column],
             *format_pair(expected.rows[row][column], actual.rows[row][column]))
            for column in (range(len(names)) if columns is None else columns)
        ],
    )  # fmt: skip


def wrong_places(found: Sequence[Difference]) -> Places:
    """Row and column of each difference."""
    return frozenset((difference.row, difference.column) for difference in found)


def around(first: int, count: int) -> range:
    """The few places around one of them."""
    return range(max(0, first - BEFORE), min(count, first + AFTER + 1))


def lines(head: str, rows: Sequence[tuple[str, str, str, str]]) -> list[str]:
    """Mark, label, expected and actual value in columns under a head: numbers to the right, texts
    to the left.
    """
    table = [(" ", shorten_label(head), "expected", "actual"), *((mark, shorten_label(label), *pair)
             for mark, label, *pair in rows)]  # fmt: skip
    texts = all(is_quoted(value) for _, _, *pair in rows for value in pair)
    pads = (pad_right, *[pad_right if texts else pad_left] * 2)
    widths = [max(display_width(row[number]) for row in table) for number in range(1, 4)]
    return [
        f"  {mark} {'  '.join(pad(cell, width) for pad, cell, width in zip(pads, cells, widths, strict=True))}".rstrip()
        for mark, *cells in table
    ]


def is_quoted(value: str) -> bool:
    """Whether a formatted cell is a text, whole or in part."""
    return value.lstrip("…").startswith(("'", '"'))


# --- Measured
# ---------------------------------------------------------------------------------------------------------


def measured(expected: Table, found: Sequence[Difference], total: int) -> str:
    """How many values differ, from where on, by how much, and what is not even a number."""
    if len(found) == total:
        count = f"All {total} values differ."
    else:
        count = (
            f"{len(found)} of {total} values "
            f"{'differs' if len(found) == 1 else 'differ'}{location(expected, found)}"
        )
    texts = beginning_of_texts(found).strip()
    return " ".join(
        filter(None, [count, texts, far(found), same_result(found), *odd_ones(expected, found)])
    )


def location(expected: Table, found: Sequence[Difference]) -> str:
    """In which rows values differ and where that starts, for arrays by their own rows."""
    arrays = list(array_rows(expected, found))
    if not arrays:
        return f", {beginning(expected, found)}."
    rows = rows_with(expected, found)
    return f"{', ' if rows else ''}{rows}. {' '.join(arrays)}"


def beginning_of_texts(found: Sequence[Difference]) -> str:
    """Which letter is the first that differs, where the first difference is one of longer texts."""
    want, got = found[0].expected, found[0].actual
    if not isinstance(want, str) or not isinstance(got, str) or not is_long_pair(want, got):
        return ""
    these = "They differ" if len(found) == 1 else "The first two texts differ"
    return f" {these} from letter {first_difference(want, got) + 1} on."


def far(found: Sequence[Difference]) -> str:
    """How far off the numbers are, absolutely and relatively."""
    pairs = [
        (float(d.expected), float(d.actual))
        for d in found
        if finite(d.expected) and finite(d.actual)
    ]
    if not pairs:
        return ""
    off = [abs(got - want) for want, got in pairs]
    shares = [abs(got - want) / abs(want) for want, got in pairs if want]
    return f"Off by {span(off)}{f' ({relatively(shares)} what is right)' if shares else ''}."


def relatively(shares: Sequence[float]) -> str:
    """Shares in percent, or in times where they are large."""
    if max(shares) < PERCENT_UP_TO:
        return f"{span([100 * share for share in shares])} % of"
    return f"{span(shares)} times"


def span(values: Sequence[float]) -> str:
    """The least and the most in two digits, or one of them where that is the same."""
    least, most = two_digits(min(values)), two_digits(max(values))
    return most if least == most else f"{least} to {most}"


def two_digits(value: float) -> str:
    """A number as one says how far something is off."""
    return f"{float(f'{value:.2g}'):,.0f}" if 10 <= value < 1e9 else f"{value:.2g}"


def same_result(found: Sequence[Difference]) -> str:
    """A remark on many values that came as one."""
    came, wanted = {d.actual for d in found}, {d.expected for d in found}
    if len(found) < 3 or len(came) != 1 or len(wanted) == 1 or not finite(found[0].actual):
        return ""
    return f"All of them came as {format_cell(found[0].actual)}."


def odd_ones(expected: Table, found: Sequence[Difference]) -> Iterable[str]:
    """Remarks on nan and infinities, which have causes of their own."""
    for name, test in {"nan": math.isnan, "infinite": math.isinf}.items():
        odd = [d for d in found if isinstance(d.actual, float) and test(d.actual)]
        if odd:
            where = (
                f", {beginning(expected, odd)}"
                if len(expected.rows) > 1 and odd != list(found)
                else ""
            )
            yield f"{how_many(odd, found)} {'is' if len(odd) == 1 else 'are'} {name}{where}."


def how_many(some: Sequence[Difference], found: Sequence[Difference]) -> str:
    """How many of the differences they are."""
    return "It" if len(found) == 1 else f"{'All' if len(some) == len(found) else len(some)} of them"


# --- Words
# ------------------------------------------------------------------------------------------------------------


def numbers_in(table: Table, found: Sequence[Difference]) -> int:
    """How many values a table holds, without those that name its rows, unless some of these
    differ.
    """
    names = (
        len(table.rows)
        if named(table) and all(one.column != table.columns[0] for one in found)
        else 0
    )
    return len(table.rows) * len(table.columns) - names


def finite(value: Cell) -> bool:
    """Whether a cell is a number to measure with."""
    return not isinstance(value, bool | str) and math.isfinite(value)


def kind(value: Cell) -> str:
    """What sort of cell it is."""
    return (
        "text"
        if isinstance(value, str)
        else "a truth value"
        if isinstance(value, bool)
        else "a number"
    )
