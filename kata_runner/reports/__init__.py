"""Report formats: a report in, a text out; each module is imported when its format is asked for.

A format's module has `render(report)` and, where several attempts make one text,
`render_many(reports)`, which yields pieces to print one below the other, so that only one report
need be in memory. One that draws has `render_with_demo(report, demo)` too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module

from kata_runner import hookimpl
from kata_runner.errors import UsageError
from kata_runner.hookspecs import DemoRenderer, ManyRenderer, RegisterReport, Renderer
from kata_runner.model import Report
from kata_runner.packs.pack import Pack
from kata_runner.packs.plugins import Plugins

BUILTIN = ("text", "json", "junit", "gradescope", "github", "csv", "markdown", "html")


Loader = tuple[Pack, Callable[[], Renderer]]  # the pack a format is from, and what loads it


def get_formats(plugins: Plugins) -> dict[str, Loader]:
    """What loads each format's renderer, by its name, with the pack it is from."""
    return plugins.collect_registrations("register_reports", "a format")


@dataclass(frozen=True)
class Format:
    """A renderer; `many` renders several reports where the format can hold them, `with_demo` one
    with the demo of its attempt where the format draws.
    """

    render: Renderer
    many: ManyRenderer | None
    with_demo: DemoRenderer | None

    def __call__(self, report: Report) -> str:
        """Render one report."""
        return self.render(report)


@hookimpl
def register_reports(register: RegisterReport) -> None:
    """Register the built-in formats."""
    for name in BUILTIN:
        register(name, partial(load, name))


def load(name: str) -> Format:
    """Return a built-in format."""
    module = import_module(f"{__name__}.{name}")
    more = (getattr(module, each, None) for each in ("render_many", "render_with_demo"))
    return Format(module.render, *more)


def get_batch_renderer(name: str, renderer: Renderer, count: int) -> ManyRenderer:
    """Return what renders `count` reports; raises UsageError when the format is for one of them."""
    many: ManyRenderer | None = getattr(renderer, "many", None)
    if many is not None:
        return many
    if count <= 1:
        return partial(map, renderer)
    raise UsageError(
        f"--format {name} is for one attempt, and there are {count}: choose another, or one attempt"
    )
