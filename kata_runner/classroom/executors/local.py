"""The executor `local`: one sandbox on this machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Self

from kata_runner.classroom.executors.executor import ExecutorOptions, require_isolation
from kata_runner.engine.in_flight import default_in_flight
from kata_runner.engine.job import Job, Run
from kata_runner.engine.sandbox import Sandbox


class Local:
    """Runs jobs in a sandbox."""

    def __init__(self, options: ExecutorOptions) -> None:
        self.options = options

    def __enter__(self) -> Self:
        """Start the sandbox; raises IsolationUnavailableError if it is unsafe and not demanded."""
        self.sandbox = Sandbox(isolation=self.options.isolation, many=True)
        try:
            fallback = self.sandbox.fallback
            require_isolation(self.sandbox.level, self.options.isolation, fallback)
        except BaseException:
            self.sandbox.close()
            raise
        self.notice = fallback
        return self

    def __exit__(self, *exception: object) -> None:
        self.sandbox.close()

    def run_many(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Run]]:
        """Yield each job with its run, when it ends."""
        return self.sandbox.run_many(jobs, self.options.workers or default_in_flight())
