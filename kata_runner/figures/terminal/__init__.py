"""Pictures as text: curves of braille dots, bars of blocks, shades; plain ASCII where there is no
more.

Each curve has a marker of its own, so that nothing rests on colour alone.
"""

from __future__ import annotations

from kata_runner.figures.picture import Picture
from kata_runner.figures.terminal.look import Look


def draw(picture: Picture, look: Look) -> str:
    """Return the picture in lines that are no wider than the look allows."""
    if picture.kind == "bars":
        from kata_runner.figures.terminal.bars import draw_bars

        lines = draw_bars(picture, look)
    elif picture.kind == "heatmap":
        from kata_runner.figures.terminal.heatmap import draw_heatmap

        lines = draw_heatmap(picture, look)
    else:
        from kata_runner.figures.terminal.curves import draw_curves

        lines = draw_curves(picture, look)
    return "\n".join(line.rstrip() for line in lines)
