"""Render pictures for print with matplotlib: one file for a demo, with a panel for each picture.

No other module imports matplotlib, which the extra `plot` installs.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any

from kata_runner.errors import PathError, UsageError
from kata_runner.figures.axes import PlacedAxis, place_axes
from kata_runner.figures.picture import EXPECTED, Picture, Series
from kata_runner.figures.scales import clip
from kata_runner.figures.svg.style import LIGHT, THEMES

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SUFFIXES = (".png", ".svg", ".pdf")
PANEL = (4.5, 3.1)  # inches; two fit side by side on a page
DOTS = 200  # per inch
FIT_STEPS = 60
MAX_LABELS = 12  # of categories along an axis
MARKERS = "o^sDvXP*"
HATCHES = ("", "////", "\\\\\\\\", "----", "||||", "++++", "....", "xxxx")
MAX_EXPONENT = 308.0  # of a power of ten that fits in a float
LEGEND_WIDTH, HANDLE = 56, 7  # in letters: width of a panel, and of a sample in a legend
LEGEND_LINE = 13  # height of a line in points
TITLE = 44  # letters per line of a title
INK, SOFT, GRID = (THEMES["light"][name] for name in ("ink", "soft", "grid"))
RC_PARAMS: Any = {
    "font.size": 9, "axes.titlesize": 10, "axes.titlelocation": "left", "axes.titlepad": 8,
    "axes.spines.top": False, "axes.spines.right": False, "axes.edgecolor": SOFT,
    "axes.labelcolor": INK, "xtick.color": SOFT, "ytick.color": SOFT, "text.color": INK,
    "axes.grid": True, "axes.grid.axis": "y", "grid.color": GRID, "axes.axisbelow": True,
    "legend.frameon": False, "legend.fontsize": 8, "lines.linewidth": 1.4, "lines.markersize": 4.5,
    "svg.hashsalt": "kata-runner", "pdf.fonttype": 42, "hatch.linewidth": 0.6,
    "text.parse_math": False, "axes.titleweight": "bold",
}  # fmt: skip


def refuse_unknown_suffix(path: Path) -> None:
    """Raise UsageError for a file name whose suffix is not a format that can be written."""
    if path.suffix.lower() not in SUFFIXES:
        raise UsageError(f"--plot {path}: name a file that ends with .png, .svg or .pdf")


def refuse_missing_library() -> None:
    """Raise UsageError where matplotlib is not installed."""
    try:
        is_there = find_spec("matplotlib") is not None
    except ValueError:  # a module without a spec replaces it in `sys.modules`
        is_there = False
    if not is_there:
        raise UsageError("--plot needs matplotlib: pip install 'kata-runner[plot]'")


def plot(pictures: Sequence[Picture], path: Path) -> None:
    """Write pictures to a file, in the format that its suffix names.

    Raises UsageError for another suffix, without matplotlib or without pictures, and PathError
    where the file cannot be written.
    """
    refuse_unknown_suffix(path)
    refuse_missing_library()
    if not pictures:
        raise UsageError("--plot: no experiment of this kata declares a picture")
    from matplotlib import rc_context

    with rc_context(RC_PARAMS):
        whole = draw_all(pictures)
        try:
            whole.savefig(path, metadata=metadata_without_date(path))
        except OSError as error:
            raise PathError(f"--plot {path}: {error.strerror}: name another file") from error


def draw_all(pictures: Sequence[Picture]) -> Figure:
    """Return a matplotlib figure with a panel for each picture, two side by side."""
    from matplotlib.figure import Figure

    columns = 1 if len(pictures) == 1 else 2
    rows = -(-len(pictures) // columns)
    size = (PANEL[0] * columns, PANEL[1] * rows)
    whole = Figure(figsize=size, dpi=DOTS, layout="constrained")
    panels = whole.subplots(rows, columns, squeeze=False).flatten()
    for index, (panel, picture) in enumerate(zip(panels, pictures, strict=False)):
        draw(picture, panel, f"{chr(97 + index % 26)}  " if columns > 1 else "")
    for panel in panels[len(pictures) :]:
        panel.set_axis_off()
    return whole


def metadata_without_date(path: Path) -> dict[str, None]:
    """Return metadata that omits the date, so that the same pictures give the same file."""
    return {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}.get(path.suffix.lower(), {})


def draw(picture: Picture, panel: Axes, letter: str) -> None:
    """Draw a picture in a panel."""
    x, y = place_axes(picture, aspect=PANEL[0] / PANEL[1])
    set_axis(panel, "x", x)
    set_axis(panel, "y", y)
    if picture.kind == "bars":
        draw_bars(picture, panel, y)
    elif picture.kind == "heatmap":
        draw_heatmap(picture, panel)
    else:
        draw_curves(picture, panel, x, y)
    panel.set_xlabel(picture.x.label)
    panel.set_ylabel(picture.y.label)
    pad = 8 + LEGEND_LINE * add_legend(picture, panel)
    panel.set_title(fill(letter + picture.title, TITLE), pad=pad)


def draw_curves(picture: Picture, panel: Axes, x: PlacedAxis, y: PlacedAxis) -> None:
    """Draw a picture of kind lines, scatter or path."""
    crowded = picture.is_crowded  # has small dots in place of markers
    for series in picture.series:
        colour = LIGHT[series.index % len(LIGHT)]
        points = [(clamp_infinite(a, x), clamp_infinite(b, y)) for a, b in series.points]
        panel.plot(
            *zip(*points, strict=True) if points else ([], []),
            color=colour,
            label=label_of(series, picture),
            marker="." if crowded else MARKERS[series.index % len(MARKERS)],
            markersize=1.6 if crowded else None,
            linestyle="none" if picture.kind == "scatter" else "--" if series.is_expected else "-",
            markerfacecolor="white" if series.is_expected else colour,
            clip_on=crowded or bool(picture.y.floor),
            markevery=1 if picture.kind == "scatter" else max(1, len(points) // 25),
        )
        if series.fit:
            line = zip(*series.fit.list_points(series.xs, FIT_STEPS), strict=True)
            panel.plot(*line, color=colour, linewidth=1)
    if picture.kind == "path" and not any((*x.margins, *y.margins)):
        panel.set_aspect("equal")


def label_of(series: Series, picture: Picture) -> str:
    """Return a series' label in the legend: its name and its fitted relation, if it has one.

    An expected series without a fit has no label: one sample in the legend represents all of them.
    """
    if series.is_expected and not series.fit:
        return ""
    law = f" ({series.fit.describe(picture.x.label)})" if series.fit else ""
    return series.name + law


def clamp_infinite(value: float, axis: PlacedAxis) -> float:
    """Return a value, the end of the axis for an infinite one, or nan for one without a place."""
    if math.isnan(axis.place(value)):
        return math.nan
    if not math.isinf(value):
        return clip(value)
    low, high = ends_of(axis)
    return high if value > 0 else low


def ends_of(axis: PlacedAxis) -> tuple[float, float]:
    """Return the values at both ends of an axis, including the margins for infinite values."""
    low, high = axis.scale.low, axis.scale.high
    before, after = axis.margins
    if not before and not after:
        return low, high
    if axis.scale.is_log:
        start, span = math.log10(low), math.log10(high) - math.log10(low)
        return low, float(10.0 ** min(start + span / (1 - after), MAX_EXPONENT))
    span = (high - low) / (1 - before - after)
    return low - before * span, high + after * span


def set_axis(panel: Axes, name: str, axis: PlacedAxis) -> None:
    """Set the scale, the limits and the ticks of a panel's axis, ``"x"`` or ``"y"``."""
    low, high = ends_of(axis)
    if axis.scale.is_log:
        getattr(panel, f"set_{name}scale")("log")
    ticks = axis.list_labels(MAX_LABELS)
    values = [clamp_infinite(value, axis) for value, _ in ticks]
    getattr(panel, f"set_{name}ticks")(values, [label for _, label in ticks])
    getattr(panel, f"{name}axis").minorticks_off()
    getattr(panel, f"set_{name}lim")(low, high)


