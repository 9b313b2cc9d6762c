"""The demo of a kata: what its shown experiments give on the reference, and on an attempt."""

from __future__ import annotations

from dataclasses import dataclass

from kata_runner.authoring import Declaration
from kata_runner.engine.job import Cost, Job, Run
from kata_runner.errors import PackError
from kata_runner.grading.answer_key import Expectation, RunJob, expectation, reference
from kata_runner.grading.compare import shape_problem
from kata_runner.grading.evaluate import describe_load_problem, describe_problem
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
    known = [expectation(kata, declaration, expected) for declaration in expected.declarations]
    if attempt is None:
        return Demo(kata, tuple((one.declaration, open_table(one), None) for one in known), {})
    actual = run(Job(kata, attempt, "shown"))
    if actual.unloadable:
        return Demo(kata, (), {}, describe_load_problem(attempt, actual, expected.cost))
    problems = {one.declaration.name: why_not(one, actual, expected.cost) for one in known}
    shown = [
        (
            one.declaration,
            open_table(one),
            None if problems[one.declaration.name] else actual.results[one.declaration.name].table,
        )
        for one in known
    ]
    return Demo(
        kata, tuple(shown), {name: problem for name, problem in problems.items() if problem}
    )


def open_table(expectation: Expectation) -> Table | None:
    """The reference's table, unless it is secret."""
    return None if expectation.declaration.secret else expectation.table


def why_not(expectation: Expectation, run: Run, cost: Cost) -> str:
    """Why an attempt's table cannot stand beside the reference's, as `kata check` says it, or
    nothing.
    """
    declaration = expectation.declaration
    result = run.results[declaration.name]
    if result.table is None:
        return describe_problem(result.problem, cost) if result.problem else "no table"
    return "" if declaration.secret else shape_problem(expectation.table, result.table)
