"""`kata show`."""

from __future__ import annotations

import click

from kata_runner.cli._markdown import show_markdown
from kata_runner.cli.options import complete_parts, kata_argument, pack_option
from kata_runner.cli.output import columns, print_result
from kata_runner.model import Kata
from kata_runner.packs.lesson_sections import contents_of, find_section, read_lesson


@click.command("show")
@kata_argument
@click.argument("part", metavar='[PART|"HEADING"]', required=False, shell_complete=complete_parts)
@click.option("--contents", is_flag=True, help="List the headings and parts of the lesson.")
@click.option("--no-pager", is_flag=True, help="Print it all at once, however long it is.")
@click.option(
    "--format",
    "name",
    default="text",
    show_default=True,
    type=click.Choice(["text", "html"]),
    help="How the lesson is written.",
)
@pack_option
def command(
    kata: Kata,
    part: str | None,
    contents: bool,
    no_pager: bool,
    name: str,
) -> None:
    """Show the lesson, or what it says of one part or under one heading.

    In a terminal it is rendered, elsewhere it is its Markdown.

    \b
    Examples:
      kata show 6.3
      kata show 6.3 lstm_step
      kata show 6.3 "The cell"
      kata show 6.3 --contents
      kata show 6.3 --format html > lesson.html
    """
    text = read_lesson(kata)
    if contents:
        lines = [f"{'  ' * depth}{title}" for depth, title in contents_of(text)]
        print_result("\n".join(lines))
        return
    if part is not None:
        text = find_section(kata, text, part).text
    if name == "html":
        from kata_runner.reports.html.lesson_page import render_lesson

        print_result(render_lesson(kata, text))
        return
    heading = "" if part is not None else format_heading(kata, text)
    show_markdown(text, heading, is_paged=not no_pager)


def format_heading(kata: Kata, text: str) -> str:
    """Return the headings of the lesson, and the command that shows one of them."""
    from textwrap import fill

    titles = " · ".join(title for depth, title in contents_of(text) if not depth)
    way = f"One of them: {kata.command('show')} HEADING"
    width = min(columns() or 80, 100)
    return f"{fill(f'Contents: {titles}', width)}\n{fill(way, width)}"
