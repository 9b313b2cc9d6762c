"""How an author declares a figure of an experiment's table: one line beside the experiment.

    @experiment(points=1, figure=figure.lines(x="step", y=["train", "test"], log=True))

Every name is the name of a column. A declaration draws nothing and imports nothing; `figures/`
draws.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kata_runner.table import Table

KINDS = ("lines", "bars", "heatmap", "scatter", "path")
AXES = ("", "x", "y", "xy")
MAX_COLUMNS = 8  # more curves cannot be distinguished
MAX_LABEL = 60


@dataclass(frozen=True)
class Figure:
    """A figure of a table: `kind` is one of `KINDS`; `x` and each of `y` name columns.

    `value` is the column that shades a heatmap. `log` names the logarithmic axes: ``""``, ``"x"``,
    ``"y"`` or ``"xy"``. `label` replaces the columns' names at the vertical axis. With `fit`, a
    least-squares line is drawn through the points; it is straight on the axes as drawn. A
    logarithmic vertical axis begins at `floor`, unless that is 0.
    """

    kind: str
    x: str
    y: tuple[str, ...]
    value: str = ""
    log: str = ""
    label: str = ""
    fit: bool = False
    floor: float = 0.0

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it shows."""
        return tuple(filter(None, (self.x, *self.y, self.value)))

    @property
    def number_columns(self) -> tuple[str, ...]:
        """The columns that must hold numbers."""
        if self.kind == "heatmap":
            return (self.value,)
        return (self.x, *self.y) if self.kind in ("scatter", "path") else self.y

    def refuse(self, table: Table) -> None:
        """Raise ValueError for a table that lacks a column, or has text where numbers are drawn."""
        for name in self.columns:
            if name not in table.columns:
                from difflib import get_close_matches

                near = get_close_matches(name, table.columns, n=1)
                hint = f"did you mean {near[0]!r}?" if near else f"there are {list(table.columns)}"
                raise ValueError(f"figure.{self.kind}: no column is called {name!r:.60}: {hint}")
        for name in self.number_columns:
            place = table.columns.index(name)
            if any(isinstance(row[place], str) for row in table.rows):
                raise ValueError(
                    f"figure.{self.kind}: column {name!r:.60} holds texts: name one of numbers"
                )


def lines(
    x: str,
    y: str | Sequence[str],
    *,
    log: bool | str = False,
    label: str = "",
    floor: float = 0.0,
) -> Figure:
    """Declare a curve for each column of `y` over the column `x`, which holds numbers or texts.

    `log=True` makes the vertical axis logarithmic, ``"x"`` the horizontal one, ``"xy"`` both.
    `floor` is the lower end of a logarithmic vertical axis, for when some curves fall much further
    than others.

    Raises TypeError and ValueError for invalid arguments, as the other functions here do.
    """
    return declare("lines", x, y, log=log, label=label, floor=floor)


def bars(x: str, y: str | Sequence[str], *, label: str = "") -> Figure:
    """Declare a bar from zero for each row and each column of `y`; column `x` names the bars."""
    return declare("bars", x, y, label=label)


def scatter(
    x: str,
    y: str | Sequence[str],
    *,
    log: bool | str = False,
    fit: bool = False,
    label: str = "",
) -> Figure:
    """Declare a dot for each row.

    `fit=True` adds the line of least squares: a straight one on linear axes, a power law on
    logarithmic ones, with its slope or exponent in the legend.
    """
    return declare("scatter", x, y, log=log, fit=fit, label=label)


def path(x: str, y: str) -> Figure:
    """Declare a path from the first row to the last; both axes have the same scale."""
    return declare("path", x, y)


def heatmap(x: str, y: str, value: str) -> Figure:
    """Declare a rectangle for each row at (column `x`, row `y`), shaded by the column `value`."""
    return declare("heatmap", x, y, value=value)


def declare(  # noqa: PLR0913  # what an author says is an argument
    kind: str,
    x: object,
    y: object,
    *,
    value: object = "",
    log: object = False,
    label: object = "",
    fit: object = False,
    floor: object = 0.0,
) -> Figure:
    """Validate the arguments and return the figure; raises TypeError and ValueError."""
    columns = name_columns(kind, x, y, value)
    if not isinstance(label, str) or len(label) > MAX_LABEL:
        raise TypeError(f"label={label!r:.40}: write a text of at most {MAX_LABEL} characters")
    if not isinstance(fit, bool):
        raise TypeError(f"fit={fit!r:.40}: write fit=True or leave it out")
    axes = to_axes(log)
    return Figure(kind, str(x), columns, str(value), axes, label, fit, to_floor(floor, axes))


def name_columns(kind: str, x: object, y: object, value: object) -> tuple[str, ...]:
    """Return the columns of `y`; raises TypeError and ValueError unless these, `x` and `value` are
    names of different columns.
    """
    columns = (y,) if isinstance(y, str) else y
    if not isinstance(columns, (list, tuple)):
        raise TypeError(f'y={y!r:.40}: write a column or a list of them, as in y=["train", "test"]')
    if not 0 < len(columns) <= MAX_COLUMNS:
        raise ValueError(
            f"y: a picture has from 1 to {MAX_COLUMNS} curves, {len(columns)} are there"
        )
    if kind != "heatmap" and value != "":
        raise TypeError(f"value={value!r:.40}: only a heatmap is shaded")
    shades = [("value", value)] if kind == "heatmap" else []
    named = [("x", x), *(("y", column) for column in columns), *shades]
    for name, column in named:
        if not isinstance(column, str) or not column:
            raise TypeError(f"{name}={column!r:.40}: write the name of a column")
    if len({column for _, column in named}) < len(named):
        raise ValueError(f"figure.{kind}: one column is named twice: {[c for _, c in named]}")
    return tuple(columns)


def refuse_no_figure(figure: object) -> None:
    """Raise TypeError for anything but a declared figure."""
    if not isinstance(figure, Figure):
        raise TypeError(
            f'figure={figure!r:.40}: write figure.lines(x="step", y="norm"), or bars, heatmap, '
            f"scatter or path"
        )


def to_axes(log: object) -> str:
    """Return the logarithmic axes for `log`; raises ValueError for an unknown value."""
    axes = {False: "", True: "y"}.get(log, log) if isinstance(log, bool) else log
    if axes not in AXES:
        raise ValueError(f'log={log!r:.40}: write True, "x", "y" or "xy"')
    return str(axes)


def to_floor(floor: object, log: str) -> float:
    """Return the lower end of the vertical axis.

    Raises TypeError for anything but a number, and ValueError for one other than 0 that is not
    positive and finite or has no logarithmic y axis.
    """
    if isinstance(floor, bool) or not isinstance(floor, (int, float)):
        raise TypeError(f"floor={floor!r:.40}: write a number, as in floor=1e-6")
    if floor and ("y" not in log or not 0 < floor < math.inf):
        raise ValueError(f"floor={floor!r:.40}: it is a positive number on a logarithmic y axis")
    return float(floor)
