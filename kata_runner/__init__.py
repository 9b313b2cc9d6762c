"""Write the pieces of machine learning yourself and have them graded.

This module holds the names that a pack author imports. Each is loaded on first use: `kata check`
starts the attempt's process before it imports anything else, and that process must not load pluggy,
which `hookimpl` needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kata_runner import figure as figure
    from kata_runner.api import Grader as Grader
    from kata_runner.api import grade as grade
    from kata_runner.authoring import alternative as alternative
    from kata_runner.authoring import data as data
    from kata_runner.authoring import experiment as experiment
    from kata_runner.authoring import mistake as mistake
    from kata_runner.authoring import probe as probe
    from kata_runner.classroom.executors.executor import Executor as Executor
    from kata_runner.classroom.executors.executor import ExecutorOptions as ExecutorOptions
    from kata_runner.controls import control as control
    from kata_runner.engine.job import Job as Job
    from kata_runner.engine.job import Run as Run
    from kata_runner.engine.sandbox import Sandbox as Sandbox
    from kata_runner.errors import EngineError as EngineError
    from kata_runner.errors import IsolationUnavailableError as IsolationUnavailableError
    from kata_runner.errors import KataRunnerError as KataRunnerError
    from kata_runner.errors import PackError as PackError
    from kata_runner.errors import UnknownKataError as UnknownKataError
    from kata_runner.errors import UsageError as UsageError
    from kata_runner.grading.demo_tables import Demo as Demo
    from kata_runner.grading.diagnosis.diagnosis_context import DiagnosisContext as DiagnosisContext
    from kata_runner.hookspecs import RegisterExecutor as RegisterExecutor
    from kata_runner.hookspecs import RegisterKatas as RegisterKatas
    from kata_runner.hookspecs import RegisterReport as RegisterReport
    from kata_runner.hookspecs import hookimpl as hookimpl
    from kata_runner.model import Attempt as Attempt
    from kata_runner.model import Diagnosis as Diagnosis
    from kata_runner.model import Difference as Difference
    from kata_runner.model import Isolation as Isolation
    from kata_runner.model import Kata as Kata
    from kata_runner.model import Limits as Limits
    from kata_runner.model import Outcome as Outcome
    from kata_runner.model import Report as Report
    from kata_runner.model import Status as Status
    from kata_runner.table import Table as Table
    from kata_runner.table import Tolerance as Tolerance
    from kata_runner.verify.kata_checks import KataCheck as KataCheck
    from kata_runner.verify.kata_checks import KataChecks as KataChecks
    from kata_runner.verify.kata_checks import checks_for as checks_for

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
    # Type checkers take the names that are imported above `as` themselves for the public ones.
    if name == "__all__":
        return sorted(HOMES)
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
