"""The demo of a kata: what its shown experiments give on the reference, and on an attempt."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kata_runner.authoring import Declaration
from kata_runner.engine.job import Cost, Job, Run
from kata_runner.errors import PackError
from kata_runner.grading.answer_key import RunJob, expectation, reference
from kata_runner.grading.compare import shape_problem
from kata_runner.grading.evaluate import describe_load_problem
from kata_runner.model import Attempt, Kata
from kata_runner.table import Table

Shown = tuple[Declaration, Table | None, Table | None]


@dataclass(frozen=True)
class Demo:
    """Each shown experiment with the reference's table and the attempt's; why a table is missing,
    by name.

    The reference's is missing where it is secret: nothing but the attempt's own is in here then.
    `message` says why the attempt does not load, where that is so; `cost` is what the reference
    takes.
    """

    kata: Kata
    shown: tuple[Shown, ...]
    problems: dict[str, str]
    message: str = ""
    cost: Cost = Cost()


def show(kata: Kata, attempt: Attempt | None, run: RunJob) -> Demo:
    """Run the shown experiments; raises PackError when the reference does not get through."""
    demo = show_reference(kata, run)
    return demo if attempt is None else add_attempt(demo, attempt, run(Job(kata, attempt, "shown")))


def show_reference(kata: Kata, run: RunJob) -> Demo:
    """Run the shown experiments on the reference; raises PackError when it does not get through."""
    expected = run(Job(kata, reference(kata), "shown", declare=True))
    if expected.unloadable:
        raise PackError(f"kata {kata.id}: the reference does not load: {expected.unloadable.text}")
    tables = (
        (one, open_table(one, expectation(kata, one, expected).table), None)
        for one in expected.declarations
    )
    return Demo(kata, tuple(tables), {}, cost=expected.cost)


def add_attempt(demo: Demo, attempt: Attempt, run: Run) -> Demo:
    """Return the demo of the reference with what an attempt gives in the shown experiments."""
    if run.unloadable:
        return replace(demo, shown=(), message=describe_load_problem(attempt, run, demo.cost))
    problems = {one.name: why_not(one, table, run) for one, table, _ in demo.shown}
    shown = tuple(
        (one, table, None if problems[one.name] else run.results[one.name].table)
        for one, table, _ in demo.shown
    )
    return replace(demo, shown=shown, problems={name: why for name, why in problems.items() if why})


def open_table(declaration: Declaration, table: Table) -> Table | None:
    """The reference's table, unless it is secret."""
    return None if declaration.secret else table


def why_not(declaration: Declaration, table: Table | None, run: Run) -> str:
    """Why an attempt's table cannot stand beside the reference's, or nothing."""
    result = run.results[declaration.name]
    if result.table is None:
        return result.problem.text if result.problem else "no table"
    if table is None:  # it is secret
        return ""
    return shape_problem(table, result.table)
