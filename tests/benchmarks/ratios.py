"""Measuring commands against each other: in turns, so that a busy moment hits all of them, and by
their medians.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Collection, Mapping, Sequence
from statistics import median
from time import perf_counter

# `.ci/run` measures fewer rounds, and leaves room for what else its machine does.
ROUNDS = int(os.environ.get("KATA_BENCHMARK_ROUNDS", "15"))
ROOM = float(os.environ.get("KATA_BENCHMARK_ROOM", "1"))


def seconds(command: Sequence[str], environment: Mapping[str, str], expected: int) -> float:
    """How long a command takes, from its start to its end."""
    begin = perf_counter()
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    taken = perf_counter() - begin
    if done.returncode != expected:
        sys.exit(
            f"{' '.join(command)} ended with "
            f"{done.returncode}:\n{done.stderr.decode(errors='replace')}"
        )
    return taken


def medians(
    commands: Mapping[str, Sequence[str]],
    environment: Mapping[str, str],
    rounds: int = ROUNDS,
    failing: Collection[str] = (),
) -> dict[str, float]:
    """The median time of each command; one round before the first fills the caches.

    Those that are named in `failing` must end with 1, all others with 0.
    """
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            time = seconds(command, environment, int(name in failing))
            if turn:
                taken[name].append(time)
    return {name: median(times) for name, times in taken.items()}


def report(times: Mapping[str, float], base: str, bounds: Mapping[str, float]) -> int:
    """Print each time as a multiple of the base's; 1 when one is above its bound."""
    print(f"{base}: {1000 * times[base]:.0f} ms")
    above = 0
    for name, budget in bounds.items():
        bound = budget * ROOM
        ratio = times[name] / times[base]
        above += ratio > bound
        verdict = "too slow" if ratio > bound else "ok"
        print(
            f"{name}: {1000 * times[name]:.0f} ms, {ratio:.2f} times that, at most {bound:g}: "
            f"{verdict}"
        )
    return 1 if above else 0
