"""What all pages share: templates that escape every value, the style, the policy, the script."""

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
from kata_runner.reports.escape import escape_commands_in_page
from kata_runner.sanitize import harmless

TEMPLATES = Path(__file__).parent / "templates"
BACKTICKS = re.compile("`([^`\n]+)`")


@cache
def get_environment() -> Environment:
    """Return the templates; a value that is not marked as markup is escaped, whatever it is."""
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FileSystemLoader(TEMPLATES, encoding="utf-8"),
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=make_harmless,
    )
    environment.filters |= {"points": "{:g}".format, "prose": to_prose, "code": to_code}
    return environment


def make_harmless(value: Any) -> Any:
    """Return a value fit to be shown: text without what reverses reading order or hides."""
    return harmless(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def to_prose(text: str) -> Markup:
    """Return a text as markup in which names in backticks are code."""
    return Markup(BACKTICKS.sub(r"<code>\1</code>", str(escape(harmless(text)))))  # escaped


def to_code(name: str) -> Markup:
    """Return a name as code that may be broken at its underscores."""
    return Markup("<code>%s</code>") % Markup("_<wbr>").join(harmless(name).split("_"))


def render_template(name: str, **values: Any) -> str:
    """Return a page made of a template and values."""
    page = get_environment().get_template(name).render(
        figure_css=Markup(CSS),
        css=read_asset("page.css"),
        script=read_asset("slider.js"),
        script_hash=hash_script(),
        draw_svg=draw_svg,
        **values,
    )  # fmt: skip
    return escape_commands_in_page(page)


@cache
def read_asset(name: str) -> Markup:
    """Return a file of ours that stands in every page as it is."""
    return Markup((TEMPLATES / name).read_text(encoding="utf-8"))  # our own file


@cache
def hash_script() -> str:
    """Return what the policy calls the only script that may run."""
    digest = hashlib.sha256(read_asset("slider.js").encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def draw_svg(picture: Picture, key: str = "") -> Markup:
    """Return a picture as part of a page, which may be scrolled where it would be too small to
    read.
    """
    svg = draw(picture, key=key, is_alone=False)
    return Markup(f'<div class="drawn" tabindex="0">{svg}</div>')  # escaped by its own writer
