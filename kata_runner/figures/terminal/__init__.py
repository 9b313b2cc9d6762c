"""Render pictures as text: curves of braille dots, bars of blocks, heatmaps of shades.

Only ASCII is used where the terminal has nothing else. Each curve has its own marker, so that
curves can be distinguished without colour.
"""

from __future__ import annotations

from kata_runner.figures.picture import Picture
from kata_runner.figures.terminal.bars import describe_undrawn, draw_bars
from kata_runner.figures.terminal.curves import draw_curves
from kata_runner.figures.terminal.heatmap import describe_averages, draw_heatmap
from kata_runner.figures.terminal.look import Look

DRAW = {"bars": draw_bars, "heatmap": draw_heatmap}  # the other kinds are curves


def draw(picture: Picture, look: Look) -> str:
    """Return the picture as lines that are at most `look.columns` wide."""
    lines = DRAW.get(picture.kind, draw_curves)(picture, look)
    return "\n".join(line.rstrip() for line in lines)


def list_remarks(picture: Picture, look: Look) -> tuple[str, ...]:
    """Return the remarks of a picture, and one about values that `draw` leaves out or averages."""
    remark = ""
    if picture.kind == "bars":
        remark = describe_undrawn(picture)
    elif picture.kind == "heatmap":
        remark = describe_averages(picture, look)
    return (*picture.remarks, remark) if remark else picture.remarks
