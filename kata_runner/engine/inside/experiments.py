"""The kata's experiments, loaded before there is an attempt."""

from __future__ import annotations

import marshal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from kata_runner import authoring
from kata_runner.authoring import Declaration, declaration_of
from kata_runner.table import Table

Experiments = list[Callable[..., Table]]


@dataclass(frozen=True)
class Prepared:
    """A kata's experiments and its data, or what went wrong when they were loaded."""

    experiments: Experiments
    data: dict[str, str]
    error: Exception | None = None


PREPARED: dict[str, Prepared] = {}


def experiments_of(job: dict[str, Any]) -> Experiments:
    """The kata's experiments that were asked for, in the order in which they stand in its file."""
    prepared = PREPARED.get(job["key"]) or load_experiments(job["experiments"], job["data"])
    if prepared.error:
        raise prepared.error
    authoring.DATA = prepared.data
    return [function for function in prepared.experiments if wanted(declaration_of(function), job["which"])]


def prepare(key: str, code: bytes, data: dict[str, str]) -> None:
    """Load a kata's experiments before there is any attempt."""
    PREPARED[key] = load_experiments(code, data)


def load_experiments(code: bytes, data: dict[str, str]) -> Prepared:
    """Run a kata's experiments as a module, with the kata's data at hand; what is declared there."""
    authoring.DATA = data
    module = sys.modules["experiments"] = ModuleType("experiments")
    try:
        exec(marshal.loads(code), module.__dict__)
    except Exception as error:
        return Prepared([], data, error)
    found = [value for value in vars(module).values() if isinstance(getattr(value, "declaration", None), Declaration)]
    return Prepared(found, data)


def wanted(declaration: Declaration, which: str | list[str]) -> bool:
    """Whether an experiment belongs to `graded`, `shown`, `all` or a list of names."""
    if isinstance(which, list):
        return declaration.name in which
    return {"graded": declaration.graded, "shown": declaration.shown, "all": True}[which]


def packed(declaration: Declaration) -> list[Any]:
    """A declaration as plain data."""
    tolerance = [declaration.tolerance.relative, declaration.tolerance.absolute]
    head = [declaration.name, declaration.title, declaration.sentence, declaration.points]
    return [*head, list(declaration.needs), declaration.shown, tolerance, declaration.lesson]
