"""Write the pieces of machine learning yourself and have them graded.

This module holds the names that a pack author imports. Each is loaded on first use: `kata check`
starts the attempt's process before it imports anything else, and that process must not load pluggy,
which `hookimpl` needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kata_runner import figure
    from kata_runner.api import Grader, grade
    from kata_runner.authoring import alternative, data, experiment, mistake, probe
    from kata_runner.classroom.executors.executor import Executor, ExecutorOptions
    from kata_runner.controls import control
    from kata_runner.engine.job import Job, Run
    from kata_runner.engine.sandbox import Sandbox
    from kata_runner.errors import (
        EngineError,
        IsolationUnavailableError,
        KataRunnerError,
        PackError,
        UnknownKataError,
        UsageError,
    )
    from kata_runner.grading.demo_tables import Demo
    from kata_runner.grading.diagnosis.diagnosis_context import DiagnosisContext
    from kata_runner.hookspecs import RegisterExecutor, RegisterKatas, RegisterReport, hookimpl
    from kata_runner.model import (
        Attempt,
        Diagnosis,
        Difference,
        Isolation,
        Kata,
        Limits,
        Outcome,
        Report,
        Status,
    )
    from kata_runner.table import Table, Tolerance
    from kata_runner.verify.kata_checks import KataCheck, KataChecks, checks_for

__all__ = [
    "Attempt",
    "Demo",
    "Diagnosis",
    "DiagnosisContext",
    "Difference",
    "EngineError",
    "Executor",
    "ExecutorOptions",
    "Grader",
    "Isolation",
    "IsolationUnavailableError",
    "Job",
    "Kata",
    "KataCheck",
    "KataChecks",
    "KataRunnerError",
    "Limits",
    "Outcome",
    "PackError",
    "RegisterExecutor",
    "RegisterKatas",
    "RegisterReport",
    "Report",
    "Run",
    "Sandbox",
    "Status",
    "Table",
    "Tolerance",
    "UnknownKataError",
    "UsageError",
    "alternative",
    "checks_for",
    "control",
    "data",
    "experiment",
    "figure",
    "grade",
    "hookimpl",
    "mistake",
    "probe",
]

HOMES = {
    "Attempt": "model",
    "DiagnosisContext": "grading.diagnosis.diagnosis_context",
    "Demo": "grading.demo_tables",
    "Diagnosis": "model",
    "Difference": "model",
    "EngineError": "errors",
    "Executor": "classroom.executors.executor",
    "ExecutorOptions": "classroom.executors.executor",
    "Grader": "api",
    "Isolation": "model",
    "IsolationUnavailableError": "errors",
    "Job": "engine.job",
    "Kata": "model",
    "KataRunnerError": "errors",
    "Limits": "model",
    "Outcome": "model",
    "PackError": "errors",
    "KataCheck": "verify.kata_checks",
    "KataChecks": "verify.kata_checks",
    "RegisterExecutor": "hookspecs",
    "RegisterKatas": "hookspecs",
    "RegisterReport": "hookspecs",
    "Report": "model",
    "Run": "engine.job",
    "Sandbox": "engine.sandbox",
    "Status": "model",
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
    "checks_for": "verify.kata_checks",
}


# Deprecated names of 0.1.0, to be removed after the next release.
RENAMED = {"Promise": "KataCheck", "Promises": "KataChecks", "promises_of": "checks_for"}


def __getattr__(name: str) -> Any:
    name = RENAMED.get(name, name)
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    home = import_module(f"{__name__}.{HOMES[name]}")
    value = globals()[name] = home if HOMES[name] == name else getattr(home, name)
    return value


def load_ipython_extension(shell: Any) -> None:
    """Add `%kata` and `%%kata` to the IPython shell; called by `%load_ext kata_runner`."""
    from importlib import import_module

    import_module(f"{__name__}.notebook.magics").load(shell)
