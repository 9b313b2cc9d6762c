"""How many attempts at kata 6.3 are graded in a second, at level `full`, against other ways to
grade them.

python tests/benchmarks/rate.py

All grade copies of the reference and compare every table: what other attempts take longer is their
own, and is shown for a class that is written in five ways. The one without isolation is the same
grader with nothing around an attempt, so what is measured against it is the price of the walls. The
floor is a fork that runs an attempt and nothing else. Ours, and the floor, grade a class of 120
files: to begin, before the first attempt runs, takes as long as three attempts.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from itertools import count
from pathlib import Path
from typing import Any

from classrooms import VARIED  # type: ignore[import-not-found]  # beside this script
from ratios import ROOM, ROUNDS  # type: ignore[import-not-found]
from rivals import Forks, Unisolated, by_pytest  # type: ignore[import-not-found]
from ways import Grade, Way, measure_turns, report_rates, report_ratios, serve  # type: ignore[import-not-found]

from kata_runner.api import Grader
from kata_runner.classroom.executors.executor import ExecutorOptions
from kata_runner.classroom.executors.local import Local
from kata_runner.classroom.fingerprint import take_fingerprint
from kata_runner.classroom.results.store import Store
from kata_runner.classroom.roster.enrollment import enroll
from kata_runner.classroom.run import GradingRun
from kata_runner.classroom.submissions.archives import Archives
from kata_runner.classroom.submissions.collect import collect
from kata_runner.classroom.submissions.kata_files import KataFiles
from kata_runner.packs.catalogue import Catalogue
from kata_runner.packs.plugin_manager import load_plugins

A_SECOND = 100  # attempts, by ours on one core


class ClassGrader:
    """Grades as `kata grade` does, with whatever runs the attempts."""

    def __init__(self, executor: Any) -> None:
        """Find the kata."""
        catalogue = Catalogue(load_plugins())
        self.grader = Grader(catalogue=catalogue)
        self.kata, self.plugins, self.executor = catalogue.find("6.3"), catalogue.plugins, executor
        self.numbers = count()

    def __call__(self, paths: list[Path]) -> Iterator[bool]:
        """Find the class, run it, keep each verdict; whether each attempt passed."""
        folder = paths[0].parent
        out = folder.with_name(f"out{next(self.numbers)}")
        with closing(Archives()) as archives, Store(out) as store:
            files = KataFiles(self.kata)
            notes: list[str] = []
            submissions = collect([folder], files, archives, out, notes)
            enrollment = enroll(submissions, None, files.is_starter, notes)
            fingerprint = take_fingerprint(self.kata, 0, self.plugins)
            run = GradingRun(self.grader, self.kata, store, fingerprint, enrollment)
            for status in run.grade(self.executor):
                yield status == "passed"


def ours(stack: ExitStack) -> Grade:
    """The sandbox."""
    return ClassGrader(stack.enter_context(Local(ExecutorOptions(isolation="full"))))


def unisolated(_: ExitStack) -> Grade:
    """The attempts in the grader's own process."""
    return ClassGrader(Unisolated())


WAYS = {
    "one core": Way(ours, 120),
    "the floor": Way(lambda _: Forks(), 120),
    "two cores": Way(ours, 120, cores=2),
    "no isolation": Way(unisolated, 60),
    "pytest": Way(lambda _: by_pytest, 2),
    "one core, written in five ways": Way(ours, 60, written=tuple(VARIED)),
}
RATIOS = [
    ("two cores", "one core", 1.7),
    ("one core", "pytest", 25.0),
    ("two cores", "no isolation", 0.0),
    ("one core", "the floor", 0.8),
]
# `.ci/run` names the two that its budget is of: `KATA_BENCHMARK_WAYS="one core,the floor"`.
NAMED = set(filter(None, os.environ.get("KATA_BENCHMARK_WAYS", "").split(",")))


def main() -> int:
    """Measure and print; 1 when a bound is broken."""
    if sys.argv[1:]:
        serve(WAYS[sys.argv[1]])
        return 0
    ways = {name: way for name, way in WAYS.items() if not NAMED or name in NAMED}
    measured = list(measure_turns(__file__, ways, ROUNDS))
    best, is_broken = report_rates(measured), False
    if not NAMED:  # a rate depends on the machine: for a quiet one only
        is_broken = best["one core"] < A_SECOND
        print(f"one core: at least {A_SECOND} a second: {'too slow' if is_broken else 'ok'}")
    bounds = [
        (name, base, budget / ROOM) for name, base, budget in RATIOS if {name, base} <= ways.keys()
    ]
    return int(report_ratios(measured, bounds) or is_broken)


if __name__ == "__main__":
    sys.exit(main())
