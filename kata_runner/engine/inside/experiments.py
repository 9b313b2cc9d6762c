"""The kata's experiments, loaded before there is an attempt."""

from __future__ import annotations

import marshal
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from types import ModuleType
from typing import Any

import numpy as np

from kata_runner import authoring
from kata_runner.authoring import Declaration, get_declaration
from kata_runner.engine.inside.stopped import AttemptTimeoutError
from kata_runner.engine.inside.timeout import TimeLimit
from kata_runner.engine.inside.traces import find_last_frame
from kata_runner.table import Table

NO_SETTINGS: Mapping[str, float] = {}
RANDOM = np.random.RandomState()
LOADING = {
    "cpu": 10.0,
    "wall": 15.0,
}  # seconds for a kata's own lines, before any of its limits is known


class NoTableError(TypeError):
    """An experiment that returned something else, or a table that its picture does not fit: its
    author's mistake, whatever the attempt does.
    """


class Experiment:
    """One experiment, with the inputs that it has for a seed where its author makes them
    beforehand.
    """

    def __init__(
        self, function: Callable[..., Table], seed: int, settings: Mapping[str, float] = NO_SETTINGS
    ) -> None:
        """Make the inputs; raises what their author's code raises.

        Of the `settings` those count that are of controls of its own, and that these allow.
        """
        self.function, self.seed = function, seed
        self.declaration = get_declaration(function)
        self.name = self.declaration.name
        self.settings = {
            control.name: control.convert(settings[control.name])
            for control in self.declaration.controls
            if control.name in settings and control.allows(settings[control.name])
        }
        if self.declaration.inputs:
            inputs = self.declaration.inputs(generator(seed, self.name))
            self.inputs = list(inputs) if isinstance(inputs, Iterator) else inputs

    def table(self, implementation: Any) -> Table:
        """What it gives on an implementation; raises what that raises, and NoTableError for what is
        no table.
        """
        table = self.function(*self.arguments(implementation), **self.settings)
        if not isinstance(table, Table):
            raise NoTableError(f"{self.name} returns {kind_of(table)} and no Table: write "
                               f"`return Table(...)`, or "
                               "`return Table.of(...)` for one row")  # fmt: skip
        return table

    def refuse_figure(self, table: Table) -> None:
        """Raise NoTableError where its picture is of columns that its table does not have."""
        if self.declaration.figure:
            try:
                self.declaration.figure.refuse(table)
            except ValueError as error:
                raise NoTableError(str(error)) from error

    def arguments(self, implementation: Any) -> tuple[Any, ...]:
        """What it is called with."""
        if self.declaration.shown:
            return (implementation,)
        return implementation, self.inputs if self.declaration.inputs else generator(
            self.seed, self.name
        )


def kind_of(value: object) -> str:
    """What a value is, in a word."""
    return "None" if value is None else f"a {type(value).__name__:.60}"


def generator(seed: int, name: str) -> np.random.RandomState:
    """A stream of a probe's own: `RandomState`, whose numbers are frozen for good (NEP 19).

    There is one, seeded anew for each probe: making one takes ten times as long.
    """
    RANDOM.seed(zlib.crc32(f"{seed} {name}".encode()))
    return RANDOM


class Loaded:  # no dataclass: to make one takes longer than to import the rest of this
    """What a kata's experiments declare and the data they may ask for, or what went wrong when they
    were loaded.
    """

    def __init__(
        self,
        module: ModuleType,
        functions: list[Callable[..., Table]],
        data: dict[str, str],
        error: Exception | SystemExit | None = None,
    ) -> None:
        """Keep them."""
        self.module, self.functions, self.data, self.error = module, functions, data, error
        self.filename = getattr(module, "__file__", None)

    def line_of(self, error: BaseException) -> int:
        """The innermost of the author's lines that an error came through, 0 where it came through
        none.
        """
        place = find_last_frame(error.__traceback__, self.filename) if self.filename else None
        return place.tb_lineno if place else 0


def load(code: bytes, data: dict[str, str]) -> Loaded:
    """Run a kata's experiments as a module, with the kata's data at hand; what is declared there,
    in that order.
    """
    authoring.DATA = data
    module, program = ModuleType("experiments"), marshal.loads(code)
    sys.modules["experiments"], module.__file__ = module, program.co_filename
    try:
        with TimeLimit(LOADING):
            exec(program, module.__dict__)
    except AttemptTimeoutError as late:
        slow = TimeoutError(f"loading: {late} Is there a loop outside of functions?")
        return Loaded(module, [], data, slow.with_traceback(late.__traceback__))
    except (Exception, SystemExit) as error:  # an exit too: it must not take the server with it
        return Loaded(module, [], data, error)
    functions = [
        value
        for value in vars(module).values()
        if isinstance(getattr(value, "declaration", None), Declaration)
    ]
    return Loaded(module, functions, data)
