"""The content of a picture, made from a declared figure and the tables of its experiment."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kata_runner.authoring import Declaration
from kata_runner.cells import Cell, format_float
from kata_runner.figure import Figure
from kata_runner.figures.fit import Fit, fit_line
from kata_runner.figures.scales import clip, format_tick
from kata_runner.sanitize import harmless
from kata_runner.table import Table

EXPECTED = "expected"
YOURS = "yours"
MAX_NAME = 40
MAX_MARKERS = 200  # a scatter with more dots has no markers
VISIBLE = 1e-3  # the smallest relative difference that is visible in a picture


@dataclass(frozen=True)
class Series:
    """The points of one column; `xs` and `ys` are values, or indices of categories.

    `texts` are the values as the table shows them: those of `ys`, or of a heatmap's `shades`.
    `index` identifies the column and is the same for the learner's and for the expected values.
    """

    name: str
    index: int
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    texts: tuple[str, ...]
    is_expected: bool = False
    shades: tuple[float, ...] = ()
    fit: Fit | None = None

    @property
    def points(self) -> list[tuple[float, float]]:
        """The x and the y of each point."""
        return list(zip(self.xs, self.ys, strict=True))

    @property
    def cells(self) -> Iterator[tuple[int, int, float, str]]:
        """The column, the row, the value and the text of each cell of a heatmap."""
        for x, y, value, text in zip(self.xs, self.ys, self.shades, self.texts, strict=True):
            if not (math.isnan(x) or math.isnan(y)):
                yield int(x), int(y), value, text


@dataclass(frozen=True)
class Axis:
    """An axis: its label, whether it is logarithmic, and its categories if it has any.

    Values below `floor` are left out; 0 means that there is no floor.
    """

    label: str
    is_log: bool = False
    categories: tuple[str, ...] = ()
    floor: float = 0.0


@dataclass(frozen=True)
class Picture:
    """Everything that a picture shows, so that a renderer has nothing left to decide.

    The expected series precede the learner's, so that the learner's are drawn over them. `remarks`
    say which values are not drawn. `is_complete` tells whether the picture contains every value of
    the table. `value` is the name of the column that a heatmap's shades show.
    """

    kind: str
    name: str
    title: str
    sentence: str
    x: Axis
    y: Axis
    series: tuple[Series, ...]
    remarks: tuple[str, ...] = ()
    is_complete: bool = False
    value: str = ""

    @property
    def in_legend_order(self) -> list[Series]:
        """The series by column; of each column the learner's values precede the expected ones."""
        return sorted(self.series, key=lambda series: (series.index, series.is_expected))

    @property
    def is_crowded(self) -> bool:
        """Whether it is a scatter with too many dots to give each a marker."""
        return self.kind == "scatter" and max(len(each.xs) for each in self.series) > MAX_MARKERS

    @property
    def shade_ends(self) -> tuple[float, float]:
        """The smallest and the largest finite value that a heatmap's shades show."""
        shades = [value for series in self.series for value in series.shades]
        finite = [clip(value) for value in shades if math.isfinite(value)]
        return min(finite, default=0.0), max(finite, default=1.0)

    @property
    def has_both(self) -> bool:
        """Whether it has both the learner's and the expected values."""
        return len({series.is_expected for series in self.series}) > 1

    @property
    def is_as_expected(self) -> bool:
        """Whether it has both the learner's and the expected values, and they look the same."""
        expected, own = (
            [value for each in self.series if each.is_expected is role
             for value in (*each.xs, *each.ys, *each.shades)] for role in (True, False)
        )  # fmt: skip
        return len(expected) == len(own) and all(map(looks_same, expected, own))


def looks_same(a: float, b: float) -> bool:
    """Whether two values are drawn at the same place, or are both nan, which is not drawn."""
    return math.isclose(a, b, rel_tol=VISIBLE, abs_tol=1e-12) or (math.isnan(a) and math.isnan(b))


def make_picture(
    declaration: Declaration, table: Table | None, actual: Table | None = None
) -> Picture | None:
    """Return the picture of an experiment.

    `table` is the reference's, `actual` the learner's; either may be missing. Return None where no
    figure is declared, both tables are missing, or the table lacks a column of the figure.
    """
    figure, shown = declaration.figure, actual or table
    if figure is None or shown is None or not set(figure.columns) <= set(shown.columns):
        return None
    tables = {role: each for role, each in ((EXPECTED, table), (YOURS, actual)) if each}
    x, y = make_axes(figure, list(tables.values()))
    series = [
        make_series(figure, each, index, (x, y), role if len(tables) > 1 else "")
        for role, each in tables.items()
        for index in range(len(figure.y))
    ]
    remarks = describe_undrawn(series, x, y)
    is_complete = not remarks and set(figure.columns) == set(shown.columns)
    texts = harmless(declaration.title), harmless(declaration.sentence)
    return Picture(figure.kind, declaration.name, *texts, x, y, tuple(series), remarks, is_complete,
                   to_name(figure.value))  # fmt: skip


