"""The engine's door: run a job in the best isolation this machine has."""

from __future__ import annotations

from kata_runner.engine.job import Job, Run
from kata_runner.engine.process import LEVEL, ProcessChild
from kata_runner.engine.session import Child, follow
from kata_runner.model import Isolation


class Sandbox:
    """Runs jobs; the first process is started at once, so that Python and numpy load while the caller prepares."""

    def __init__(self) -> None:
        self._ready: list[Child] = [ProcessChild()]

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_: object) -> None:
        while self._ready:
            self._ready.pop().end()

    def run(self, job: Job) -> Run:
        """Run a job to its end; raises BrokenPack or EngineFault when something other than the attempt failed."""
        return follow(job, lambda: self._ready.pop() if self._ready else ProcessChild())

    def isolation(self, run: Run) -> Isolation:
        """Which walls stood around a run."""
        return Isolation(LEVEL, run.layers)
