"""What completion offers for words that click does not know: katas, parts and formats.

Katas are read from their `kata.toml`; none of their code is run.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from kata_runner.model import Kata
    from kata_runner.packs.catalogue import Catalogue


def complete_katas(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer ids and, to who began to write one, names; files that a command takes in place of
    one.
    """
    katas = load_katas(ctx)
    items = [CompletionItem(kata.id, help=kata.title) for kata in katas]
    if incomplete:
        items += [CompletionItem(kata.name, help=kata.title) for kata in katas]
    if ctx.info_name in ("check", "watch", "try"):
        items += [CompletionItem(name) for name in files_here() if incomplete]
    return [item for item in items if item.value.startswith(incomplete)]


def complete_parts(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the parts of the kata that stands before: those with hints, or those in the lesson."""
    kata = kata_before(ctx)
    if kata is None:
        return []
    names: Iterable[str] = kata.hints if ctx.info_name == "hint" else titles_in(kata)
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


def complete_experiments(
    ctx: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer the graded experiments whose tables are pinned."""
    from kata_runner.learner.parts import pinned_calls

    kata = kata_before(ctx)
    names = pinned_calls(kata) if kata is not None else ()
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


def complete_formats(
    ctx: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer the formats of reports, those of plugins too."""
    from kata_runner.reports import get_formats

    names = sorted(get_formats(load_catalogue(ctx).plugins))
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


def files_here() -> Iterator[str]:
    """Yield the files of this folder that may be attempts."""
    from kata_runner.learner.choice import is_file_name

    yield from sorted(path.name for path in Path().iterdir() if is_file_name(path.name))


def titles_in(kata: Kata) -> list[str]:
    """Return the headings and parts of a lesson; none of one that cannot be read."""
    from kata_runner.errors import PackError
    from kata_runner.packs.lesson import contents_of, read_lesson

    with suppress(PackError):
        return [title for _, title in contents_of(read_lesson(kata))]
    return []


def kata_before(ctx: click.Context) -> Kata | None:
    """Return the kata whose id was written before; None where there is none of that name.

    While an option waits for its value click has read no arguments yet: the first word then counts.
    """
    from kata_runner.errors import UnknownKataError

    words = os.environ.get("COMP_WORDS", "").split()[2:3]
    name = ctx.params.get("kata_id") or "".join(words)
    with suppress(UnknownKataError):
        return load_catalogue(ctx).find(name)
    return None


def load_katas(ctx: click.Context) -> list[Kata]:
    """Return the katas that can be named."""
    return load_catalogue(ctx).katas


def load_catalogue(ctx: click.Context) -> Catalogue:
    """Return the catalogue, with the packs that were named before; a folder that is missing is
    none.
    """
    from kata_runner.packs.catalogue import load_catalogue as load

    folders = [Path(folder) for folder in ctx.params.get("folders") or ()]
    return load([folder for folder in folders if folder.is_dir()])
