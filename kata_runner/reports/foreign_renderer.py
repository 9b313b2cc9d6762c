"""A wrapper for a pack's renderer that attributes the renderer's errors to the pack."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from kata_runner.errors import PackError
from kata_runner.grading.demo_tables import Demo
from kata_runner.hookspecs import DemoRenderer, ManyRenderer, Renderer
from kata_runner.model import Report
from kata_runner.packs.pack import Pack


class ForeignRenderer:
    """A pack's renderer; raises PackError if it fails or returns something other than text."""

    def __init__(self, pack: Pack, name: str, load: Callable[[], Renderer]) -> None:
        self.pack, self.activity = pack, f"format {name!r}"
        with pack.attribute_errors(self.activity):
            self.renderer = load()
        if not callable(self.renderer):
            raise PackError(
                f"{pack.label}: {self.activity}: expected a function, got {self.renderer!r:.40}"
            )
        many: ManyRenderer | None = getattr(self.renderer, "many", None)
        self.many = None if many is None else partial(self.render_many, many)
        with_demo: DemoRenderer | None = getattr(self.renderer, "with_demo", None)
        self.with_demo = None if with_demo is None else partial(self.render, with_demo)

    def __call__(self, report: Report) -> str:
        """Render one report."""
        return self.render(self.renderer, report)

    def render(self, renderer: Callable[..., str], *arguments: Report | Demo) -> str:
        """Render one report, or a report and its demo."""
        with self.pack.attribute_errors(self.activity):
            text = renderer(*arguments)
        return self.check_text(text)

    def render_many(self, many: ManyRenderer, reports: Iterable[Report]) -> Iterator[str]:
        """Yield the text of several reports in pieces."""
        with self.pack.attribute_errors(self.activity):
            yield from map(self.check_text, many(reports))

    def check_text(self, text: object) -> str:
        """Return a text; raises PackError for anything else."""
        if not isinstance(text, str):
            raise PackError(
                f"{self.pack.label}: {self.activity}: expected a string, got {text!r:.40}"
            )
        return text
