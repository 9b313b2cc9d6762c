"""The experiments to run on attempts: everything that is the same for all attempts is prepared
once, before the first.

What this needs set in the process is set by each attempt's process with `activate`.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from kata_runner import authoring
from kata_runner.authoring import UNCHANGED, Declaration
from kata_runner.engine.inside import messages
from kata_runner.engine.inside.attempt_loader import make_import
from kata_runner.engine.inside.kata_loader import Experiment, Loaded, load
from kata_runner.engine.inside.timeout import AttemptTimeoutError, TimeLimit, extra_seconds
from kata_runner.table import Table


class Workload:
    """The requested experiments of a kata, with the terms of a job."""

    def __init__(self, kata: Loaded, terms: dict[str, Any]) -> None:
        """Prepare the experiments; `error` is what the author's code raised, or None."""
        self.which: str | list[str] = terms["which"]
        self.declare: bool = terms["declare"]
        self.stopped: dict[str, float] | None = terms["stopped"]
        self.allowance: float = terms["allowance"]
        self.watch: bool = terms["watch"]
        self.packages: list[str] = terms["packages"]
        self.limits: dict[str, float] = terms["limits"]
        self.experiments: list[Experiment] = []
        self.clock = TimeLimit(self.limits)
        self.importing = make_import(self.packages)
        self.error = kata.error
        self.kata, self.random_seed = kata, get_random_seed(terms)
        try:
            selected = [
                function
                for function in kata.functions
                if self.is_selected(authoring.get_declaration(function))
            ]
            self.experiments = [self.ready(function, terms) for function in selected]
        except (Exception, SystemExit) as error:  # SystemExit too: it must not end the server
            self.error = error
        self.own_limits = (
            {}
            if terms["hurried"]
            else {one.name: one.declaration.limits for one in self.experiments}
        )
        self.opening = messages.encode_message(self.first_message())
        self.limit_to_first_process()

    def limit_to_first_process(self) -> None:
        """Keep the experiments before the first one with another memory limit; the rest is left to
        another process, because no process can change its memory limit.

        The processor time of the process is increased by what experiments may take beyond the
        kata's limit for each.
        """
        kata = self.limits
        memory = [self.limits_of(experiment)["memory_mb"] for experiment in self.experiments]
        alike = next(
            (count for count, megabytes in enumerate(memory) if megabytes != memory[0]), len(memory)
        )
        self.experiments = self.experiments[:alike]
        own = [kata | dict(pairs) for pairs in self.own_limits.values()]
        self.limits = kata | {
            "total": kata["total"] + extra_seconds(kata, own),
            "memory_mb": max(memory[:1], default=kata["memory_mb"]),
        }

    def limits_of(self, experiment: Experiment) -> dict[str, float]:
        """Return the limits of one experiment."""
        return self.limits | dict(self.own_limits.get(experiment.name, ()))

    def activate(self) -> None:
        """Set in this process what experiments and attempts rely on: module, data, the state of the
        shared random generators.
        """
        sys.modules["experiments"], authoring.DATA = self.kata.module, self.kata.data
        seed_shared_generators(self.random_seed)

    def is_selected(self, declaration: Declaration) -> bool:
        """Return whether `which` selects an experiment: `graded`, `shown`, `all` or its name.

        A list that names `unchanged_arguments` selects all graded experiments.
        """
        if isinstance(self.which, list):
            return declaration.name in self.which or (
                declaration.graded and UNCHANGED in self.which
            )
        return {"graded": declaration.graded, "shown": declaration.shown, "all": True}[self.which]

    def ready(self, function: Callable[..., Table], terms: dict[str, Any]) -> Experiment:
        """Return an experiment with its inputs; raises what the author's code raises, and
        TimeoutError if it takes too long.
        """
        try:
            with self.clock:
                return Experiment(function, terms["seed"], terms["settings"])
        except AttemptTimeoutError as late:
            slow = TimeoutError(f"the inputs of {authoring.get_declaration(function).name}: {late}")
            raise slow.with_traceback(late.__traceback__) from None

    def first_message(self) -> messages.Broken | messages.Experiments:
        """Return the message that announces the experiments, or the author's error."""
        if self.error is not None:
            text = f"{type(self.error).__name__}: {self.error}"
            return messages.Broken(text, self.kata.line_of(self.error))
        declarations = [experiment.declaration for experiment in self.experiments]
        names = [declaration.name for declaration in declarations]
        limits = [[name, own] for name, own in self.own_limits.items() if own]
        return messages.Experiments(
            names, list(map(pack_declaration, declarations)) if self.declare else [], limits
        )


def make_workload(code: bytes, data: dict[str, str], terms: dict[str, Any]) -> Workload:
    """Load a kata and return its workload for these terms.

    The kata is loaded anew each time, so that the numbers that its module draws or counts up are
    the same for all terms, in whatever order these are used.
    """
    seed_shared_generators(get_random_seed(terms))
    return Workload(load(code, data), terms)


def get_random_seed(terms: dict[str, Any]) -> int:
    """Return the seed of the shared random generators.

    It differs when expected tables are made, so that a reference that depends on it is detected.
    """
    return int(2 * terms["seed"] + terms["declare"])


def seed_shared_generators(seed: int) -> None:
    """Seed the shared random generators: an attempt that sets no seed then draws the same numbers
    each time it is judged.
    """
    random.seed(seed)
    np.random.seed(seed % 2**32)


def pack_declaration(declaration: Declaration) -> list[Any]:
    """Return a declaration as plain data: its fields in their order, without `inputs`."""
    fields = vars(declaration) | {
        "tolerance": list(vars(declaration.tolerance).values()),
        "figure": list(vars(declaration.figure).values()) if declaration.figure else [],
        "controls": [list(vars(control).values()) for control in declaration.controls],
    }
    del fields["inputs"]
    return list(fields.values())
