"""The engine's door: run a job in the best isolation this machine has.

Importing this is cheap on purpose: a command makes its sandbox first and imports what else it needs while Python and
numpy load in there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kata_runner.engine.process import LEVEL, ProcessChild

if TYPE_CHECKING:
    from kata_runner.engine.job import Job, Run
    from kata_runner.model import Isolation


class Sandbox:
    """Runs jobs; the first process is started at once."""

    def __init__(self) -> None:
        self._ready = [ProcessChild()]

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_: object) -> None:
        while self._ready:
            self._ready.pop().end()

    def run(self, job: Job) -> Run:
        """Run a job to its end; raises BrokenPack or EngineFault when something other than the attempt failed."""
        from kata_runner.engine.session import follow

        return follow(job, lambda: self._ready.pop() if self._ready else ProcessChild())

    def isolation(self, run: Run) -> Isolation:
        """Which walls stood around a run."""
        from kata_runner.model import Isolation

        return Isolation(LEVEL, run.layers)
