"""SVG elements, numbers and texts, serialized so that the same picture gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

WIDTH = 640
HEIGHT = 400
LETTER = 6.6  # average width of a letter in pixels
LINE = 18  # pixels from one line of text to the next


def tag(name: str, content: str | Iterable[str] = "", **attributes: object) -> str:
    """Return an element; content that is a text is escaped, content that is elements is not."""
    body = escape(content) if isinstance(content, str) else "\n".join(filter(None, content))
    pairs = "".join(
        f' {key.replace("_", "-")}="{escape(show(value))}"' for key, value in attributes.items()
    )
    return f"<{name}{pairs}>{body}</{name}>" if body else f"<{name}{pairs}/>"


def show(value: object) -> str:
    """Return an attribute's value as text; floats have at most two decimal places."""
    if isinstance(value, float):
        text = f"{value:.2f}".rstrip("0").rstrip(".")
        return "0" if text == "-0" else text
    return str(value)


def width_of(text: str) -> float:
    """Return an estimate of a text's width in pixels."""
    return len(text) * LETTER


class Drawing:
    """The elements of a drawing, and the plot area between its axes, in pixels: from `left`, `top`
    to `right`, `bottom`.
    """

    def __init__(self, name: str) -> None:
        """Create an empty drawing."""
        self.name, self.width, self.height = name, WIDTH, HEIGHT
        self.parts: list[str] = []
        self.left, self.top, self.right, self.bottom = 64.0, 16.0, WIDTH - 26.0, HEIGHT - 48.0

    def add(self, name: str, content: str | Iterable[str] = "", **attributes: object) -> None:
        """Add an element; ``klass`` is its class."""
        if "klass" in attributes:
            attributes = {"class": attributes.pop("klass"), **attributes}
        self.parts.append(tag(name, content, **attributes))

    def add_text(self, text: str, x: float, y: float, **attributes: object) -> None:
        """Add a text."""
        self.add("text", text, x=x, y=y, **attributes)

    def point(self, place: tuple[float, float]) -> tuple[float, float]:
        """Convert a place in the picture to pixels."""
        x, y = place
        return (
            self.left + x * (self.right - self.left),
            self.bottom - y * (self.bottom - self.top),
        )
