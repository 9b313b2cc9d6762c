"""A renderer that a pack registered: what goes wrong in it is told as that pack's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kata_runner.errors import BrokenPack
from kata_runner.hookspecs import ManyRenderer, Renderer
from kata_runner.model import Report
from kata_runner.packs.borrowed import blamed_on
from kata_runner.packs.pack import Pack


class ForeignRenderer:
    """Renders as a pack's renderer does; raises BrokenPack where that raises, or gives what is no text."""

    def __init__(self, pack: Pack, name: str, load: Callable[[], Renderer]) -> None:
        """Load it."""
        self.pack, self.doing = pack, f"format {name!r}"
        with blamed_on(pack, self.doing):
            self.one = load()
        many: ManyRenderer | None = getattr(self.one, "many", None)
        self.many = None if many is None else self.in_pieces(many)

    def __call__(self, report: Report) -> str:
        """One report."""
        with blamed_on(self.pack, self.doing):
            text = self.one(report)
        return self.text(text)

    def in_pieces(self, many: ManyRenderer) -> ManyRenderer:
        """Several reports, in pieces."""

        def pieces(reports: Iterable[Report]) -> Iterator[str]:
            with blamed_on(self.pack, self.doing):
                yield from map(self.text, many(reports))

        return pieces

    def text(self, text: object) -> str:
        """A text; raises BrokenPack for what is none."""
        if not isinstance(text, str):
            raise BrokenPack(f"{self.pack.label}: {self.doing}: a text is wanted, {text!r:.40} came")
        return text
