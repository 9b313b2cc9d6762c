"""`kata guide`."""

from __future__ import annotations

import click

from kata_runner.cli._markdown import DEFAULT_WIDTH, load_guides, show_markdown
from kata_runner.cli.options import complete_guides
from kata_runner.cli.output import columns, print_result
from kata_runner.errors import UsageError


@click.command("guide")
@click.argument("topic", metavar="[TOPIC]", required=False, shell_complete=complete_guides)
def command(topic: str | None) -> None:
    """Show a guide; without TOPIC, list all of them.

    \b
    Examples:
      kata guide
      kata guide authors
    """
    guides = load_guides()
    if topic is None:
        print_result(render_list(guides))
    else:
        show_markdown(guides[find_topic(topic, list(guides))])


def render_list(guides: dict[str, str]) -> str:
    """Return a line for each guide, with its title; wrapped if the terminal is narrow."""
    width = columns() or DEFAULT_WIDTH
    formatter = click.HelpFormatter(width=width)
    headings = {topic: text.partition("\n")[0] for topic, text in guides.items()}
    formatter.write_dl([(topic, line.removeprefix("# ")) for topic, line in headings.items()])
    return f"{formatter.getvalue()}\nRead one with `kata guide TOPIC`."


def find_topic(name: str, topics: list[str]) -> str:
    """Return the topic with this name, or the only one that begins with it.

    Raises UsageError if there is none, or more than one.
    """
    matches = [topic for topic in topics if topic.startswith(name.casefold())]
    if name.casefold() in topics:
        return name.casefold()
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise UsageError(f"{name!r} is the beginning of {' and '.join(matches)}: write more of it")
    from difflib import get_close_matches

    close = get_close_matches(name.casefold(), topics, n=1)
    guess = f"did you mean {close[0]!r}? " if close else ""
    raise UsageError(f"no guide is called {name!r:.40}: {guess}there are {', '.join(topics)}")
