"""A report in, a text out: one file a format, each imported when it is asked for."""

from importlib import import_module

from kata_runner import hookimpl
from kata_runner.hookspecs import RegisterReport, Renderer

BUILTIN = ("text", "json")


@hookimpl
def register_reports(register: RegisterReport) -> None:
    """Register the built-in formats."""
    for name in BUILTIN:
        register(name, lambda name=name: load(name))


def load(name: str) -> Renderer:
    """A format's renderer."""
    renderer: Renderer = import_module(f"{__name__}.{name}").render
    return renderer
