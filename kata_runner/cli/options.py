"""Options that several commands share, and what commands open: catalogue, progress, grader."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kata_runner.cli.commands import FOLDERS
from kata_runner.cli.output import note, warn_once
from kata_runner.engine.levels import LEVELS, find_unknown_level
from kata_runner.engine.sandbox import Sandbox
from kata_runner.errors import UsageError
from kata_runner.hookspecs import Renderer
from kata_runner.limits import LIMITS, describe_wrong_limit
from kata_runner.model import Kata, Limits
from kata_runner.packs.catalogue import Catalogue, load_catalogue
from kata_runner.reports import get_formats
from kata_runner.seeds import MAX_SEED, draw_seed

if TYPE_CHECKING:
    from kata_runner.api import Grader
    from kata_runner.learner.progress_store import Progress, Standing

FRESH = "fresh"
CATALOGUE = "kata_runner.catalogue"  # in a context's `meta`


def lazily(completer: str) -> Callable[[click.Context, click.Parameter, str], Any]:
    """Return a function that completes a word, by its name in `_complete`.

    That module is imported only when a word is completed.
    """

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> Any:
        from kata_runner.cli import _complete

        return getattr(_complete, completer)(ctx, param, incomplete)

    return complete


complete_katas, complete_parts = lazily("complete_katas"), lazily("complete_parts")
complete_formats, complete_guides = lazily("complete_formats"), lazily("complete_guides")
complete_experiments = lazily("complete_experiments")


def keep_folders(ctx: click.Context, _: click.Parameter, folders: Sequence[Path]) -> None:
    """Store the folders of --pack for `open_catalogue`."""
    ctx.meta[FOLDERS] = folders


def find_kata(ctx: click.Context, _: click.Parameter, key: str) -> Kata | str:
    """Return the kata that ID means, or the text itself while a word is completed."""
    return key if ctx.resilient_parsing else open_catalogue().find(key)


kata_argument = click.argument(
    "kata", metavar="ID", callback=find_kata, shell_complete=complete_katas
)
optional_kata_argument = click.argument(
    "kata_id", metavar="[ID]", required=False, shell_complete=complete_katas
)
file_argument = click.argument(
    "file", metavar="[FILE]", required=False, type=click.Path(path_type=Path)
)
pack_option = click.option(
    "--pack",
    multiple=True,
    type=click.Path(path_type=Path),
    envvar="KATA_PACKS",
    metavar="DIR",
    callback=keep_folders,
    expose_value=False,
    is_eager=True,  # the katas are in there
    help="A folder with katas/ and solutions/ in it, beside the installed packs; also KATA_PACKS.",
)
with_option = click.option(
    "--with",
    "earlier",
    multiple=True,
    metavar="ID[:PART]",
    shell_complete=complete_katas,
    help="Bring in what you wrote for an earlier kata: what fits, or one part; repeatable.",
)


def validate_isolation(_: click.Context, __: click.Parameter, demanded: str | None) -> str | None:
    """Return the demanded levels unchanged; raises BadParameter for an unknown level."""
    if (level := find_unknown_level(demanded)) is not None:
        raise click.BadParameter(
            f"{level!r} is not a level of isolation: choose one of {', '.join(LEVELS)}"
        )
    return demanded


def parse_seed(ctx: click.Context, param: click.Parameter, value: str | int | None) -> int | None:
    """Return the given seed, or for `fresh` a random one."""
    if value == FRESH:
        return draw_seed()
    if value is None:
        return None
    kind: Any = click.IntRange(0, MAX_SEED)
    try:
        return int(kind.convert(value, param, ctx))
    except click.BadParameter:
        raise click.BadParameter(
            f"{value!r:.40}: write a whole number from 0 to {MAX_SEED}, or {FRESH}"
        ) from None


isolation_option = click.option(
    "--isolation",
    metavar="LEVEL",
    callback=validate_isolation,
    help="Demand this level of isolation, full, kernel or process, or nothing is run; of "
    "several, full,kernel, the "
    "first that can be had. By default the best that this machine has.",
)
limit_option = click.option(
    "--limit",
    "limits",
    multiple=True,
    metavar="NAME=NUMBER",
    help=f"A limit for this run in place of the kata's own: {', '.join(LIMITS)}; as often as "
    f"you like.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="The same as --format json.")


def open_catalogue() -> Catalogue:
    """Return the catalogue with the folders of --pack, which is loaded only once.

    A problem of a pack is only printed, as one line on stderr.
    """
    meta = click.get_current_context().meta
    if CATALOGUE not in meta:
        meta[CATALOGUE] = load_catalogue(meta.get(FOLDERS, ()))
    catalogue: Catalogue = meta[CATALOGUE]
    warn(catalogue)
    return catalogue


def load_standings() -> dict[str, Standing]:
    """Return how far the learner is with each kata, by the kata's name.

    Nothing is imported if no progress was stored.
    """
    from kata_runner.learner.home import has_progress

    return open_progress().standings() if has_progress() else {}


def open_progress() -> Progress:
    """Return the learner's progress; a problem with its file is one line on stderr."""
    from kata_runner.learner.progress_store import Progress

    return Progress(warn_once)


