"""The public entry point of the engine: run jobs at the best level of isolation that is available.

Importing this is cheap on purpose: a command makes its sandbox first and imports what else it needs
while Python and numpy load in the sandbox.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kata_runner.engine.in_flight import default_in_flight
from kata_runner.engine.levels import LEVELS, Backend, list_possible_levels, split_levels
from kata_runner.errors import EngineError, IsolationUnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kata_runner.engine.attempt_process import AttemptProcess
    from kata_runner.engine.job import Job, Run


class Sandbox:
    """Runs jobs at one level of isolation: the best that is available, or the first of those
    demanded; it starts at once.

    `remark`, if set, is called with a text about what is still running after a second.
    """

    def __init__(self, isolation: str | None = None, many: bool = False) -> None:
        """Start the sandbox at `isolation`: a level, or several separated by commas, of which the
        first that is available is used.

        With `many`, what most attempts need is loaded before the first of them is run. Raises
        IsolationUnavailableError, here or when the level is first needed, if none is available.
        """
        self.demanded, self._many = isolation, many
        self.remark: Callable[[str], object] = lambda _: None
        self._levels = (
            list(list_possible_levels()) if isolation is None else split_levels(isolation)
        )
        self._backend: Backend | None = None
        self._pid = os.getpid()
        self._settled = False
        self._lost: list[str] = []
        self._packages = frozenset({"numpy"})
        self._open()

    def __enter__(self) -> Sandbox:
        """Return the sandbox, which is starting already."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the sandbox."""
        self.close()

    def close(self) -> None:
        """End what was started; a later job starts it again.

        In a fork, what the parent process started is only forgotten.
        """
        if self._backend and self._pid == os.getpid():
            self._backend.close()
        self._backend, self._pid = None, os.getpid()

    @property
    def level(self) -> str:
        """The level in force; waits until it has been tested."""
        self._settle()
        return self._levels[0]

    @property
    def fallback(self) -> str:
        """A sentence on why the level is weaker than the first choice; empty where it is the first
        choice.
        """
        level = self.level
        return f"isolation is only at level {level}: {'; '.join(self._lost)}" if self._lost else ""

    def prepare(self, job: Job) -> None:
        """Send a job's kata to the server, which loads it as soon as it is ready, and do not wait
        for that.

        Starts another server for a kata that needs more packages. Raises PackError for a kata that
        cannot be read.
        """
        if not self._packages.issuperset(job.kata.packages):
            self._packages = self._packages.union(job.kata.packages)
            self._open()
        self._get_backend().prepare(job)

    def run(self, job: Job) -> Run:
        """Run a job to its end; raises PackError or EngineError when something other than the
        attempt failed.
        """
        [(_, run)] = self.run_many([job], 1)
        if run.fault:
            raise EngineError(run.fault)
        return run

    def run_many(
        self, jobs: Iterable[Job], in_flight: int | None = None
    ) -> Iterator[tuple[Job, Run]]:
        """Run jobs, `in_flight` at a time, and yield each when it has ended; a fault of ours is
        recorded in its run.

        Without `in_flight`, as many run as keep the processors busy.
        """
        from kata_runner.engine.supervisor import supervise

        in_flight = in_flight or default_in_flight()
        for job, run in supervise(jobs, self._start, in_flight, self.remark):
            run.level, run.layers = self.level, LEVELS[self.level].outer + run.layers
            yield job, run

    def _start(self, job: Job) -> AttemptProcess:
        """Start a process for a job; a server that died is restarted once."""
        try:
            return self._start_once(job)
        except EngineError:  # the supervisor retries what the dead server was running
            self._open()
            return self._start_once(job)

    def _start_once(self, job: Job) -> AttemptProcess:
        """Start a process for a job after its kata has been sent to the backend."""
        self.prepare(job)
        prepared = self._backend
        self._settle()
        if self._backend is not prepared:
            return self._start_once(job)  # it fell back to a level where nothing is prepared yet
        return self._get_backend().start()

    def _get_backend(self) -> Backend:
        """Return the backend; a closed sandbox is opened again, and so is one in a fork of the
        process that opened it: two processes cannot share a server.
        """
        if self._pid != os.getpid():
            self.close()
        if self._backend is None:
            self._open()
        assert self._backend is not None
        return self._backend

    def _open(self) -> None:
        """Start the backend of the first remaining level, and close the previous backend."""
        self.close()
        self._settled = False
        level = LEVELS[self._levels[0]]
        try:
            self._backend = level.start(level, self._packages, self._many)
        except EngineError as error:
            self._next_level(str(error))
        except OSError as error:
            self._next_level(f"no isolation at level {level.name}: {error.strerror}")

    def _settle(self) -> None:
        """Wait for the backend, and fall back a level as long as its layers do not hold."""
        while not self._settled:
            try:
                self._get_backend().wait()
                self._settled = True
            except EngineError as error:
                self._next_level(str(error))

    def _next_level(self, why: str) -> None:
        """Fall back one level; raises IsolationUnavailableError if none is left."""
        if len(self._levels) == 1:
            raise IsolationUnavailableError(f"{why}: `kata doctor` shows what this machine can do")
        self._levels.pop(0)
        self._lost.append(why)
        self._open()
