"""The kata's experiments, loaded before any attempt."""

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
from kata_runner.engine.inside.exceptions import find_last_frame
from kata_runner.engine.inside.timeout import AttemptTimeoutError, TimeLimit
from kata_runner.table import Table

NO_SETTINGS: Mapping[str, float] = {}
RANDOM = np.random.RandomState()
# Seconds for loading a kata's module, before any of its limits is known.
LOADING = {"cpu": 10.0, "wall": 15.0}


class NoTableError(TypeError):
    """An experiment returned no table, or one without the columns of its figure: the author's
    mistake, whatever the attempt does.
    """


class Experiment:
    """One experiment, with its inputs for a seed if the author declares them."""

    def __init__(
        self, function: Callable[..., Table], seed: int, settings: Mapping[str, float] = NO_SETTINGS
    ) -> None:
        """Make the inputs; raises what their author's code raises.

        Of the `settings`, only those are used that the experiment's controls have and allow.
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
        """Run the experiment on an implementation and return its table; raises what the experiment
        raises, and NoTableError if it returns no table.
        """
        table = self.function(*self.arguments(implementation), **self.settings)
        if not isinstance(table, Table):
            raise NoTableError(
                f"{self.name} returns {kind_of(table)} and no Table: write `return Table(...)`, or "
                f"`return Table.of(...)` for one row"
            )
        return table

    def refuse_figure(self, table: Table) -> None:
        """Raise NoTableError if the figure needs columns that the table does not have."""
        if self.declaration.figure:
            try:
                self.declaration.figure.refuse(table)
            except ValueError as error:
                raise NoTableError(str(error)) from error

    def arguments(self, implementation: Any) -> tuple[Any, ...]:
        """Return the positional arguments of the experiment's function."""
        if self.declaration.shown:
            return (implementation,)
        return implementation, self.inputs if self.declaration.inputs else generator(
            self.seed, self.name
        )


def kind_of(value: object) -> str:
    """Return a word for the type of a value."""
    return "None" if value is None else f"a {type(value).__name__:.60}"


def generator(seed: int, name: str) -> np.random.RandomState:
    """Return a random generator for a probe: `RandomState`, whose stream never changes (NEP 19).

    It is one shared object that is seeded anew for each probe: creating one takes ten times as
    long.
    """
    RANDOM.seed(zlib.crc32(f"{seed} {name}".encode()))
    return RANDOM


class Loaded:  # no dataclass: creating one takes longer than importing the rest of this module
    """A kata's declared experiments and the data they may use, or the error raised while loading
    them.
    """

    def __init__(
        self,
        module: ModuleType,
        functions: list[Callable[..., Table]],
        data: dict[str, str],
        error: Exception | SystemExit | None = None,
    ) -> None:
        """Store the parts."""
        self.module, self.functions, self.data, self.error = module, functions, data, error
        self.filename = getattr(module, "__file__", None)

    def line_of(self, error: BaseException) -> int:
        """Return the innermost of the author's lines in an error's traceback, 0 if it has none."""
        place = find_last_frame(error, self.filename)
        return place.tb_lineno if place else 0


def load(code: bytes, data: dict[str, str]) -> Loaded:
    """Run a kata's experiments as a module that can use the kata's data; return what is declared
    there, in the order of definition.
    """
    authoring.DATA, authoring.DECLARED = data, []
    module, program = ModuleType("experiments"), marshal.loads(code)
    sys.modules["experiments"], module.__file__ = module, program.co_filename
    try:
        with TimeLimit(LOADING):
            exec(program, module.__dict__)
        return Loaded(module, collect_experiments(module), data)
    except AttemptTimeoutError as late:
        slow = TimeoutError(f"loading: {late} Is there a loop outside of functions?")
        return Loaded(module, [], data, slow.with_traceback(late.__traceback__))
    except (Exception, SystemExit) as error:  # SystemExit too: it must not end the server
        return Loaded(module, [], data, error)


def collect_experiments(module: ModuleType) -> list[Callable[..., Table]]:
    """Return the experiments that a module's names hold, each once, in the order of definition.

    Raises ValueError for two of one name, and for one that no name of the module holds: each result
    is stored by its experiment's name, so one of them would be lost without a word.
    """
    functions: list[Callable[..., Table]] = []
    owners: dict[str, str] = {}
    for name, value in vars(module).items():
        is_experiment = isinstance(getattr(value, "declaration", None), Declaration)
        if not is_experiment or any(value is known for known in functions):
            continue
        place = f"{name}{describe_line(value)}"
        if other := owners.get(value.declaration.name):
            raise ValueError(
                f"two experiments are called {value.declaration.name}: {other} and {place}: "
                f"rename one, or set its __name__ before it is declared"
            )
        owners[value.declaration.name] = place
        functions.append(value)
    refuse_unreachable(module, functions)
    return functions


def refuse_unreachable(module: ModuleType, functions: list[Callable[..., Table]]) -> None:
    """Raise ValueError for an experiment that was declared in a module and is none of its
    functions.
    """
    reachable = {id(get_declaration(function)) for function in functions}
    for function in authoring.DECLARED:
        is_own = getattr(function, "__globals__", None) is vars(module)
        if is_own and id(get_declaration(function)) not in reachable:
            raise ValueError(
                f"no name of this file holds the experiment {get_declaration(function).name}"
                f"{describe_line(function)}, so nothing would run it: declare it outside of "
                f"classes and lists, as a function of this file"
            )


def describe_line(function: object) -> str:
    """Return the line in which a function begins, in brackets; empty if it is not known."""
    code = getattr(function, "__code__", None)
    return f" (line {code.co_firstlineno})" if code else ""