def warn(catalogue: Catalogue) -> None:
    """Print each problem of a pack as one line on stderr, unless it was printed before."""
    for problem in catalogue.problems:
        warn_once(problem)


def warn_of_fallback(runner: Sandbox | Grader) -> None:
    """Print one line on stderr if code runs at a weaker level than the first choice, and why."""
    if runner.fallback:
        warn_once(runner.fallback)


def parse_limits(limits: Sequence[str]) -> dict[str, float]:
    """Return the limits of the command line; raises UsageError for an invalid one."""
    chosen: dict[str, Any] = {}
    for text in limits:
        name, _, number = text.partition("=")
        if name not in LIMITS:
            raise UsageError(
                f"--limit {text:.60}: there is no such limit: there are {', '.join(LIMITS)}"
            )
        chosen[name] = number_in(number, LIMITS[name])
        if problem := describe_wrong_limit(name, chosen[name]):
            raise UsageError(
                f"--limit {text:.60}: {problem}, as in --limit {name}={getattr(Limits(), name):g}"
            )
    return chosen


def number_in(text: str, kind: type[int | float]) -> int | float | str:
    """Return the number in a text; the text itself if it is not a number of this kind."""
    try:
        return kind(text)
    except ValueError:
        return text


@contextmanager
def open_grader(
    ctx: click.Context,
    catalogue: Catalogue,
    isolation: str | None = None,
    limits: Sequence[str] = (),
) -> Iterator[Grader]:
    """Open a grader for one attempt.

    At the end, print one line on stderr if code ran at a weaker level than the first choice, and
    one for each problem of a pack.
    """
    from kata_runner.api import Grader

    with Grader(
        catalogue=catalogue,
        limits=parse_limits(limits),
        open_sandbox=partial(open_sandbox, ctx, isolation),
    ) as grader:
        yield grader
        warn_of_fallback(grader)
    warn(catalogue)


def open_sandbox(ctx: click.Context, isolation: str | None) -> Sandbox:
    """Return the sandbox that was started before the imports, if it fits the demand.

    Otherwise return a new one.
    """
    started = ctx.obj
    is_usable = isinstance(started, Sandbox) and started.demanded == isolation
    sandbox = started if is_usable else Sandbox(isolation)
    sandbox.remark = note
    return sandbox


def choose_renderer(catalogue: Catalogue, name: str) -> Callable[[], Renderer]:
    """Return the function that loads the renderer of a format.

    Raises UsageError for an unknown format, with the names of all formats.
    """
    loaders = get_formats(catalogue.plugins)
    warn(catalogue)
    if name not in loaders:
        others = f"there are {', '.join(sorted(loaders))}"
        advice = others if loaders else "is 'reports' among KATA_DISABLED_PLUGINS?"
        raise UsageError(f"no format is called {name!r:.40}: {advice}")
    pack, load = loaders[name]
    if pack.is_builtin:
        return load
    from kata_runner.reports.foreign_renderer import ForeignRenderer

    return partial(ForeignRenderer, pack, name, load)
