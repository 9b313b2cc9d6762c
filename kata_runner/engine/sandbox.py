"""The engine's door: run a job in the best isolation this machine has.

Importing this is cheap on purpose: a command makes its sandbox first and imports what else it needs
while Python and numpy load in there.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from kata_runner.errors import EngineError, IsolationUnavailableError

TYPE_CHECKING = False  # what `typing` has under this name, without the time it takes to import
if TYPE_CHECKING:
    from collections.abc import Callable

    from kata_runner.engine.forkserver import WarmServer
    from kata_runner.engine.job import Job, Run
    from kata_runner.engine.protocol import Child
    from kata_runner.engine.subprocess_backend import ProcessChild

LEVELS = ("full", "kernel", "process")


class Sandbox:
    """Runs jobs at one level of isolation: the best there is, or of those that are demanded;
    started at once.

    `remark`, where it is set, is told what is still running after a second.
    """

    def __init__(self, isolation: str | None = None, many: bool = False) -> None:
        """Start; `isolation` is a level, or several with commas between, the first that can be had
        is taken.

        With `many` what most attempts need is loaded before the first of them is run.
        Raises IsolationUnavailableError when none of them can be had.
        """
        self.demanded, self._many = isolation, many
        self.remark: Callable[[str], object] = lambda _: None
        self._levels = list(possible_levels()) if isolation is None else levels_in(isolation)
        self._server: WarmServer | None = None
        self._ready: list[ProcessChild] = []
        self._settled = False
        self._lost: list[str] = []
        self._packages = frozenset({"numpy"})
        self._open()

    def __enter__(self) -> Sandbox:
        """Nothing to do: it is starting already."""
        return self

    def __exit__(self, *_: object) -> None:
        """End what was started."""
        self.close()

    def close(self) -> None:
        """End what was started."""
        if self._server:
            self._server.close()
            self._server = None
        while self._ready:
            self._ready.pop().end()

    @property
    def level(self) -> str:
        """The level that holds, once it has been tried."""
        self._settle()
        return self._levels[0]

    @property
    def fallback(self) -> str:
        """Why a weaker level holds than the first that was wanted, in a sentence; nothing where
        that one holds.
        """
        level = self.level
        return f"isolation is only at level {level}: {'; '.join(self._lost)}" if self._lost else ""

    def prepare(self, job: Job) -> None:
        """Have a server that is loading take up a job's kata as soon as it is ready, and do not
        wait for it.

        Raises PackError for a kata that cannot be read.
        """
        if not self._packages.issuperset(job.kata.packages):
            self._packages = self._packages.union(job.kata.packages)
            self._open()
        if self._server:
            self._server.prepare(job)

    def run(self, job: Job) -> Run:
        """Run a job to its end; raises PackError or EngineError when something other than the
        attempt failed.
        """
        [(_, run)] = self.run_many([job], 1)
        if run.fault:
            raise EngineError(run.fault)
        return run

    def run_many(self, jobs: Iterable[Job], in_flight: int = 3) -> Iterator[tuple[Job, Run]]:
        """Run jobs, so many at a time, and yield each when it has ended; a fault of ours stands in
        its run.
        """
        from kata_runner.engine.supervisor import follow

        for job, run in follow(jobs, self._start, in_flight, self.remark):
            outer = ("bubblewrap",) if self.level == "full" else ()
            run.level, run.layers = self.level, outer + run.layers
            yield job, run

    def _start(self, job: Job) -> Child:
        """A process for a job."""
        try:
            return self._child(job)
        except (
            EngineError
        ):  # the server died: everything in it is lost and tried again by those who wait for it
            if not self._server:
                raise
            self._open()
            return self._child(job)

    def _child(self, job: Job) -> Child:
        """A process in what is open, which has the kata's experiments loaded already where that is
        possible.
        """
        self.prepare(job)
        prepared = self._server
        self._settle()
        if self._server is not prepared:
            return self._child(job)  # a level down, where nothing is prepared yet
        if prepared:
            return prepared.fork()
        if self._ready:
            return self._ready.pop()
        from kata_runner.engine.subprocess_backend import ProcessChild

        return ProcessChild(self._packages)

    def _open(self) -> None:
        """Start what the first of the remaining levels needs, in place of what there is."""
        self.close()
        self._settled = False
        if self._levels[0] == "process":
            from kata_runner.engine.subprocess_backend import ProcessChild

            self._ready.append(ProcessChild(self._packages))
            return
        from kata_runner.engine.forkserver import WarmServer

        try:
            self._server = WarmServer(self._levels[0], self._packages, self._many)
        except EngineError as error:
            self._next_level(str(error))
        except OSError as error:
            self._next_level(f"no isolation at level {self._levels[0]}: {error.strerror}")

    def _settle(self) -> None:
        """Wait for the server and go down a level as long as its walls do not hold."""
        while not self._settled:
            try:
                if self._server:
                    self._server.wait()
                self._settled = True
            except EngineError as fault:
                self._next_level(str(fault))

    def _next_level(self, why: str) -> None:
        """Go down a level; raises IsolationUnavailableError rather than below what was demanded."""
        if len(self._levels) == 1:
            raise IsolationUnavailableError(f"{why}: `kata doctor` shows what this machine can do")
        self._levels.pop(0)
        self._lost.append(f"{why}")
        self._open()


def levels_in(isolation: str) -> list[str]:
    """The levels of a demand such as ``full,kernel``, the first choice first."""
    return isolation.split(",")


def find_unknown_level(isolation: str | None) -> str | None:
    """Return the first word of a demand that is no level; None where all are, or nothing is
    demanded.
    """
    demanded = [] if isolation is None else levels_in(isolation)
    return next((level for level in demanded if level not in LEVELS), None)


def possible_levels() -> Iterator[str]:
    """The levels that are worth a try here, the best first."""
    if sys.platform == "linux":
        yield "full"
        yield "kernel"
    yield "process"
