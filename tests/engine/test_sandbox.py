"""The best level that holds is taken, and never one below what was demanded."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from kata_runner.engine import levels, sandbox
from kata_runner.engine.job import Job
from kata_runner.engine.levels import LEVELS, Backend
from kata_runner.engine.sandbox import Sandbox
from kata_runner.errors import EngineError, IsolationUnavailableError
from kata_runner.model import Attempt, Kata

KATA = Kata("0.1", "a", "A", "", "", "here", Path(), Path())
MISSING = "no isolation at level full: No such file or directory"
WEAK = "no isolation at level {}: landlock does not hold here"
JOB = Job(KATA, Attempt(Path("a.py"), b"", ""))


class Walls:
    """A backend that starts or holds, or does not."""

    def __init__(self, level: str, packages: frozenset[str], holds: bool) -> None:
        self.level, self.packages, self.holds = level, packages, holds
        self.prepared: list[Job] = []
        self.is_closed = False

    def prepare(self, job: Job) -> None:
        self.prepared.append(job)

    def wait(self) -> None:
        if not self.holds:
            raise EngineError(WEAK.format(self.level))

    def close(self) -> None:
        self.is_closed = True


Machine = Callable[..., list[Walls]]


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[Machine]:
    """Makes a machine on which some levels do not start and some do not hold; the backends that
    are started.
    """

    def make(missing: str = "", weak: str = "") -> list[Walls]:
        started: list[Walls] = []

        def start(level: levels.Level, packages: Collection[str], many: bool) -> Backend:
            if level.name in missing.split(","):
                raise OSError(2, "No such file or directory")
            started.append(
                Walls(level.name, frozenset(packages), level.name not in weak.split(","))
            )
            return cast("Backend", started[-1])

        changed = {
            name: level._replace(start=start, needs_linux=False) for name, level in LEVELS.items()
        }
        monkeypatch.setattr(sandbox, "LEVELS", changed)
        monkeypatch.setattr(levels, "LEVELS", changed)
        return started

    yield make


@pytest.mark.parametrize(
    ("missing", "weak", "level", "why"),
    [
        ("", "", "full", ""),
        ("full", "", "kernel", f"isolation is only at level kernel: {MISSING}"),
        ("", "full", "kernel", f"isolation is only at level kernel: {WEAK.format('full')}"),
        ("full", "kernel", "process",
         f"isolation is only at level process: {MISSING}; {WEAK.format('kernel')}"),
    ],
    ids=["all", "not there", "does not hold", "both"],
)  # fmt: skip
def test_the_best_level_that_holds_is_taken_and_the_others_told(
    machine: Machine, missing: str, weak: str, level: str, why: str
) -> None:
    started = machine(missing, weak)
    with Sandbox() as box:
        assert (box.level, box.fallback) == (level, why)
    assert all(walls.is_closed for walls in started)


@pytest.mark.parametrize(
    ("demanded", "missing", "weak"),
    [("full", "full", ""), ("full", "", "full"), ("full,kernel", "full", "kernel")],
)
def test_nothing_below_what_was_demanded_is_taken(
    machine: Machine, demanded: str, missing: str, weak: str
) -> None:
    started = machine(missing, weak)
    with pytest.raises(IsolationUnavailableError, match="`kata doctor` shows"):
        _ = Sandbox(demanded).level
    assert "process" not in [walls.level for walls in started]


def test_the_first_of_a_demand_that_can_be_had_is_taken(machine: Machine) -> None:
    machine(missing="kernel")
    with Sandbox("kernel,process,full") as box:
        assert box.level == "process"


def test_a_kata_is_prepared_without_waiting_and_its_packages_are_made_visible(
    machine: Machine,
) -> None:
    started = machine(weak="full,kernel,process")  # whoever waits for one of these fails
    with Sandbox("full") as box:
        box.prepare(JOB)
        assert started[-1].prepared == [JOB]
        box.prepare(replace(JOB, kata=replace(KATA, packages=("scipy",))))
        assert len(started) == 2 and started[0].is_closed
        assert started[1].packages == {"numpy", "scipy"}
        box.prepare(JOB)
        assert len(started) == 2


def test_a_sandbox_that_was_closed_opens_again(machine: Machine) -> None:
    started = machine()
    box = Sandbox()
    box.close()
    box.prepare(JOB)
    box.close()
    assert [walls.is_closed for walls in started] == [True, True]
