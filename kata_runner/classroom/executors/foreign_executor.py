"""An executor that a pack registered: what goes wrong in it is told as that pack's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Self

from kata_runner.engine.job import Job, Run
from kata_runner.packs.borrowed import blamed_on
from kata_runner.packs.pack import Pack


class ForeignExecutor:
    """Runs jobs as a pack's executor does; raises BrokenPack where that raises what is no error of ours."""

    def __init__(self, pack: Pack, name: str, make: Callable[[], Any]) -> None:
        """Make it."""
        self.pack, self.doing = pack, f"executor {name!r}"
        with blamed_on(pack, self.doing):
            self.executor = make()

    def __enter__(self) -> Self:
        """Start it."""
        with blamed_on(self.pack, self.doing):
            self.entered = self.executor.__enter__()
        return self

    def __exit__(self, *exception: object) -> None:
        """End it."""
        with blamed_on(self.pack, self.doing):
            self.executor.__exit__(*exception)

    def run_many(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Run]]:
        """Each job with its run, as they end."""
        with blamed_on(self.pack, self.doing):
            yield from self.entered.run_many(jobs)
