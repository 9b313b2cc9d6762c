"""Where the attempts of a class run: on this machine or on a Dask cluster."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import Any

from kata_runner import hookimpl
from kata_runner.hookspecs import RegisterExecutor

BUILTIN = ("local", "dask")


@hookimpl
def register_executors(register: RegisterExecutor) -> None:
    """Register the built-in executors."""
    for name in BUILTIN:
        register(name, partial(load, name))


def load(name: str) -> Any:
    """Import a built-in executor, a class that is constructed from `ExecutorOptions`."""
    return import_module(f"{__name__}.{name}").EXECUTOR