def add_legend(picture: Picture, panel: Axes) -> int:
    """Add a legend between title and axes, and return its number of lines.

    A heatmap and a single series without a fit have no legend.
    """
    has_law = any(series.fit for series in picture.series)
    if picture.kind == "heatmap" or (len(picture.series) == 1 and not has_law):
        return 0
    handles, labels = panel.get_legend_handles_labels()
    if picture.has_both and not has_law:
        handles, labels = [*handles, expected_sample(picture)], [*labels, EXPECTED]
    columns = max(1, min(LEGEND_WIDTH // (max(map(len, labels)) + HANDLE), len(labels)))
    legend = panel.legend(handles, labels, loc="lower left", bbox_to_anchor=(-0.02, 0.99),
                          ncols=columns, borderaxespad=0)  # fmt: skip
    legend.set_in_layout(False)  # else the layout would shrink the axes to make room for it
    return math.ceil(len(labels) / columns)


def expected_sample(picture: Picture) -> Any:
    """Return the sample in a legend that represents all expected series."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    if picture.kind == "bars":
        return Patch(facecolor="none", edgecolor=SOFT, linestyle="--")
    return Line2D([], [], color=SOFT, linestyle="--", marker="o", markerfacecolor="white")


def draw_bars(picture: Picture, panel: Axes, axis: PlacedAxis) -> None:
    """Draw bars side by side; those of expected values are outlined."""
    order = picture.in_legend_order
    width = 0.8 / max(len(order), 1)
    for place, series in enumerate(order):
        colour = LIGHT[series.index % len(LIGHT)]
        offset = (place + 0.5 - len(order) / 2) * width
        bars = [(x, y) for x, y in series.points if not (math.isnan(x) or math.isnan(y))]
        panel.bar(
            [x + offset for x, _ in bars],
            [clamp_infinite(y, axis) for _, y in bars],
            width=width * 0.94,
            label=label_of(series, picture),
            facecolor="none" if series.is_expected else colour if not series.index else "white",
            edgecolor=colour,
            linestyle="--" if series.is_expected else "-",
            hatch="" if series.is_expected else HATCHES[series.index % len(HATCHES)],
        )


def draw_heatmap(picture: Picture, panel: Axes) -> None:
    """Draw the learner's field, or the expected one if there is no other.

    The expected field beside the learner's would add nothing in print.
    """
    series = picture.series[-1]
    columns, rows = picture.x.categories, picture.y.categories
    field = [[math.nan] * len(columns) for _ in rows]
    for x, y, value, _ in series.cells:
        field[y][x] = clip(value) if math.isfinite(value) else value
    image = panel.imshow(field or [[math.nan]], cmap="Blues", aspect="auto")
    panel.invert_yaxis()
    panel.grid(visible=False)
    root = panel.get_figure()
    assert root is not None
    root.colorbar(image, ax=panel, label=series.name)
