"""The executor `local`: one sandbox on this machine, with more attempts on their way than there are processors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kata_runner.classroom.executors import Demand, refuse_too_little
from kata_runner.engine.in_flight import default_in_flight
from kata_runner.engine.job import Job, Run
from kata_runner.engine.sandbox import Sandbox


class Local:
    """Runs jobs in a sandbox."""

    def __init__(self, demand: Demand) -> None:
        """Start nothing yet."""
        self.demand = demand

    def __enter__(self) -> Local:
        """Start the sandbox; raises IsolationUnavailable when it has too few walls."""
        self.sandbox = Sandbox(isolation=self.demand.isolation, many=True)
        try:
            refuse_too_little(self.sandbox.level, self.demand.isolation, self.sandbox.fallback)
        except BaseException:
            self.sandbox.close()
            raise
        self.notice = self.sandbox.fallback
        return self

    def __exit__(self, *exception: object) -> None:
        """End the sandbox."""
        self.sandbox.close()

    def run_many(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Run]]:
        """Each job with its run, as they end."""
        return self.sandbox.run_many(jobs, self.demand.workers or default_in_flight())


EXECUTOR = Local
