"""Where a classroom runs: what an executor is, and how one is found by its name.

A whole plugin that adds one::

    @hookimpl
    def register_executors(register):
        register("elsewhere", lambda: Elsewhere)

where `Elsewhere` is an `Executor` that is made from a `Demand`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, Self

from kata_runner.engine.job import Job, Run
from kata_runner.engine.sandbox import levels_in
from kata_runner.errors import IsolationUnavailable, WrongUse
from kata_runner.packs.plugins import Plugins

WALLLESS = "process"
REFUSAL = (
    "only the level 'process' can be had, which does not keep strangers' code from reading and writing files: "
    "`kata doctor` says what is missing, `--isolation process` grades all the same"
)


@dataclass(frozen=True)
class Demand:
    """What was asked of an executor; nothing means as it sees fit."""

    workers: int | None = None
    scheduler: str = ""
    isolation: str | None = None


class Executor(Protocol):
    """Runs jobs somewhere; made from a `Demand`, and a context manager that holds what it needs for that."""

    def __enter__(self) -> Self:
        """Start; raises IsolationUnavailable, EngineFault or WrongUse when it cannot do what was demanded."""

    def __exit__(self, *exception: object) -> None:
        """End everything that was started."""

    def run_many(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Run]]:
        """Each job with its run, once, as they end; takes a job only when there is room for it to run.

        A fault of our own stands in the run; raises BrokenPack for a kata that does not load.
        """


def refuse_too_little(level: str, demanded: str | None, why: str = "") -> None:
    """Raise IsolationUnavailable where nothing but bounds would stand around strangers' code, and nobody said so."""
    if level == WALLLESS and WALLLESS not in levels_in(demanded or ""):
        raise IsolationUnavailable(f"{REFUSAL}: {why}" if why else REFUSAL)


def executor_named(name: str, plugins: Plugins) -> Callable[[Demand], Executor]:
    """The executor of that name; raises WrongUse with the ones there are. A pack that takes a taken name is blamed."""
    found = plugins.registered("register_executors", "an executor")
    if name not in found:
        raise WrongUse(f"no executor is called {name!r:.40}: there are {', '.join(sorted(found))}")
    pack, load = found[name]
    if pack.is_builtin:
        made: Callable[[Demand], Executor] = load()
        return made
    from kata_runner.classroom.executors.foreign_executor import ForeignExecutor

    return lambda demand: ForeignExecutor(pack, name, lambda: load()(demand))
