"""An executor from a pack: its errors are reported as that pack's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Self

from kata_runner.engine.job import Job, Run
from kata_runner.packs.borrowed import blamed_on
from kata_runner.packs.pack import Pack


class ForeignExecutor:
    """Runs jobs in a pack's executor; raises BrokenPack for whatever that raises."""

    def __init__(self, pack: Pack, name: str, make: Callable[[], Any]) -> None:
        self.pack, self.activity = pack, f"executor {name!r}"
        with blamed_on(pack, self.activity):
            self.executor = make()

    def __enter__(self) -> Self:
        with blamed_on(self.pack, self.activity):
            self.entered = self.executor.__enter__()
        return self

    def __exit__(self, *exception: object) -> None:
        with blamed_on(self.pack, self.activity):
            self.executor.__exit__(*exception)

    def run_many(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Run]]:
        """Yield each job with its run, as they end."""
        with blamed_on(self.pack, self.activity):
            yield from self.entered.run_many(jobs)
