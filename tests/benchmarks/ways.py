"""Ways to grade a class, each in a process of its own, measured in turns.

Each way waits and grades a small class at each turn, so that a busy moment hits all of them. Ratios
are medians over the turns; rates are of the best one: what other programs take away is nobody's
merit.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from classrooms import REFERENCE, write_class  # type: ignore[import-not-found]  # beside this script

Grade = Callable[[list[Path]], Iterable[bool]]


@dataclass(frozen=True)
class Way:
    """One way to grade, and how much of it a turn measures."""

    make: Callable[[ExitStack], Grade]
    attempts: int
    cores: int = 1
    written: Sequence[Path] = tuple(REFERENCE)


# the first's rate over the second's, and how much it must be: nothing where it is only shown
Ratio = tuple[str, str, float]


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


def measure_turns(script: str, ways: Mapping[str, Way], turns: int) -> Iterator[dict[str, float]]:
    """The rate of each way, turn by turn; those of the first, when nothing is warm, are left
    out.
    """
    with ExitStack() as stack:
        processes = {
            name: stack.enter_context(
                subprocess.Popen(
                    [sys.executable, script, name],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    encoding="utf-8",
                )
            )
            for name in ways
        }
        for turn in range(turns + 1):
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


def report_rates(measured: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Print the rates of each way, and return the best of each."""
    best = {name: max(rates[name] for rates in measured) for name in measured[0]}
    for name, rate_at_best in best.items():
        middle = median(rates[name] for rates in measured)
        print(f"{name}: {rate_at_best:.1f} a second at best, {middle:.1f} in the middle")
    return best


def report_ratios(measured: Sequence[Mapping[str, float]], bounds: Sequence[Ratio]) -> bool:
    """Print ratios of rates; whether one is below its bound."""
    is_broken = False
    for name, base, bound in bounds:
        ratios = sorted(rates[name] / rates[base] for rates in measured)
        is_below = median(ratios) < bound
        is_broken |= is_below
        verdict = f", at least {bound:g}: {'too slow' if is_below else 'ok'}" if bound else ""
        print(
            f"{name} over {base}: {median(ratios):.2f} ({ratios[0]:.2f} to "
            f"{ratios[-1]:.2f}){verdict}"
        )
    return is_broken
