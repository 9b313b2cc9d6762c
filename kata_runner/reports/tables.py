"""Tables as text, no wider than the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from shutil import get_terminal_size

from tabulate import tabulate

from kata_runner.sanitize import harmless
from kata_runner.table import Cell, Table

MOST_WIDTH = 110
# What tabulate puts between two columns, and makes a column wider than its head.
GAP = 2
HEAD_PADDING = 2


def rendered(table: Table, theirs: Table | None = None) -> str:
    """A table, or an attempt's values with the expected ones beside them where they show differently."""
    rows = [[shown(value, table.formats.get(column, "")) for column, value in zip(table.columns, row, strict=True)]
            for row in table.rows]  # fmt: skip
    if theirs is None:
        return fitted(table.columns, rows)
    actual = [[shown(value, table.formats.get(column, "")) for column, value in zip(table.columns, row, strict=True)]
              for row in theirs.rows]  # fmt: skip
    return fitted(*side_by_side(table.columns, actual, rows), together=2)


def shown(value: Cell, spec: str) -> str:
    """A cell as its column's format shows it; whole numbers and text as they are."""
    if isinstance(value, float):
        return format(value, spec or ".6g")
    return harmless(str(value)).replace("\n", r"\n").replace("\t", r"\t")


def side_by_side(
    columns: Sequence[str], actual: Sequence[Sequence[str]], expected: Sequence[Sequence[str]]
) -> tuple[list[str], list[list[str]]]:
    """The attempt's columns, each followed by the expected one; a column the attempt has no part in stands once."""
    heads: list[str] = []
    picks: list[tuple[int, bool]] = []
    for number, column in enumerate(columns):
        heads.append(column)
        picks.append((number, True))
        if number > 0:
            heads.append("expected")
            picks.append((number, False))
    rows = [[(mine if own else right)[number] for number, own in picks]
            for mine, right in zip(actual, expected, strict=True)]  # fmt: skip
    return heads, rows


def fitted(columns: Sequence[str], rows: Sequence[Sequence[str]], together: int = 1) -> str:
    """The table in one piece, or in several that repeat the first column, each as wide as the terminal allows.

    Behind the first column, so many stay `together`, unless they alone are too wide.
    """
    width = min(get_terminal_size().columns, MOST_WIDTH) + GAP  # none stands after the last column
    widths = [max([len(head) + HEAD_PADDING, *(len(row[number]) for row in rows)]) + GAP
              for number, head in enumerate(columns)]  # fmt: skip
    pieces: list[list[int]] = [[0]]
    bundles = [range(begin, min(begin + together, len(columns))) for begin in range(1, len(columns), together)]
    if any(widths[0] + sum(widths[n] for n in bundle) > width for bundle in bundles):
        bundles = [range(number, number + 1) for number in range(1, len(columns))]
    for bundle in bundles:
        if sum(widths[n] for n in (*pieces[-1], *bundle)) > width and len(pieces[-1]) > 1:
            pieces.append([0])
        pieces[-1].extend(bundle)
    return "\n\n".join(piece(columns, rows, numbers) for numbers in pieces)


def piece(columns: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int]) -> str:
    """Some columns of a table."""
    body = [[row[number] for number in numbers] for row in rows]
    align = ["left" if any(not numeric(row[n]) for row in body) else "right" for n in range(len(numbers))]
    return tabulate(body, headers=[columns[n] for n in numbers], tablefmt="simple", disable_numparse=True,
                    colalign=align if body else None)  # fmt: skip


def numeric(text: str) -> bool:
    """Whether a cell reads as a number."""
    return text.rstrip("%").lstrip("+-")[:1].isdigit() or text in ("nan", "inf", "-inf")
