"""How many attempts at kata 6.3 are graded in a second, at level `full`, against other ways to grade them.

python tests/benchmarks/rate.py

All grade the same class and compare every table. The one without isolation is the same grader with nothing around an
attempt: what is measured against it is the price of the walls. Each is measured in a process of its own, in turns, and
by its best turn: what other programs take away is nobody's merit.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from time import perf_counter
from typing import Any

from classrooms import write_class  # type: ignore[import-not-found]  # a script's own folder is on its path
from rivals import Unisolated, by_pytest  # type: ignore[import-not-found]

from kata_runner.classroom.archive import Archives
from kata_runner.classroom.class_list import class_list
from kata_runner.classroom.collect import collect
from kata_runner.classroom.conditions import conditions_of
from kata_runner.classroom.executors import Demand
from kata_runner.classroom.few import Few
from kata_runner.classroom.local import Local
from kata_runner.classroom.places import Places
from kata_runner.classroom.room import Room
from kata_runner.classroom.store import Store
from kata_runner.packs.catalogue import Catalogue
from kata_runner.packs.plugins import load_plugins

TURNS = 5
A_SECOND = 100  # attempts, by ours on one core
BOUNDS = {"two cores": 1.7, "pytest": 25.0, "no isolation": 1.0}  # ours is so many times as fast
FIRST = 20  # attempts until everything is warm


def ours(paths: list[Path]) -> Iterator[bool]:
    """Grade as `kata grade` does."""
    with Local(Demand(isolation="full")) as executor:
        yield from graded(paths, executor)


def unisolated(paths: list[Path]) -> Iterator[bool]:
    """Grade likewise, the attempts in the grader's own process."""
    yield from graded(paths, Unisolated())


def graded(paths: list[Path], executor: Any) -> Iterator[bool]:
    """Find the class, run it, keep each verdict; whether each attempt passed."""
    catalogue = Catalogue(load_plugins())
    kata, plugins, folder = catalogue.find("6.3"), catalogue.plugins, paths[0].parent
    plugins.manager.unregister(name="progress")
    with closing(Archives()) as archives, Store(folder / "out") as store:
        found = class_list(collect([folder], kata, archives, folder / "out", Few()), None, Few(), Places())
        room = Room(kata, plugins, store, conditions_of(kata, 0, plugins), found)
        for status in room.grade(executor):
            yield status == "passed"


WAYS: dict[str, tuple[Callable[[list[Path]], Iterable[bool]], int, int]] = {  # the way, cores, attempts
    "ours, one core": (ours, 1, 300),
    "ours, two cores": (ours, 2, 600),
    "in one process, no isolation": (unisolated, 1, 200),
    "a pytest process each": (by_pytest, 1, 3),
}


def measure(name: str) -> float:
    """Attempts a second in this process."""
    way, cores, count = WAYS[name]
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])
    first = min(FIRST, count // 3)
    with tempfile.TemporaryDirectory() as folder:
        begin = 0.0
        for number, passed in enumerate(way(write_class(Path(folder) / "class", count + first)), 1):
            assert passed
            if number == first:
                begin = perf_counter()
        return count / (perf_counter() - begin)


def rates() -> dict[str, float]:
    """The best rate of each way."""
    best = dict.fromkeys(WAYS, 0.0)
    for _ in range(TURNS):
        for name in WAYS:
            done = subprocess.run([sys.executable, __file__, name], capture_output=True, encoding="utf-8", check=False)
            if done.returncode:
                sys.exit(f"{name}: {done.stderr}")
            best[name] = max(best[name], float(done.stdout))
    return best


def main() -> int:
    """Measure and print; 1 when a bound is broken."""
    if sys.argv[1:]:
        print(measure(sys.argv[1]))
        return 0
    best = rates()
    one, two, bare, tests = best.values()
    for name, rate in best.items():
        print(f"{name}: {rate:.1f} a second")
    broken = one < A_SECOND
    print(f"at least {A_SECOND} a second on one core: {'too slow' if broken else 'ok'}")
    ratios = {"two cores": two / one, "pytest": one / tests, "no isolation": two / bare}
    for name, bound in BOUNDS.items():
        broken |= ratios[name] < bound
        verdict = "too slow" if ratios[name] < bound else "ok"
        print(f"{name}: {ratios[name]:.2f} times, at least {bound:g}: {verdict}")
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
