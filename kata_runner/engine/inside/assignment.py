"""What attempts are put through: all that is the same for each of them is made here, once, before there is one.

What that needs set in the process, each attempt's own process sets for itself with `activate`.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from kata_runner import authoring
from kata_runner.authoring import UNCHANGED, Declaration
from kata_runner.engine.inside.answers import wired
from kata_runner.engine.inside.clock import TimeLimit
from kata_runner.engine.inside.experiments import Experiment, Loaded, load
from kata_runner.engine.inside.source import importer
from kata_runner.engine.inside.stopped import TookTooLong
from kata_runner.table import Table


class Assignment:
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
        self.importing = importer(self.packages)
        self.error = kata.error
        self.kata, self.random_seed = kata, random_seed(terms)
        try:
            wanted = [function for function in kata.functions if self.wants(authoring.declaration_of(function))]
            self.experiments = [self.ready(function, terms["seed"]) for function in wanted]
        except (Exception, SystemExit) as error:  # an exit too: it must not take the server with it
            self.error = error
        self.opening = wired(self.first_message())

    def activate(self) -> None:
        """Set in this process what experiments and attempts rely on: module, data, the state of shared generators."""
        sys.modules["experiments"], authoring.DATA = self.kata.module, self.kata.data
        seed_shared_generators(self.random_seed)

    def wants(self, declaration: Declaration) -> bool:
        """Whether an experiment belongs to `graded`, `shown`, `all` or a list of names."""
        if isinstance(self.which, list):
            return declaration.name in self.which or (declaration.graded and UNCHANGED in self.which)
        return {"graded": declaration.graded, "shown": declaration.shown, "all": True}[self.which]

    def ready(self, function: Callable[..., Table], seed: int) -> Experiment:
        """An experiment with its inputs; raises what their author's code raises, and TimeoutError when none come."""
        try:
            with self.clock:
                return Experiment(function, seed)
        except TookTooLong as late:
            slow = TimeoutError(f"the inputs of {authoring.declaration_of(function).name}: {late}")
            raise slow.with_traceback(late.__traceback__) from None

    def first_message(self) -> tuple[Any, ...]:
        """The message that says what will be tried, or that it cannot be."""
        if self.error is not None:
            return "broken", f"{type(self.error).__name__}: {self.error}", self.kata.line_of(self.error)
        declarations = [experiment.declaration for experiment in self.experiments]
        names = [declaration.name for declaration in declarations]
        return "experiments", names, list(map(packed, declarations)) if self.declare else []


def assignment_of(code: bytes, data: dict[str, str], terms: dict[str, Any]) -> Assignment:
    """The assignment of a kata on these terms.

    The kata is loaded for it anew: what its own lines draw or count up is the same for all terms, in whatever order
    these come.
    """
    seed_shared_generators(random_seed(terms))
    return Assignment(load(code, data), terms)


def random_seed(terms: dict[str, Any]) -> int:
    """The seed of the shared generators.

    It is another one where expected tables are made: a reference that depends on it is found out.
    """
    return int(2 * terms["seed"] + terms["declare"])


def seed_shared_generators(seed: int) -> None:
    """Have an attempt that draws without a seed of its own draw the same each time it is judged."""
    random.seed(seed)
    np.random.seed(seed % 2**32)


def packed(declaration: Declaration) -> list[Any]:
    """A declaration as plain data."""
    tolerance = [declaration.tolerance.relative, declaration.tolerance.absolute]
    head = [declaration.name, declaration.title, declaration.sentence, declaration.points]
    return [*head, list(declaration.needs), declaration.shown, tolerance, declaration.lesson]
