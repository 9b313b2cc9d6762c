"""Common parts of all pages: templates that escape every value, style, policy and script."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from kata_runner.figures.picture import Picture
from kata_runner.figures.svg import draw
from kata_runner.figures.svg.style import CSS
from kata_runner.learner.part_outcomes import LABELS
from kata_runner.reports.escape import escape_commands_in_markup
from kata_runner.sanitize import harmless

TEMPLATES = Path(__file__).parent / "templates"
REM_PER_UNIT = 46 / 640  # makes letters in a picture about as large as those of the page
GOOD, BAD, WAITING = ("✓", "passed"), ("✗", "failed"), ("·", "waiting")  # sign and class
BACKTICKS = re.compile("`([^`\n]+)`")


@cache
def get_environment() -> Environment:
    """Return the environment of the templates; every value not marked as markup is escaped."""
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FileSystemLoader(TEMPLATES, encoding="utf-8"),
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=make_harmless,
    )
    environment.filters |= {
        "points": "{:g}".format,
        "prose": to_prose,
        "code": to_code,
        "part": to_part,
    }
    return environment


def make_harmless(value: Any) -> Any:
    """Return a value; in text, characters that hide or reverse what is shown are escaped."""
    return harmless(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def to_prose(text: str) -> Markup:
    """Return a text as markup in which names in backticks are code."""
    return Markup(BACKTICKS.sub(r"<code>\1</code>", str(escape(harmless(text)))))  # escaped


def to_code(name: str) -> Markup:
    """Return a name as code, with possible line breaks after its underscores."""
    return Markup("<code>%s</code>") % Markup("_<wbr>").join(harmless(name).split("_"))


def to_part(name: str) -> str:
    """Return the name of a part as code, or the label of a name that means several parts."""
    return LABELS.get(name) or to_code(name)


def render_template(name: str, **values: Any) -> str:
    """Render a page from a template and values."""
    page = get_environment().get_template(name).render(
        figure_css=Markup(CSS),
        css=read_asset("page.css"),
        script=read_asset("slider.js"),
        script_hash=hash_script(),
        draw_svg=draw_svg,
        **values,
    )  # fmt: skip
    return escape_commands_in_markup(page)


def read_asset(name: str) -> Markup:
    """Return one of our files, which pages include unescaped."""
    return Markup((TEMPLATES / name).read_text(encoding="utf-8"))  # our own file


def hash_script() -> str:
    """Return the hash by which the policy allows the only script that may run."""
    digest = hashlib.sha256(read_asset("slider.js").encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def draw_svg(picture: Picture, key: str = "") -> Markup:
    """Return a picture as an element that scrolls where the picture would be too small to read."""
    svg = draw(picture, key=key, is_alone=False)  # its texts are escaped by `tag`
    width = int(svg.partition('viewBox="0 0 ')[2].partition(" ")[0])
    look = f"--most:{width * REM_PER_UNIT:.3g}rem"
    return Markup(f'<div class="drawn" style="{look}" tabindex="0">{svg}</div>')
