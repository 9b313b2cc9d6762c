"""The interface of an executor, and the lookup of an executor by its name.

A complete plugin that adds an executor::

    @hookimpl
    def register_executors(register):
        register("elsewhere", lambda: Elsewhere)

where `Elsewhere` is a class that implements `Executor`; it is constructed from `ExecutorOptions`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol, Self

from kata_runner.engine.job import Job, Run
from kata_runner.engine.levels import split_levels
from kata_runner.errors import IsolationUnavailableError, PackError, UsageError
from kata_runner.packs.pack import Pack
from kata_runner.packs.plugin_manager import Plugins

UNSAFE_LEVEL = "process"
UNSAFE_MESSAGE = (
    "only the level 'process' is available, which does not keep strangers' code from reading and "
    "writing files: `kata doctor` says what is missing, `--isolation process` grades all the same"
)


@dataclass(frozen=True)
class ExecutorOptions:
    """The command line's options for an executor; None where the executor decides."""

    workers: int | None = None
    scheduler: str = ""
    isolation: str | None = None


Demand = ExecutorOptions  # deprecated alias, until the next release


class Executor(Protocol):
    """A context manager that runs jobs somewhere; constructed from `ExecutorOptions`."""

    def __enter__(self) -> Self:
        """Start; raises IsolationUnavailableError, EngineError or UsageError when that cannot be
        done.
        """

    def __exit__(self, *exception: object) -> None:
        """Stop everything that was started."""

    def run_many(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Run]]:
        """Yield each job once, with its run, when it ends; take a job only when it can run.

        An error of the engine is the run's `fault`; raises PackError for a kata that does not load.
        """


class ForeignExecutor:
    """Runs jobs in an executor of a pack; raises PackError for any error in the pack's code."""

    def __init__(
        self, pack: Pack, name: str, load: Callable[[], Any], options: ExecutorOptions
    ) -> None:
        self.pack, self.activity = pack, f"executor {name!r}"
        with pack.attribute_errors(self.activity):
            self.executor = load()(options)
        if not hasattr(self.executor, "__enter__"):
            raise self.refuse("a context manager", self.executor)

    def refuse(self, expected: str, actual: object) -> PackError:
        """Return the error for something that the pack's executor should not have returned."""
        return PackError(
            f"{self.pack.label}: {self.activity}: expected {expected}, got {actual!r:.40}"
        )

    def __enter__(self) -> Self:
        with self.pack.attribute_errors(self.activity):
            self.entered = self.executor.__enter__()
        return self

    def __exit__(self, *exception: object) -> None:
        with self.pack.attribute_errors(self.activity):
            self.executor.__exit__(*exception)

    def run_many(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Run]]:
        """Yield each job with its run, when it ends."""
        with self.pack.attribute_errors(self.activity):
            runs = self.entered.run_many(jobs)
            if not isinstance(runs, Iterable):
                raise self.refuse("an iterator of jobs and runs", runs)
            for ended in runs:
                match ended:
                    case (Job(), Run()):
                        yield ended
                    case _:
                        raise self.refuse("a job with its run", ended)


def require_isolation(level: str, demanded: str | None, why: str = "") -> None:
    """Raise IsolationUnavailableError at the unsafe level, unless it was demanded by name."""
    if level == UNSAFE_LEVEL and UNSAFE_LEVEL not in split_levels(demanded or ""):
        raise IsolationUnavailableError(f"{UNSAFE_MESSAGE}: {why}" if why else UNSAFE_MESSAGE)


def get_executor(name: str, plugins: Plugins) -> Callable[[ExecutorOptions], Executor]:
    """Return the factory of an executor by name; raises UsageError that lists the known names."""
    executors = plugins.collect_registrations("register_executors", "an executor")
    if name not in executors:
        raise UsageError(
            f"no executor is called {name!r:.40}: there are {', '.join(sorted(executors))}"
        )
    pack, load = executors[name]
    if pack.is_builtin:
        make: Callable[[ExecutorOptions], Executor] = load()
        return make
    return partial(ForeignExecutor, pack, name, load)
