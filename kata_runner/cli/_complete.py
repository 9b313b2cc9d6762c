"""Shell completion of words that are not built into click: katas, parts, formats and others.

Katas are read from their `kata.toml`; none of their code is run.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from kata_runner.cli.commands import COMPLETE_VARIABLE, FOLDERS
from kata_runner.errors import PackError, UnknownKataError

if TYPE_CHECKING:
    from kata_runner.model import Kata
    from kata_runner.packs.catalogue import Catalogue

SPECIAL = re.compile(r"[^\w@%+=:,./-]")  # must be quoted in a word of a shell


def complete_katas(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer kata ids and, once a word is begun, names of katas and files that can replace an id.

    `kata verify` also takes folders, which are offered if nothing else matches.
    """
    from kata_runner.learner.choice import is_file_name

    katas = load_catalogue(ctx).katas
    items = [CompletionItem(kata.id, help=kata.title) for kata in katas]
    if incomplete:
        items += [CompletionItem(kata.name, help=kata.title) for kata in katas]
    items = [item for item in items if item.value.startswith(incomplete)]
    if incomplete and ctx.info_name in ("check", "watch", "try"):
        names = sorted(path.name for path in Path().iterdir() if is_file_name(path.name))
        items += [CompletionItem(as_word(name)) for name in names if name.startswith(incomplete)]
    if ctx.info_name == "verify" and not items:
        return [CompletionItem(incomplete, type="dir")]
    return items


def offer(
    list_words: Callable[[click.Context], Iterable[str]],
) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """Turn a function that lists words into one that completes one of them."""

    @wraps(list_words)
    def complete(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
        return [as_word(word) for word in list_words(ctx) if word.startswith(incomplete)]

    return complete


def as_word(text: str) -> str:
    """Return a text quoted as one word for the current shell; zsh and fish quote it themselves."""
    shell = os.environ.get(COMPLETE_VARIABLE, "").partition("_")[0]
    if shell == "bash":  # click's script for bash removes backslashes
        return shlex.quote(text)
    if shell == "powershell" and SPECIAL.search(text):
        return "'{}'".format(text.replace("'", "''"))
    return text


@offer
def complete_parts(ctx: click.Context) -> Iterable[str]:
    """Offer the parts of the kata on the command line: those with hints, or those in the lesson."""
    from kata_runner.packs.lesson_sections import contents_of, read_lesson

    kata = kata_before(ctx)
    if kata is None:
        return []
    if ctx.info_name == "hint":
        return kata.hints
    with suppress(PackError):
        return [title for _, title in contents_of(read_lesson(kata))]
    return []


@offer
def complete_experiments(ctx: click.Context) -> Iterable[str]:
    """Offer the graded experiments whose tables are pinned.

    Probes are left out for `kata run`, which does not show them.
    """
    from kata_runner.grading.answer_key import PINNED_SEED, pinned_key

    kata = kata_before(ctx)
    key = None
    with suppress(PackError):
        key = pinned_key(kata, PINNED_SEED) if kata else None
    declarations = [one.declaration for one in key.expectations] if key else []
    return [one.name for one in declarations if one.shown or ctx.info_name != "run"]


@offer
def complete_guides(_: click.Context) -> Iterable[str]:
    """Offer the topics of guides."""
    from kata_runner.cli._markdown import load_guides

    return load_guides()


@offer
def complete_formats(ctx: click.Context) -> Iterable[str]:
    """Offer the formats of reports, including those of plugins."""
    from kata_runner.reports import get_formats

    return sorted(get_formats(load_catalogue(ctx).plugins))


def kata_before(ctx: click.Context) -> Kata | None:
    """Return the kata on the command line; None if there is no such kata.

    While the value of an option is completed, click has not parsed the arguments yet; then the
    first word after the command is used.
    """
    words = os.environ.get("COMP_WORDS", "").split()[2:3]
    name = (ctx.params.get("kata") or ctx.params.get("kata_id")) or "".join(words)
    with suppress(UnknownKataError):
        return load_catalogue(ctx).find(name)
    return None


def load_catalogue(ctx: click.Context) -> Catalogue:
    """Return the catalogue with the packs on the command line, except for missing folders."""
    from kata_runner.packs.catalogue import load_catalogue as load

    return load([folder for folder in ctx.meta.get(FOLDERS, ()) if os.path.isdir(folder)])
