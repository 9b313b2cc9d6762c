"""Where the attempts of a class run: on this machine or on a Dask cluster."""

from __future__ import annotations

from typing import Any

from kata_runner import hookimpl
from kata_runner.hookspecs import RegisterExecutor


@hookimpl
def register_executors(register: RegisterExecutor) -> None:
    """Register the built-in executors."""
    register("local", load_local)
    register("dask", load_dask)


def load_local() -> Any:
    """Return the class of the executor `local`."""
    from kata_runner.classroom.executors.local import Local

    return Local


def load_dask() -> Any:
    """Return the class of the executor `dask`."""
    from kata_runner.classroom.executors.dask import Dask

    return Dask
