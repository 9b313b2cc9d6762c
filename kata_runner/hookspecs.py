"""Every hook a plugin may implement: a tiny function and a sentence."""

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
        """`katas` holds a folder a kata, `solutions` one of the same name for each."""


class RegisterReport(Protocol):
    """Call it once for each format."""

    def __call__(self, name: str, load: Callable[[], Renderer]) -> None:
        """`name` is what `--format` takes; `load` is called when it is asked for and gives the
        renderer.

        A renderer that can make one text of several reports has an attribute `many`, a
        `ManyRenderer`: it gives the text in pieces, to be printed one below the other. One that
        shows pictures or tables has an attribute `with_demo`, a `DemoRenderer`: `kata check` runs
        the demo on the attempt and calls it in place of the renderer.
        """


class RegisterExecutor(Protocol):
    """Call it once for each executor."""

    def __call__(self, name: str, load: Callable[[], Callable[..., Any]]) -> None:
        """`name` is what `--executor` takes; `load` is called when it is asked for and gives the
        executor.

        An executor is made from `ExecutorOptions` and described, with a whole example, in
        `kata_runner.classroom.executors.executor`.
        """


@hookspec
def register_katas(register: RegisterKatas) -> None:
    """Say where this pack's katas are."""


@hookspec
def register_commands(cli: click.Group) -> None:
    """Add subcommands to `kata`."""


@hookspec
def register_reports(register: RegisterReport) -> None:
    """Add names to `--format`."""


@hookspec
def register_executors(register: RegisterExecutor) -> None:
    """Add names to `--executor`, for places where a classroom runs."""


@hookspec(firstresult=True)
def diagnose(
    kata: Kata, outcome: Outcome, actual: Table | None, expected: Table, case: Any
) -> Diagnosis | None:
    """Name the cause of an outcome that failed or crashed, and is not blocked; the first answer
    wins.

    `actual` is what the attempt gave, nothing where it raised. `case` is a
    `kata_runner.DiagnosisContext`, all that is known of the attempt, for those who look at more
    than one outcome.
    """


@hookspec(firstresult=True)
def score(kata: Kata, outcomes: tuple[Outcome, ...]) -> float | None:
    """Turn outcomes into a score between 0 and the sum of their points; the first answer wins."""


@hookspec
def attempt_graded(report: Report) -> None:
    """Observe a graded attempt."""
