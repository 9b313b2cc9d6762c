"""A report in, a text out: one file a format, each loaded when it is asked for."""

from importlib import import_module

from kata_runner import hookimpl
from kata_runner.hookspecs import RegisterReport, Renderer
from kata_runner.model import Report

BUILTIN = ("text", "json")


@hookimpl
def register_reports(register: RegisterReport) -> None:
    """Register the built-in formats."""
    for name in BUILTIN:
        register(name, loaded_on_use(name))


def loaded_on_use(name: str) -> Renderer:
    """A renderer that imports its module when a report is rendered."""

    def render(report: Report) -> str:
        text: str = import_module(f"{__name__}.{name}").render(report)
        return text

    return render
