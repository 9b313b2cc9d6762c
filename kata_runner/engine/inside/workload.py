"""What attempts are put through: all that is the same for each of them is made here, once, before
there is one.

What that needs set in the process, each attempt's own process sets for itself with `activate`.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from kata_runner import authoring
from kata_runner.authoring import UNCHANGED, Declaration
from kata_runner.engine.inside import messages
from kata_runner.engine.inside.answers import encode_message
from kata_runner.engine.inside.experiments import Experiment, Loaded, load
from kata_runner.engine.inside.loader import make_import
from kata_runner.engine.inside.stopped import AttemptTimeoutError
from kata_runner.engine.inside.timeout import TimeLimit
from kata_runner.table import Table


class Workload:
    """A kata's experiments, those that were asked for, on the terms of a job."""

    def __init__(self, kata: Loaded, terms: dict[str, Any]) -> None:
        """Make the experiments ready; `error` is what went wrong in the author's code."""
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
                if self.wants(authoring.get_declaration(function))
            ]
            self.experiments = [self.ready(function, terms) for function in selected]
        except (Exception, SystemExit) as error:  # an exit too: it must not take the server with it
            self.error = error
        self.own_limits = (
            {}
            if terms["hurried"]
            else {one.name: one.declaration.limits for one in self.experiments}
        )
        self.opening = encode_message(self.first_message())
        self.first_share()

    def first_share(self) -> None:
        """Leave what has another limit of memory than the first to another process: no process can
        change its own.

        The processor time of the process grows by what experiments have more than the kata gives
        each.
        """
        kata = self.limits
        memory = [self.limits_of(experiment)["memory_mb"] for experiment in self.experiments]
        alike = next(
            (count for count, megabytes in enumerate(memory) if megabytes != memory[0]), len(memory)
        )
        self.experiments = self.experiments[:alike]
        total = kata["total"] + extra_seconds(kata, self.own_limits.values())
        self.limits = kata | {
            "total": total,
            "memory_mb": max(memory[:1], default=kata["memory_mb"]),
        }

    def limits_of(self, experiment: Experiment) -> dict[str, float]:
        """The limits of one experiment."""
        return self.limits | dict(self.own_limits.get(experiment.name, ()))

    def activate(self) -> None:
        """Set in this process what experiments and attempts rely on: module, data, the state of
        shared generators.
        """
        sys.modules["experiments"], authoring.DATA = self.kata.module, self.kata.data
        seed_shared_generators(self.random_seed)

    def wants(self, declaration: Declaration) -> bool:
        """Whether an experiment belongs to `graded`, `shown`, `all` or a list of names."""
        if isinstance(self.which, list):
            return declaration.name in self.which or (
                declaration.graded and UNCHANGED in self.which
            )
        return {"graded": declaration.graded, "shown": declaration.shown, "all": True}[self.which]

    def ready(self, function: Callable[..., Table], terms: dict[str, Any]) -> Experiment:
        """An experiment with its inputs; raises what their author's code raises, and TimeoutError
        when none come.
        """
        try:
            with self.clock:
                return Experiment(function, terms["seed"], terms["settings"])
        except AttemptTimeoutError as late:
            slow = TimeoutError(f"the inputs of {authoring.get_declaration(function).name}: {late}")
            raise slow.with_traceback(late.__traceback__) from None

    def first_message(self) -> messages.Broken | messages.Experiments:
        """Return the message that says what will be tried, or that it cannot be."""
        if self.error is not None:
            text = f"{type(self.error).__name__}: {self.error}"
            return messages.Broken(text, self.kata.line_of(self.error))
        declarations = [experiment.declaration for experiment in self.experiments]
        names = [declaration.name for declaration in declarations]
        limits = [[name, [*map(list, own)]] for name, own in self.own_limits.items() if own]
        return messages.Experiments(
            names, list(map(pack_declaration, declarations)) if self.declare else [], limits
        )


def make_workload(code: bytes, data: dict[str, str], terms: dict[str, Any]) -> Workload:
    """The assignment of a kata on these terms.

    The kata is loaded for it anew: what its own lines draw or count up is the same for all terms,
    in whatever order these come.
    """
    seed_shared_generators(get_random_seed(terms))
    return Workload(load(code, data), terms)


def get_random_seed(terms: dict[str, Any]) -> int:
    """The seed of the shared generators.

    It is another one where expected tables are made: a reference that depends on it is found out.
    """
    return int(2 * terms["seed"] + terms["declare"])


def seed_shared_generators(seed: int) -> None:
    """Have an attempt that draws without a seed of its own draw the same each time it is judged."""
    random.seed(seed)
    np.random.seed(seed % 2**32)


def extra_seconds(kata: dict[str, float], own: Iterable[Iterable[tuple[str, float]]]) -> float:
    """How much more time experiments with limits of their own may take, all together, than the kata
    gives each.
    """
    limits = [kata | dict(pairs) for pairs in own]
    return sum(max(0.0, each["cpu"] - kata["cpu"], each["wall"] - kata["wall"]) for each in limits)


def pack_declaration(declaration: Declaration) -> list[Any]:
    """A declaration as plain data."""
    tolerance = [declaration.tolerance.relative, declaration.tolerance.absolute]
    head = [declaration.name, declaration.title, declaration.sentence, declaration.points]
    tail = [
        declaration.shown,
        tolerance,
        declaration.lesson,
        declaration.secret,
        [*map(list, declaration.limits)],
        list(vars(declaration.figure).values()) if declaration.figure else [],
        [list(vars(control).values()) for control in declaration.controls],
    ]
    return [*head, list(declaration.needs), *tail]
