"""Colours, lines and markers.

The colours are those of Okabe and Ito, "Color universal design", 2008, darkened for white paper and
lightened for a dark screen: people with a colour vision deficiency can distinguish them.
"""

from __future__ import annotations

from typing import Any

from kata_runner.figures.picture import Series
from kata_runner.figures.svg.canvas import show

LIGHT = ("#0068a8", "#c24f00", "#00795b", "#a03f7c", "#00799e", "#7a5c00", "#4b4fb5", "#8a3b3b")
DARK = ("#5db4f0", "#ff9a52", "#3cc9a0", "#e79ac8", "#6fd3f2", "#e6c352", "#a9acf5", "#f09a9a")
THEMES = {
    "light": {"ink": "#1d252c", "soft": "#59636e", "grid": "#e4e8ec", "paper": "#ffffff"},
    "dark": {"ink": "#e8ebee", "soft": "#a5b0ba", "grid": "#333c45", "paper": "#14191e"},
}


def list_variables(theme: str) -> str:
    """Return the colours of a theme as CSS variables."""
    colours = LIGHT if theme == "light" else DARK
    variables = THEMES[theme] | {f"c{place}": colour for place, colour in enumerate(colours)}
    return ";".join(f"--{name}:{colour}" for name, colour in variables.items())


CSS = "\n".join(
    [
        f".kata-figure{{{list_variables('light')};",
        "font:13px system-ui,'DejaVu Sans',sans-serif;max-width:100%;height:auto;",
        "background:var(--paper);color:var(--ink)}",
        f"@media (prefers-color-scheme:dark){{.kata-figure{{{list_variables('dark')}}}}}",
        ".kata-figure text{fill:var(--ink)}",
        ".kata-figure .halo{paint-order:stroke;stroke:var(--paper);stroke-width:4}",
        ".kata-figure .soft{fill:var(--soft)}",
        ".kata-figure .grid{stroke:var(--grid);stroke-width:1}",
        ".kata-figure .axis{stroke:var(--soft);stroke-width:1;fill:none}",
        ".kata-figure .curve{fill:none;stroke-width:2;stroke-linejoin:round}",
        ".kata-figure .expected{stroke-width:1.5;stroke-dasharray:5 4}",
        ".kata-figure .hollow{fill:var(--paper);stroke-width:1.5}",
        *(
            f".kata-figure .s{place}{{stroke:var(--c{place});--series:var(--c{place})}}\n"
            f".kata-figure .f{place}{{fill:var(--c{place});stroke:var(--paper);stroke-width:.75}}"
            for place in range(len(LIGHT))
        ),
    ]
)

# SVG path data of the markers, centred on the origin.
MARKERS = (
    "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0Z",
    "M0 -5.5L5.2 4H-5.2Z",
    "M-4 -4H4V4H-4Z",
    "M0 -5.7L5.7 0L0 5.7L-5.7 0Z",
    "M0 5.5L5.2 -4H-5.2Z",
    "M-4.8 -2.8L-2.8 -4.8L0 -2L2.8 -4.8L4.8 -2.8L2 0L4.8 2.8L2.8 4.8L0 2L-2.8 4.8L-4.8 2.8L-2 0Z",
    "M-1.5 -5H1.5V-1.5H5V1.5H1.5V5H-1.5V1.5H-5V-1.5H-1.5Z",
    "M0 -6L1.6 -2H6L2.5 1L4 5.5L0 2.8L-4 5.5L-2.5 1L-6 -2H-1.6Z",
)


def marker_of(series: Series) -> dict[str, Any]:
    """Return the attributes of a series' marker: filled, or hollow for an expected one."""
    place = series.index % len(MARKERS)
    look = f"hollow s{place}" if series.is_expected else f"f{place}"
    return {"d": MARKERS[place], "klass": look}


def curve_of(series: Series) -> dict[str, Any]:
    """Return the attributes of a series' line: dashed for an expected one."""
    place = series.index % len(MARKERS)
    return {"klass": f"curve s{place}" + (" expected" if series.is_expected else "")}


def move(x: float, y: float) -> str:
    """Return the SVG transform that moves a marker to a point."""
    return f"translate({show(x)} {show(y)})"
