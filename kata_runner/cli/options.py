"""Options that several commands share, and the catalogue they ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kata_runner.cli.output import complain
from kata_runner.errors import UnusablePath, WrongUse
from kata_runner.hookspecs import Renderer
from kata_runner.model import Kata
from kata_runner.packs.catalogue import Catalogue
from kata_runner.packs.plugins import Plugins, load_plugins

if TYPE_CHECKING:
    from kata_runner.engine.sandbox import Sandbox

Command = TypeVar("Command", bound=Callable[..., Any])

pack_option = click.option(
    "--pack",
    "folders",
    multiple=True,
    type=click.Path(path_type=Path),
    envvar="KATA_PACKS",
    metavar="DIR",
    help="A folder with katas/ and solutions/ in it, beside the installed packs; also KATA_PACKS.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="The same as --format json.")


def open_catalogue(folders: Sequence[Path]) -> Catalogue:
    """The catalogue; what is wrong with a pack is one line on stderr and costs nothing else."""
    for folder in folders:
        if not folder.is_dir():
            raise UnusablePath(f"{folder}: no such folder: a pack holds katas/ and solutions/")
    catalogue = Catalogue(load_plugins(), folders)
    for problem in catalogue.problems:
        complain("warning", problem)
    return catalogue


def sandbox_of(ctx: click.Context) -> Sandbox:
    """The sandbox that was started before anything was imported, or a new one."""
    from kata_runner.engine.sandbox import Sandbox

    return ctx.obj if isinstance(ctx.obj, Sandbox) else Sandbox()


def attempt_path(kata: Kata, file: Path | None) -> Path:
    """The file that was named, or the one `kata start` would have written here."""
    if file is not None:
        return file
    path = Path(f"{kata.name}.py")
    if not path.exists():
        raise UnusablePath(f"{path} is not here: `kata start {kata.id}` writes it, or name your file")
    return path


def renderer(plugins: Plugins, name: str) -> Renderer:
    """The renderer of a format; of two with one name the first pack's. Raises WrongUse with the ones there are."""
    found: dict[str, Callable[[], Renderer]] = {}
    for _ in plugins.call("register_reports", register=found.setdefault):
        pass
    if name not in found:
        raise WrongUse(f"no format is called {name!r:.40}: there are {', '.join(sorted(found))}")
    return found[name]()
