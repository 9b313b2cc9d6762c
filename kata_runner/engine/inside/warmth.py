"""What every child would do first is done once in the server, so that all of them share the time and the memory."""

from __future__ import annotations

import difflib  # noqa: F401  # what a wrong attempt makes necessary is loaded before there is one
import gc
import traceback
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing  # what nearly every attempt imports is imported once

from kata_runner.authoring import probe
from kata_runner.engine.inside import child
from kata_runner.engine.inside.clock import TimeLimit
from kata_runner.engine.inside.implementation import Implementation
from kata_runner.table import Table


@probe(points=1)
def toy_experiment(impl: Any, rng: Any) -> Table:
    """What experiments mostly do."""
    tables = []
    for _ in range(20):
        a, b = impl.step(np.zeros_like(rng.normal(size=3)) + rng.uniform() + rng.randint(3))
        tables.append(Table.of(a=a, b=np.linalg.norm(np.where(b > 0, b, np.sqrt(b * b)))))
    return Table.stack(tables)


def send(*answer: Any) -> None:
    """What children send is only packed."""
    child.wired(answer)


def warm_up() -> None:
    """Run a toy as children run katas."""
    module = ModuleType("toy")
    vars(module)["step"] = lambda v: (np.tanh(np.exp(-v) @ np.ones((3, 3))), np.concatenate([v, v]))
    toy, clock = Implementation(module), TimeLimit({"cpu": 60.0, "wall": 60.0})
    for _ in range(3):
        job = {"seed": 0, "mark": "", "filename": "", "limits": {}}
        child.run(toy_experiment, toy, job, clock, send)
    traceback.format_exc()
    gc.collect()
    gc.freeze()
    gc.disable()
