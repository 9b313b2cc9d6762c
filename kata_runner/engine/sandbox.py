"""The engine's door: run a job in the best isolation this machine has.

Importing this is cheap on purpose: a command makes its sandbox first and imports what else it needs while Python and
numpy load in there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kata_runner.engine.process import LEVEL, ProcessChild
from kata_runner.errors import EngineFault

if TYPE_CHECKING:
    from kata_runner.engine.job import Job, Run
    from kata_runner.engine.session import Child


class Sandbox:
    """Runs jobs; the first process is started at once."""

    level = LEVEL

    def __init__(self) -> None:
        """Start the first process."""
        self._ready = [ProcessChild()]

    def __enter__(self) -> Sandbox:
        """Nothing to do: it is ready already."""
        return self

    def __exit__(self, *_: object) -> None:
        """End what was started and not used."""
        while self._ready:
            self._ready.pop().end()

    def run(self, job: Job) -> Run:
        """Run a job to its end; raises BrokenPack or EngineFault when something other than the attempt failed."""
        [(_, run)] = self.run_many([job], 1)
        if run.fault:
            raise EngineFault(run.fault)
        return run

    def run_many(self, jobs: Iterable[Job], in_flight: int = 3) -> Iterator[tuple[Job, Run]]:
        """Run jobs, so many at a time, and yield each when it has ended; a fault of ours stands in its run."""
        from kata_runner.engine.follow import follow

        for job, run in follow(jobs, self._start, in_flight):
            yield job, replace(run, level=self.level)

    def _start(self, job: Job) -> Child:
        return self._ready.pop() if self._ready else ProcessChild()
