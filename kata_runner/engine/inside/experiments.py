"""The kata's experiments, loaded before there is an attempt."""

from __future__ import annotations

import marshal
import sys
import zlib
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import numpy as np

from kata_runner import authoring
from kata_runner.authoring import Declaration, declaration_of
from kata_runner.engine.inside.clock import TimeLimit
from kata_runner.engine.inside.stopped import TookTooLong
from kata_runner.table import Table

RANDOM = np.random.RandomState()
LOADING = {"cpu": 10.0, "wall": 15.0}  # seconds for a kata's own lines, before any of its limits is known


class Experiment:
    """One experiment, with the inputs that it has for a seed where its author makes them beforehand."""

    def __init__(self, function: Callable[..., Table], seed: int) -> None:
        """Make the inputs; raises what their author's code raises."""
        self.function, self.seed = function, seed
        self.declaration = declaration_of(function)
        self.name = self.declaration.name
        if self.declaration.inputs:
            made = self.declaration.inputs(generator(seed, self.name))
            self.inputs = list(made) if isinstance(made, Iterator) else made

    def table(self, implementation: Any) -> Table:
        """What it gives on an implementation; raises what that raises."""
        if self.declaration.shown:
            return self.function(implementation)
        if self.declaration.inputs:
            return self.function(implementation, self.inputs)
        return self.function(implementation, generator(self.seed, self.name))


def generator(seed: int, name: str) -> np.random.RandomState:
    """A stream of a probe's own: `RandomState`, whose numbers are frozen for good (NEP 19).

    There is one, seeded anew for each probe: making one takes ten times as long.
    """
    RANDOM.seed(zlib.crc32(f"{seed} {name}".encode()))
    return RANDOM


class Loaded:  # no dataclass: to make one takes longer than to import the rest of this
    """What a kata's experiments declare and the data they may ask for, or what went wrong when they were loaded."""

    def __init__(
        self,
        module: ModuleType,
        functions: list[Callable[..., Table]],
        data: dict[str, str],
        error: Exception | SystemExit | None = None,
    ) -> None:
        """Keep them."""
        self.module, self.functions, self.data, self.error = module, functions, data, error


def load(code: bytes, data: dict[str, str]) -> Loaded:
    """Run a kata's experiments as a module, with the kata's data at hand; what is declared there, in that order."""
    authoring.DATA = data
    module = sys.modules["experiments"] = ModuleType("experiments")
    try:
        with TimeLimit(LOADING):
            exec(marshal.loads(code), module.__dict__)
    except TookTooLong as late:
        return Loaded(module, [], data, TimeoutError(f"loading: {late} Is there a loop outside of functions?"))
    except (Exception, SystemExit) as error:  # an exit too: it must not take the server with it
        return Loaded(module, [], data, error)
    found = [value for value in vars(module).values() if isinstance(getattr(value, "declaration", None), Declaration)]
    return Loaded(module, found, data)
