"""Reuse of code for earlier katas, for `kata start` and `kata reset`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from kata_runner.cli.options import open_progress
from kata_runner.errors import PackError, UsageError
from kata_runner.learner.home import has_progress
from kata_runner.model import Kata
from kata_runner.packs.catalogue import Catalogue
from kata_runner.packs.starter import get_starter_text

with_option = click.option(
    "--with",
    "earlier",
    multiple=True,
    metavar="ID[:PART]",
    help="Bring in what you wrote for an earlier kata: what fits, or one part; repeatable.",
)


def compose_starter(
    kata: Kata, catalogue: Catalogue, earlier: Sequence[str]
) -> tuple[str, list[str]]:
    """Return the starter with code for earlier katas, and a line of text for each reused part.

    Raises UsageError if there is no such attempt or part.
    """
    text, lines = get_starter_text(kata), []
    for asked in earlier:
        from kata_runner.learner.reuse import bring_in, select_parts

        identity, _, part = asked.partition(":")
        other = catalogue.find(identity)
        source = read_best(other)
        if not source:
            raise UsageError(
                f"no attempt at kata {other.id} was kept that Python can read: "
                f"`{other.command('check')}` keeps each"
            )
        names = select_parts(text, source, part, other)
        text = bring_in(text, source, names)
        lines += [f"{name} is what you wrote for kata {other.id}." for name in names]
    return text, lines


def offer_earlier(kata: Kata, catalogue: Catalogue, path: Path) -> Iterator[str]:
    """Yield a line for each earlier kata whose passed attempt has code for parts of this kata."""
    if not has_progress():
        return
    from kata_runner.learner.reuse import list_earlier, list_fitting

    starter = get_starter_text(kata)
    for other in list_earlier(kata, catalogue.katas):
        if names := list_fitting(starter, read_best(other, is_passed=True)):
            place = [] if path == Path(f"{kata.name}.py") else [str(path)]
            yield (
                f"You wrote {', '.join(names)} for kata {other.id}: to have that in the file, "
                f"`{kata.command('reset', *place, '--with', other.id)}`."
            )


def read_best(kata: Kata, *, is_passed: bool = False) -> str:
    """Return the source of the learner's best attempt at a kata.

    The result is empty if there is no attempt, if it is not valid Python, or if `is_passed` and the
    attempt did not pass.
    """
    from kata_runner.packs.parts import parse_module

    attempt = open_progress().best_attempt(kata) if has_progress() else None
    if attempt is None or (is_passed and not attempt.passed):
        return ""
    try:
        source = attempt.source.decode("utf-8-sig")
        parse_module(source)
    except (UnicodeDecodeError, PackError):
        return ""
    return source
