"""Write machine learning's pieces yourself, and have them graded: the names a pack author imports.

`hookimpl` is loaded on first use: pluggy has no place inside the sandbox, where this package is imported too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kata_runner.authoring import experiment, probe
from kata_runner.model import Table, Tolerance

if TYPE_CHECKING:
    from kata_runner.hookspecs import hookimpl

__all__ = ["Table", "Tolerance", "experiment", "hookimpl", "probe"]


def __getattr__(name: str) -> Any:
    if name == "hookimpl":
        from kata_runner.hookspecs import hookimpl

        return hookimpl
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
