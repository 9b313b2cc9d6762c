"""The kata's experiments, loaded before there is an attempt."""

from __future__ import annotations

import marshal
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

from kata_runner import authoring
from kata_runner.authoring import Declaration, declaration_of
from kata_runner.table import Table

Experiments = list[Callable[..., Table]]
PREPARED: dict[str, Experiments | Exception] = {}


def experiments_of(job: dict[str, Any]) -> Experiments:
    """The kata's experiments that were asked for, in the order in which they stand in its file."""
    experiments = PREPARED[job["key"]] if job["key"] in PREPARED else load_experiments(job["experiments"], job["data"])
    if isinstance(experiments, Exception):
        raise experiments
    return [function for function in experiments if wanted(declaration_of(function), job["which"])]


def prepare(key: str, code: bytes, data: dict[str, str]) -> None:
    """Load a kata's experiments before there is any attempt; what is wrong with them is raised for each."""
    try:
        PREPARED[key] = load_experiments(code, data)
    except Exception as error:
        PREPARED[key] = error


def load_experiments(code: bytes, data: dict[str, str]) -> Experiments:
    """Run a kata's experiments as a module, with the kata's data at hand; the functions that are declared there."""
    authoring.DATA = data
    module = sys.modules["experiments"] = ModuleType("experiments")
    exec(marshal.loads(code), module.__dict__)
    return [value for value in vars(module).values() if isinstance(getattr(value, "declaration", None), Declaration)]


def wanted(declaration: Declaration, which: str | list[str]) -> bool:
    """Whether an experiment belongs to `graded`, `shown`, `all` or a list of names."""
    if isinstance(which, list):
        return declaration.name in which
    return {"graded": declaration.graded, "shown": declaration.shown, "all": True}[which]


def packed(declaration: Declaration) -> list[Any]:
    """A declaration as plain data."""
    tolerance = [declaration.tolerance.relative, declaration.tolerance.absolute]
    head = [declaration.name, declaration.title, declaration.sentence, declaration.points]
    return [*head, list(declaration.needs), declaration.shown, tolerance]
