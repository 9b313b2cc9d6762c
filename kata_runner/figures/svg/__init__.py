"""Render pictures as SVG: the same bytes for the same tables, no script, light and dark by CSS.

Every picture has a title and a description for screen readers, and every curve has its own marker.
"""

from __future__ import annotations

from kata_runner.figures.picture import Picture
from kata_runner.figures.svg.canvas import Drawing, tag
from kata_runner.figures.svg.describe import describe
from kata_runner.figures.svg.style import CSS


def draw(picture: Picture, *, key: str = "", is_alone: bool = True) -> str:
    """Return the picture as an `svg` element.

    `key` makes ids unique if a page has several pictures of one experiment. With `is_alone` the
    element contains its style; otherwise the page must contain `style.CSS` once.
    """
    if picture.kind == "bars":
        from kata_runner.figures.svg.bars import draw_bars as draw_kind
    elif picture.kind == "heatmap":
        from kata_runner.figures.svg.heatmap import draw_heatmap as draw_kind
    else:
        from kata_runner.figures.svg.curves import draw_curves as draw_kind
    name = f"figure-{picture.name}{key}"
    drawing = Drawing(name)
    draw_kind(picture, drawing)
    parts = [
        tag("title", picture.title, id=f"{name}-title"),
        tag("desc", describe(picture), id=f"{name}-desc"),
        f"<style>{CSS}</style>" if is_alone else "",
        *drawing.parts,
    ]
    size = {"viewBox": f"0 0 {drawing.width} {drawing.height}", "width": drawing.width,
            "height": drawing.height}  # fmt: skip
    return tag(
        "svg", parts, xmlns="http://www.w3.org/2000/svg", **{"class": "kata-figure"}, **size,
        role="img", **{"aria-labelledby": f"{name}-title {name}-desc"},
    )  # fmt: skip
