"""A report in, a text out: one file a format, each imported when it is asked for.

A format's module has `render(report)` and, where several attempts make one text, `render_many(reports)`: pieces to
print one below the other, so that no more than one report need be in memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from importlib import import_module

from kata_runner import hookimpl
from kata_runner.errors import WrongUse
from kata_runner.hookspecs import ManyRenderer, RegisterReport, Renderer
from kata_runner.model import Report

BUILTIN = ("text", "json", "junit", "gradescope", "github", "csv", "markdown")


@dataclass(frozen=True)
class Format:
    """A renderer, and beside it `many`, the renderer for several reports, where the format has room for them."""

    one: Renderer
    many: ManyRenderer | None

    def __call__(self, report: Report) -> str:
        """One report."""
        return self.one(report)


@hookimpl
def register_reports(register: RegisterReport) -> None:
    """Register the built-in formats."""
    for name in BUILTIN:
        register(name, partial(load, name))


def load(name: str) -> Format:
    """A built-in format."""
    module = import_module(f"{__name__}.{name}")
    return Format(module.render, getattr(module, "render_many", None))


def many_of(name: str, renderer: Renderer, count: int) -> ManyRenderer:
    """What writes `count` reports; raises WrongUse when the format is for one attempt and there are more."""
    many: ManyRenderer | None = getattr(renderer, "many", None)
    if many is not None:
        return many
    if count <= 1:
        return partial(map, renderer)
    raise WrongUse(f"--format {name} is for one attempt, and there are {count}: choose another, or one attempt")
