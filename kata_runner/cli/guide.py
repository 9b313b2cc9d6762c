"""`kata guide`."""

from __future__ import annotations

import re
from importlib.resources import files

import click

from kata_runner.cli._markdown import show_markdown
from kata_runner.cli.options import complete_guides
from kata_runner.cli.output import columns, say
from kata_runner.errors import UsageError

COMMENT = re.compile(r"^<!--.*?-->\n", re.MULTILINE | re.DOTALL)  # for those who test the guides
DEFAULT_WIDTH = 80


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
        say(render_list(guides))
    else:
        show_markdown(guides[find_topic(topic, list(guides))])


def load_guides() -> dict[str, str]:
    """The text of each guide by its topic, the name of its file, in the order of the names."""
    folder = files("kata_runner") / "guides"
    texts = {
        file.name.removesuffix(".md"): file.read_text(encoding="utf-8")
        for file in folder.iterdir()
        if file.name.endswith(".md")
    }
    return {topic: COMMENT.sub("", texts[topic]).rstrip("\n") for topic in sorted(texts)}


def render_list(guides: dict[str, str]) -> str:
    """A line for each guide, with its title; in several lines where the terminal is narrow."""
    width = columns() or DEFAULT_WIDTH
    formatter = click.HelpFormatter(width=width)
    formatter.write_dl([(topic, title_in(text)) for topic, text in guides.items()])
    return f"{formatter.getvalue()}\nRead one with `kata guide TOPIC`."


def title_in(text: str) -> str:
    """The first heading of a guide."""
    return text.partition("\n")[0].removeprefix("# ")


def find_topic(name: str, topics: list[str]) -> str:
    """The topic of a name or of the beginning of one; raises UsageError where there is none, or
    more than one.
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
