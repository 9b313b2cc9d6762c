"""The page of a lesson: Markdown without raw HTML, its formulas as MathML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any
from xml.etree import ElementTree

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup
from mdit_py_plugins.anchors import anchors_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin

from kata_runner.model import Kata
from kata_runner.reports.html.page import render_template
from kata_runner.sanitize import harmless

MAX_FORMULA = 5_000  # characters


def render_lesson(kata: Kata, markdown: str) -> str:
    """Return the page of a lesson."""
    text = harmless(markdown)
    parser = make_parser()
    tokens = parser.parse(text)
    title, body = split_title(tokens)
    return render_template(
        "lesson.html",
        kata=kata,
        heading=title or kata.title,
        headings=list_headings(body),
        lesson=Markup(parser.renderer.render(body, parser.options, {})),
    )


def make_parser() -> MarkdownIt:
    """Return a Markdown parser for lessons, with tables and formulas and without raw HTML."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.use(anchors_plugin, min_level=2, max_level=3)
    parser.use(dollarmath_plugin, renderer=render_formula, allow_digits=False, allow_space=False)
    rules: dict[str, Any] = parser.renderer.rules  # type: ignore[attr-defined]  # of RendererHTML
    render_code = rules["fence"]

    def render_fence(tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        if tokens[index].info.strip() == "math":
            return render_formula(tokens[index].content, {"display_mode": True})
        code: str = render_code(tokens, index, options, env)
        return code.replace("<pre>", '<pre tabindex="0">', 1)

    rules["fence"] = render_fence
    rules["table_open"] = lambda *_: '<div class="scroll" tabindex="0"><table>\n'
    rules["table_close"] = lambda *_: "</table></div>\n"
    return parser


def render_formula(latex: str, options: dict[str, Any]) -> str:
    """Return LaTeX as MathML, or as code if it cannot be converted."""
    from latex2mathml.converter import convert

    display = "block" if options.get("display_mode") else "inline"
    try:
        if len(latex) > MAX_FORMULA:
            raise ValueError("too long a formula")
        formula = str(convert(latex.strip(), display=display))
        ElementTree.fromstring(formula)
    except Exception:  # whatever the error is, show the formula as it was written
        return f"<code>{escape(latex)}</code>"
    return f'<math aria-label="{escape(latex.strip())}"{formula.removeprefix("<math")}'


def split_title(tokens: Sequence[Token]) -> tuple[str, list[Token]]:
    """Return the text of the heading at the start of a lesson, and the remaining tokens."""
    if len(tokens) > 2 and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        return tokens[1].content, list(tokens[3:])
    return "", list(tokens)


def list_headings(tokens: Sequence[Token]) -> list[tuple[str, str]]:
    """Return id and text of the headings of the second level."""
    return [
        (str(token.attrs.get("id", "")), tokens[index + 1].content)
        for index, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == "h2"
    ]
