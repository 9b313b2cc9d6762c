"""What goes to the attempt's process, and what is known when it has ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kata_runner.authoring import Declaration
from kata_runner.model import Attempt, Kata, Limits, Status
from kata_runner.table import Table

if TYPE_CHECKING:
    from kata_runner.engine.inside.messages import ResourceUsage

MIN_ALLOWANCE = 0.05  # seconds: less than this is nothing on a busy machine


@dataclass(frozen=True, eq=False)
class Job:
    """An attempt to run: `which` experiments is ``"graded"``, ``"shown"``, ``"all"`` or a list of
    names.

    With `declare` the run says what the author declared of each experiment, and not only its name,
    and what it cost.
    `stopped` names functions that had to be stopped, each with the seconds that are left for it;
    with it, even empty, the process says which function it is in. `allowance` is the processor
    time, in seconds, that such a function gets in a later experiment: a few times what the
    reference needs. In a `hurried` job the kata's limits hold for every experiment, whatever its
    own are. One that is `watched` is the rest of a job that notes arguments. `settings` are values
    of controls that are not to have their default; nothing is graded with them.
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
    """Why there is no table: the status it amounts to, a sentence, the learner's own traceback and
    line.
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

    Attempts that give exactly the same share one.
    """

    function: str
    given: tuple[tuple[int, str], ...]
    changed: tuple[tuple[int, str], ...]


@dataclass(frozen=True, eq=False)
class Result:
    """What one experiment gave: a table or a problem, and the forms of what each call returned.

    `arguments` are those of the calls, where its kata asks for `unchanged_arguments`.
    Attempts that give exactly the same share one.
    """

    name: str
    table: Table | None
    problem: Problem | None
    calls: tuple[tuple[str, Any, int], ...] = ()
    arguments: tuple[CalledArguments, ...] = ()
    output: str = ""


@dataclass(frozen=True)
class Cost:
    """What a whole run took: the most memory at a time in MB, seconds of processor time; zero where
    nobody knows.
    """

    peak_mb: int = 0
    seconds: float = 0.0

    @classmethod
    def of(cls, usage: ResourceUsage) -> Cost:
        """Return what a process says of itself."""
        return cls(usage.peak_kb >> 10, usage.seconds)

    def __add__(self, other: Cost) -> Cost:
        """Of two processes, one after the other."""
        return Cost(max(self.peak_mb, other.peak_mb), self.seconds + other.seconds)


@dataclass
class Run:
    """What came of a job. `unloadable` says why no experiment could be tried, `fault` what failed
    on our side.

    `broken` is what failed in the kata's own experiments, in their line `broken_line`, 0 where none
    is known. `limits` are those of experiments that have some of their own.
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
