"""Jobs, which are sent to an attempt's process, and runs, which come back from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kata_runner.authoring import Declaration
from kata_runner.model import Attempt, Kata, Limits, Status
from kata_runner.table import Table

if TYPE_CHECKING:
    from kata_runner.engine.inside.messages import ResourceUsage

MIN_ALLOWANCE = 0.05  # seconds: a busy machine needs at least this


@dataclass(frozen=True, eq=False)
class Job:
    """An attempt to run, with the experiments, the seed and the limits.

    which      the experiments: ``"graded"``, ``"shown"``, ``"all"`` or a list of names
    declare    return what the author declared of each experiment, not only its name, and the cost
    stopped    functions that had to be stopped, each with the seconds that are left for it; with
               it, even empty, the process reports which function it calls
    allowance  seconds of processor time that such a function gets in a later experiment: a few
               times what the reference needs
    hurried    apply the kata's limits to every experiment, even to one that has its own
    watched    this is the rest of a job that records arguments
    settings   values of controls that differ from their defaults; nothing is graded with them
    """

    kata: Kata
    attempt: Attempt
    which: str | Sequence[str] = "graded"
    seed: int = 0
    declare: bool = False
    stopped: Mapping[str, float] | None = None
    allowance: float = MIN_ALLOWANCE
    hurried: bool = False
    watched: bool = False
    settings: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Problem:
    """Reason why there is no table: a status, a sentence, and the traceback and line in the
    learner's own code.
    """

    status: Status
    kind: str
    text: str
    traceback: str = ""
    line: int = 0


@dataclass(frozen=True, eq=False)
class CalledArguments:
    """The arguments with which a function was called in one experiment, by position and name, and
    those it changed.

    Attempts with exactly the same calls share one instance.
    """

    function: str
    given: tuple[tuple[int, str], ...]
    changed: tuple[tuple[int, str], ...]


@dataclass(frozen=True, eq=False)
class Result:
    """What one experiment returned: a table or a problem, and the form of the result of each call.

    `arguments` are those of the calls, if the kata has `unchanged_arguments`. Attempts with exactly
    the same result share one instance. `idle` are the called functions whose bodies do nothing.
    """

    name: str
    table: Table | None
    problem: Problem | None
    calls: tuple[tuple[str, Any, int], ...] = ()
    arguments: tuple[CalledArguments, ...] = ()
    idle: tuple[str, ...] = ()
    output: str = ""


@dataclass(frozen=True)
class Cost:
    """Cost of a whole run: peak memory in MB and seconds of processor time; zero where unknown."""

    peak_mb: int = 0
    seconds: float = 0.0

    @classmethod
    def of(cls, usage: ResourceUsage) -> Cost:
        """Return the cost that a process reports of itself: reliable only for the reference."""
        return cls(usage.peak_kb >> 10, usage.seconds)

    def __add__(self, other: Cost) -> Cost:
        """Return the cost of two processes that ran one after the other."""
        return Cost(max(self.peak_mb, other.peak_mb), self.seconds + other.seconds)


@dataclass
class Run:
    """What came back from a job: results, output and cost.

    unloadable  why the attempt does not load, so that no experiment could be tried
    fault       what failed on our side
    broken      what failed in the kata's own experiments, in line `broken_line`, 0 if unknown
    limits      the limits of the experiments that have their own
    """

    names: list[str] = field(default_factory=list)
    declarations: list[Declaration] = field(default_factory=list)
    results: dict[str, Result] = field(default_factory=dict)
    unloadable: Problem | None = None
    broken: str = ""
    broken_line: int = 0
    fault: str = ""
    level: str = ""
    layers: tuple[str, ...] = ()
    output: str = ""
    seconds: float = 0.0
    cost: Cost = Cost()
    limits: dict[str, Limits] = field(default_factory=dict)

    @property
    def missing(self) -> list[str]:
        """The experiments that have no result yet, in their order."""
        return [name for name in self.names if name not in self.results]
