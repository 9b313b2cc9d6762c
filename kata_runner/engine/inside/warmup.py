"""Warm-up before the forks: load what most attempts need, so that they share the time and memory.

A toy attempt is run through toy experiments too: Python specializes functions for the types that
they work on, and forks inherit that. It saves 3 to 4 % of the time of each attempt: without it
`tests/benchmarks/rate.py` shows 0.78 of the floor instead of 0.81. Nothing that the toys set in the
process affects an attempt: its own process sets what the attempt relies on.
"""

from __future__ import annotations

import gc
import os
import signal
import struct
import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing  # what nearly every attempt imports

from kata_runner.authoring import experiment, probe

# `exception_hints` is what every attempt that raises needs.
from kata_runner.engine.inside import exception_hints, runner  # noqa: F401
from kata_runner.engine.inside.kata_loader import Loaded
from kata_runner.engine.inside.lockdown import system_call
from kata_runner.engine.inside.messages import Message, encode_message
from kata_runner.engine.inside.workload import Workload
from kata_runner.table import Table

SLICE = 50_000_000  # nanoseconds
SCHED_SETATTR = {"x86_64": 314, "aarch64": 274}  # sched_setattr(2), not in every libc
TIMES = 10  # Python specializes a function once it has run eight times
TERMS = {
    "which": "graded",
    "declare": False,
    "stopped": None,
    "allowance": 60.0,
    "watch": True,
    "seed": 0,
    "packages": ["numpy"],
    "hurried": False,
    "settings": {},
    "limits": {"cpu": 60.0, "wall": 60.0, "total": 60.0, "memory_mb": 1 << 12},
}
ATTEMPT = b'''
"""What attempts mostly are."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
SMALL = 1e-10


@dataclass
class Pair:
    """Two values."""

    one: float = 1.0
    two: float = 2.0


def step(v: Array, w: Any, *, times: int = 2) -> tuple[Array, Array]:
    """One step."""
    both = np.concatenate([v, v])  # (6,)
    gate = 1.0 / (1.0 + np.exp(-np.clip(w.matrix @ both + w.bias, -500, 500)))
    if np.linalg.norm(v) <= SMALL or not times:
        return np.zeros(3), v
    for _ in range(times):
        gate = gate * np.tanh(v) + 0.5
    return gate, np.where(gate >= 0, gate, np.sqrt(abs(gate)))


def score(a: Array, b: Array) -> float:
    """One number."""
    try:
        return float(np.dot(a, b) / max([abs(x) + y**2 for x, y in zip(a, b)]))
    except (ValueError, ZeroDivisionError) as error:
        raise ValueError(f"no score of {len(a)}: {error}") from error
'''


@probe(points=1)
def arrays(impl: Any, rng: Any) -> Table:
    """Do what most probes do."""
    tables = []
    for _ in range(2):
        v = np.zeros(3) + rng.normal(size=3) * rng.uniform()
        w = SimpleNamespace(matrix=rng.standard_normal((3, 6)).reshape(3, 6), bias=np.ones(3))
        a, b = impl.step(v, w)
        tables.append(Table.of(a=a, b=b, norm=np.linalg.norm(b), count=rng.randint(3)))
    return Table.stack(tables)


@experiment(points=1)
def numbers(impl: Any) -> Table:
    """Do what most shown experiments do."""
    rows = [["a row", n, impl.score(np.eye(3)[n], np.arange(3.0).copy())] for n in range(3)]
    return Table(["row", "number", "score"], rows, formats={"score": ".3f"}, notes=["A note."])


def discard(message: Message) -> None:
    """Encode a message without sending it."""
    encode_message(message)


def warm_up() -> None:
    """Run the toys and prepare the process for forks: leave no garbage to collect, and no objects
    that a collection would touch.
    """
    deepest = sys.getrecursionlimit()
    toys = Workload(Loaded(ModuleType("toys"), [arrays, numbers], {}), TERMS)
    for _ in range(TIMES):
        runner.AttemptRunner(toys, ("toy.py", "", ATTEMPT), discard).run_all()
    sys.setrecursionlimit(deepest)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    gc.collect()
    gc.freeze()
    gc.disable()
    lengthen_time_slice()


def lengthen_time_slice() -> None:
    """Have the kernel switch from one attempt to another only after 50 ms.

    Most attempts have ended by then. Attempts that alternate evict each other's memory from the
    processor's cache, which costs a tenth of the rate. Linux before 6.12 ignores the setting.
    """
    policy, number = os.sched_getscheduler(0), SCHED_SETATTR.get(os.uname().machine)
    if number and policy in (os.SCHED_OTHER, os.SCHED_BATCH):
        nice = os.getpriority(os.PRIO_PROCESS, 0)
        attributes = struct.pack("=IIQiIQQQ", 48, policy, 0, nice, 0, SLICE, 0, 0)
        system_call(number, 0, attributes, 0)
