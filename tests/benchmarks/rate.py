"""How many attempts at kata 6.3 are graded in a second, at level `full`, against other ways to
grade them.

python tests/benchmarks/rate.py

All grade copies of the reference and compare every table: what other attempts take longer is their
own, and is shown for a class that is written in five ways. The one without isolation is the same
grader with nothing around an attempt, so what is measured against it is the price of the walls. The
floor is a fork that runs an attempt and nothing else.

Each way waits in a process of its own and grades a small class at each turn, so that a busy moment
hits all of them. Ratios are medians over the turns; rates are of the best one: what other programs
take away is nobody's merit.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from classrooms import REFERENCE, VARIED, write_class  # type: ignore[import-not-found]  # beside this script
from rivals import Forks, Unisolated, by_pytest  # type: ignore[import-not-found]

from kata_runner.classroom.executors.executor import ExecutorOptions
from kata_runner.classroom.executors.local import Local
from kata_runner.classroom.fingerprint import take_fingerprint
from kata_runner.classroom.results.store import Store
from kata_runner.classroom.roster.enrollment import enroll
from kata_runner.classroom.run import GradingRun
from kata_runner.classroom.submissions.archive import Archives
from kata_runner.classroom.submissions.collect import collect
from kata_runner.classroom.submissions.kata_files import KataFiles
from kata_runner.packs.catalogue import Catalogue
from kata_runner.packs.plugins import load_plugins

TURNS = 15
A_SECOND = 100  # attempts, by ours on one core

Grade = Callable[[list[Path]], Iterable[bool]]


class Grader:
    """Grades as `kata grade` does, with whatever runs the attempts."""

    def __init__(self, executor: Any) -> None:
        """Find the kata."""
        catalogue = Catalogue(load_plugins())
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
            run = GradingRun(self.kata, self.plugins, store, fingerprint, enrollment)
            for status in run.grade(self.executor):
                yield status == "passed"


def ours(stack: ExitStack) -> Grade:
    """The sandbox."""
    return Grader(stack.enter_context(Local(ExecutorOptions(isolation="full"))))


def unisolated(_: ExitStack) -> Grade:
    """The attempts in the grader's own process."""
    return Grader(Unisolated())


@dataclass(frozen=True)
class Way:
    """One way to grade, and how much of it a turn measures."""

    make: Callable[[ExitStack], Grade]
    attempts: int
    cores: int = 1
    written: Sequence[Path] = tuple(REFERENCE)


WAYS = {
    "one core": Way(ours, 60),
    "two cores": Way(ours, 120, cores=2),
    "no isolation": Way(unisolated, 60),
    "pytest": Way(lambda _: by_pytest, 2),
    "the floor": Way(lambda _: Forks(), 60),
    "one core, written in five ways": Way(ours, 60, written=tuple(VARIED)),
}
# the first's rate over the second's, and how much it must be: nothing where it is only shown
RATIOS = [
    ("two cores", "one core", 1.7),
    ("one core", "pytest", 25.0),
    ("two cores", "no isolation", 0.0),
    ("one core", "the floor", 0.83),
]


def serve(way: Way) -> None:
    """Grade a class at each line that comes, and say how many attempts a second that were."""
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: way.cores])
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        paths, grade = (
            write_class(Path(folder) / "class", way.attempts, way.written),
            way.make(stack),
        )
        for _ in sys.stdin:
            begin = perf_counter()
            assert all(list(grade(paths)))
            print(way.attempts / (perf_counter() - begin), flush=True)


def turns() -> Iterator[dict[str, float]]:
    """The rate of each way, turn by turn; those of the first, when nothing is warm, are left
    out.
    """
    with ExitStack() as stack:
        processes = {
            name: stack.enter_context(
                subprocess.Popen(
                    [sys.executable, __file__, name],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    encoding="utf-8",
                )
            )
            for name in WAYS
        }
        for turn in range(TURNS + 1):
            rates = {name: rate(process) for name, process in processes.items()}
            if turn:
                yield rates


def rate(process: subprocess.Popen[str]) -> float:
    """The rate of one turn of one way."""
    assert process.stdin
    assert process.stdout
    print(file=process.stdin, flush=True)
    return float(
        process.stdout.readline() or sys.exit("one of the ways failed: what it said is above")
    )


def main() -> int:
    """Measure and print; 1 when a bound is broken."""
    if sys.argv[1:]:
        serve(WAYS[sys.argv[1]])
        return 0
    measured = list(turns())
    best = {name: max(rates[name] for rates in measured) for name in WAYS}
    for name in WAYS:
        middle = median(rates[name] for rates in measured)
        print(f"{name}: {best[name]:.1f} a second at best, {middle:.1f} in the middle")
    broken = best["one core"] < A_SECOND
    print(f"one core: at least {A_SECOND} a second: {'too slow' if broken else 'ok'}")
    for name, base, bound in RATIOS:
        ratios = sorted(rates[name] / rates[base] for rates in measured)
        broken |= median(ratios) < bound
        verdict = (
            f", at least {bound:g}: {'too slow' if median(ratios) < bound else 'ok'}"
            if bound
            else ""
        )
        print(
            f"{name} over {base}: {median(ratios):.2f} ({ratios[0]:.2f} to "
            f"{ratios[-1]:.2f}){verdict}"
        )
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
