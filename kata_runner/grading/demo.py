"""The demo of a kata: what its shown experiments give on the reference, and on an attempt."""

from __future__ import annotations

from dataclasses import dataclass

from kata_runner.authoring import Declaration
from kata_runner.engine.job import Job, Run
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
    `message` says why the attempt does not load, where that is so.
    """

    kata: Kata
    shown: tuple[Shown, ...]
    problems: dict[str, str]
    message: str = ""


def show(kata: Kata, attempt: Attempt | None, run: RunJob) -> Demo:
    """Run the shown experiments; raises PackError when the reference does not get through."""
    expected = run(Job(kata, reference(kata), "shown", declare=True))
    if expected.unloadable:
        raise PackError(f"kata {kata.id}: the reference does not load: {expected.unloadable.text}")
    tables = {
        declaration: expectation(kata, declaration, expected).table
        for declaration in expected.declarations
    }
    if attempt is None:
        return Demo(
            kata, tuple((one, open_table(one, table), None) for one, table in tables.items()), {}
        )
    actual = run(Job(kata, attempt, "shown"))
    if actual.unloadable:
        return Demo(kata, (), {}, describe_load_problem(attempt, actual, expected.cost))
    problems = {one.name: why_not(one, table, actual) for one, table in tables.items()}
    shown = [
        (
            one,
            open_table(one, table),
            None if problems[one.name] else actual.results[one.name].table,
        )
        for one, table in tables.items()
    ]
    return Demo(
        kata, tuple(shown), {name: problem for name, problem in problems.items() if problem}
    )


def open_table(declaration: Declaration, table: Table) -> Table | None:
    """The reference's table, unless it is secret."""
    return None if declaration.secret else table


def why_not(declaration: Declaration, table: Table, run: Run) -> str:
    """Why an attempt's table cannot stand beside the reference's, or nothing."""
    result = run.results[declaration.name]
    if result.table is None:
        return result.problem.text if result.problem else "no table"
    if declaration.secret:
        return ""
    return shape_problem(table, result.table)