def make_axes(figure: Figure, tables: Sequence[Table]) -> tuple[Axis, Axis]:
    """Return both axes, with categories for texts and where the kind of figure needs them."""
    label = figure.label or (figure.y[0] if len(figure.y) == 1 else "")
    wants_categories = figure.kind in ("bars", "heatmap")
    x = make_axis(tables, figure.x, "x" in figure.log, wants_categories)
    if figure.kind == "heatmap":
        return x, make_axis(tables, figure.y[0], False, True)
    return x, Axis(to_name(label), "y" in figure.log, floor=figure.floor)


def make_axis(tables: Sequence[Table], column: str, is_log: bool, wants_categories: bool) -> Axis:
    """Return the axis of a column."""
    cells = [row[table.columns.index(column)] for table in tables for row in table.rows]
    if not wants_categories and not any(isinstance(cell, str) for cell in cells):
        return Axis(to_name(column), is_log)
    spec = tables[0].formats.get(column, "")
    return Axis(to_name(column), False, tuple(dict.fromkeys(to_text(cell, spec) for cell in cells)))


def make_series(
    figure: Figure, table: Table, index: int, axes: tuple[Axis, Axis], role: str
) -> Series:
    """Return the points of one of the figure's columns; `role` is empty without another table."""
    column, is_map = figure.y[index], figure.kind == "heatmap"
    xs = read_axis(table, figure.x, axes[0])
    ys = read_axis(table, column, axes[1])
    shown = figure.value if is_map else column
    name = to_name(shown)
    if role == EXPECTED or (role and is_map):
        name = f"{name}, {role}"
    spec, place = table.formats.get(shown, ""), table.columns.index(shown)
    texts = tuple(to_text(row[place], spec) for row in table.rows)
    shades = read_axis(table, shown, Axis("")) if is_map else ()
    fit = fit_line(xs, ys, figure.log) if figure.fit else None
    return Series(name, index, xs, ys, texts, role == EXPECTED, shades, fit)


def read_axis(table: Table, column: str, axis: Axis) -> tuple[float, ...]:
    """Return a column's values as numbers: nan for text, indices where the axis has categories."""
    place = table.columns.index(column)
    if not axis.categories:
        return tuple(to_number(row[place]) for row in table.rows)
    spec = table.formats.get(column, "")
    indices = {category: float(index) for index, category in enumerate(axis.categories)}
    return tuple(indices.get(to_text(row[place], spec), math.nan) for row in table.rows)


def describe_undrawn(series: Sequence[Series], x: Axis, y: Axis) -> tuple[str, ...]:
    """Return remarks about values that are not drawn, one for each series and reason."""
    remarks = []
    for each in series:
        values = each.shades or each.ys
        pairs = list(zip(each.xs, values, strict=True))
        nans = sum(math.isnan(a) or math.isnan(b) for a, b in pairs)
        shut_out = sum((x.is_log and a <= 0) or (y.is_log and b <= 0) for a, b in pairs)
        below = sum(0 < b < y.floor for _, b in pairs)
        reasons = (
            (below, f" below {format_tick(y.floor, 6)}"),
            (nans, ", nan or no number"),
            (shut_out, " of zero or less, on a logarithmic axis"),
        )
        remarks += [f"Not drawn of {each.name}: {count(number)}{reason}."
                    for number, reason in reasons if number]  # fmt: skip
    return tuple(remarks)


def count(number: int) -> str:
    """Return a number of values in words, as in ``3 values``."""
    return f"{number} value" + ("s" if number > 1 else "")


def to_number(cell: Cell) -> float:
    """Return a cell as a float: nan for text, infinity for an integer too large for a float."""
    try:
        return math.nan if isinstance(cell, str) else float(cell)
    except OverflowError:
        return math.inf if cell > 0 else -math.inf  # type: ignore[operator]  # an int


def to_text(cell: Cell, spec: str) -> str:
    """Return a cell as the table shows it, on one line."""
    text = format_float(cell, spec) if isinstance(cell, float) else str(cell)[: 4 * MAX_NAME]
    return to_name(text)


def to_name(text: str) -> str:
    """Return a text for a picture: on one line, harmless, and at most `MAX_NAME` long."""
    line = " ".join(harmless(text[: 4 * MAX_NAME]).split())
    return line if len(line) <= MAX_NAME else f"{line[: MAX_NAME - 1]}…"
