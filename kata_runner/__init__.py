"""Write machine learning's pieces yourself, and have them graded: the names a pack author imports.

Each is loaded on first use. `kata check` starts the attempt's process before anything else is
imported, and inside that process pluggy, which `hookimpl` needs, has no place.
"""

from __future__ import annotations

TYPE_CHECKING = False  # what `typing` has under this name, without the time it takes to import
if TYPE_CHECKING:
    from typing import Any

    from kata_runner import figure
    from kata_runner.api import Grader, grade
    from kata_runner.authoring import alternative, data, experiment, mistake, probe
    from kata_runner.controls import control
    from kata_runner.errors import (
        EngineError,
        IsolationUnavailableError,
        KataRunnerError,
        PackError,
        UnknownKataError,
        UsageError,
    )
    from kata_runner.grading.demo import Demo
    from kata_runner.hookspecs import hookimpl
    from kata_runner.model import Diagnosis, Kata, Outcome, Report
    from kata_runner.table import Table, Tolerance
    from kata_runner.verify.promises import Promise, Promises, promises_of

__all__ = [
    "Demo",
    "Diagnosis",
    "EngineError",
    "Grader",
    "IsolationUnavailableError",
    "Kata",
    "KataRunnerError",
    "Outcome",
    "PackError",
    "Promise",
    "Promises",
    "Report",
    "Table",
    "Tolerance",
    "UnknownKataError",
    "UsageError",
    "alternative",
    "control",
    "data",
    "experiment",
    "figure",
    "grade",
    "hookimpl",
    "mistake",
    "probe",
    "promises_of",
]

HOMES = {
    "Demo": "grading.demo",
    "Diagnosis": "model",
    "EngineError": "errors",
    "Grader": "api",
    "IsolationUnavailableError": "errors",
    "Kata": "model",
    "KataRunnerError": "errors",
    "Outcome": "model",
    "PackError": "errors",
    "Promise": "verify.promises",
    "Promises": "verify.promises",
    "Report": "model",
    "Table": "table",
    "Tolerance": "table",
    "UnknownKataError": "errors",
    "UsageError": "errors",
    "alternative": "authoring",
    "control": "controls",
    "data": "authoring",
    "experiment": "authoring",
    "figure": "figure",
    "grade": "api",
    "hookimpl": "hookspecs",
    "mistake": "authoring",
    "probe": "authoring",
    "promises_of": "verify.promises",
}


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    home = import_module(f"{__name__}.{HOMES[name]}")
    value = globals()[name] = home if HOMES[name] == name else getattr(home, name)
    return value
