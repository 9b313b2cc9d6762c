"""The kata's experiments, loaded before there is an attempt."""

from __future__ import annotations

import marshal
import sys
from collections.abc import Callable
from contextlib import suppress
from types import ModuleType
from typing import Any

from kata_runner import authoring
from kata_runner.authoring import Declaration, declaration_of
from kata_runner.table import Table

PREPARED: dict[str, ModuleType] = {}


def experiments_of(job: dict[str, Any]) -> list[Callable[..., Table]]:
    """The kata's experiments that were asked for, in the order in which they stand in its file."""
    module = PREPARED.get(job["key"]) or load_experiments(job["experiments"], job["data"])
    declared = [
        value for value in vars(module).values() if isinstance(getattr(value, "declaration", None), Declaration)
    ]
    return [function for function in declared if wanted(declaration_of(function), job["which"])]


def prepare(key: str, code: bytes, data: dict[str, str]) -> None:
    """Load a kata's experiments before there is any attempt; what is wrong with them is found again with the first."""
    with suppress(Exception):
        PREPARED[key] = load_experiments(code, data)


def load_experiments(code: bytes, data: dict[str, str]) -> ModuleType:
    """Run a kata's experiments as a module, with the kata's data at hand."""
    authoring.DATA = data
    module = sys.modules["experiments"] = ModuleType("experiments")
    exec(marshal.loads(code), module.__dict__)
    return module


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
