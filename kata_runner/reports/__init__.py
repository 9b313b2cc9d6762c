"""Report formats, which render a report as text; a format's module is imported when it is used.

The module of a format has `render(report)`. If one text can hold several attempts, the module also
has `render_many(reports)`, which yields pieces to print one below the other, so that only one
report needs to be in memory. If the format draws pictures, it has `render_with_demo(report, demo)`.
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
from kata_runner.packs.plugin_manager import Plugins

BUILTIN = ("text", "json", "junit", "gradescope", "github", "csv", "markdown", "html")


Loader = tuple[Pack, Callable[[], Renderer]]  # the pack of a format, and a function that loads it


def get_formats(plugins: Plugins) -> dict[str, Loader]:
    """Return each format's pack and the function that loads its renderer, by the format's name."""
    return plugins.collect_registrations("register_reports", "a format")


@dataclass(frozen=True)
class Format:
    """A renderer of one report.

    `many` renders several reports as one text, `with_demo` renders a report with the demo of its
    attempt; each is None if the format does not support it.
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
    """Return a renderer of `count` reports; raises UsageError if the format supports only one."""
    many: ManyRenderer | None = getattr(renderer, "many", None)
    if many is not None:
        return many
    if count <= 1:
        return partial(map, renderer)
    raise UsageError(
        f"--format {name} is for one attempt, and there are {count}: choose another, or one attempt"
    )
