"""The hooks that a plugin may implement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pluggy

if TYPE_CHECKING:
    import click

    from kata_runner.model import Diagnosis, Kata, Outcome, Report
    from kata_runner.table import Table

hookspec = pluggy.HookspecMarker("kata_runner")
hookimpl = pluggy.HookimplMarker("kata_runner")

Renderer = Callable[["Report"], str]
ManyRenderer = Callable[[Iterable["Report"]], Iterator[str]]
DemoRenderer = Callable[["Report", Any], str]  # a report and its `kata_runner.Demo`


class RegisterKatas(Protocol):
    """Call it once for each folder of katas."""

    def __call__(self, *, katas: Path, solutions: Path) -> None:
        """`katas` holds one folder for each kata, `solutions` one of the same name for each."""


class RegisterReport(Protocol):
    """Call it once for each format."""

    def __call__(self, name: str, load: Callable[[], Renderer]) -> None:
        """`name` is a value of `--format`; `load` returns the renderer, and is called when the
        format is requested.

        A renderer that can combine several reports in one text has an attribute `many`, a
        `ManyRenderer`: it yields the text in pieces, to be printed one below the other. A renderer
        that shows figures or tables has an attribute `with_demo`, a `DemoRenderer`: `kata check`
        runs the demo on the attempt and calls it in place of the renderer.
        """


class RegisterExecutor(Protocol):
    """Call it once for each executor."""

    def __call__(self, name: str, load: Callable[[], Callable[..., Any]]) -> None:
        """`name` is a value of `--executor`; `load` returns the executor, and is called when it is
        requested.

        An executor is created with `ExecutorOptions`; `kata_runner.classroom.executors.executor`
        describes it, with a complete example.
        """


@hookspec
def register_katas(register: RegisterKatas) -> None:
    """Register the folders of this pack's katas."""


@hookspec
def register_commands(cli: click.Group) -> None:
    """Add subcommands to `kata`."""


@hookspec
def register_reports(register: RegisterReport) -> None:
    """Add names to `--format`."""


@hookspec
def register_executors(register: RegisterExecutor) -> None:
    """Add names to `--executor`: other places to run a classroom's attempts."""


@hookspec(firstresult=True)
def diagnose(
    kata: Kata, outcome: Outcome, actual: Table | None, expected: Table, case: Any
) -> Diagnosis | None:
    """Return the cause of an outcome that failed or crashed and is not blocked; the first answer
    wins.

    `actual` is the attempt's table, None if it raised. `case` is a `kata_runner.DiagnosisContext`:
    everything known about the attempt, for plugins that look at more than one outcome.
    """


@hookspec(firstresult=True)
def score(kata: Kata, outcomes: tuple[Outcome, ...]) -> float | None:
    """Turn outcomes into a score between 0 and the sum of their points; the first answer wins."""


@hookspec
def attempt_graded(report: Report) -> None:
    """Observe a graded attempt."""
