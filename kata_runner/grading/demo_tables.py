"""The demo of a kata: what its shown experiments give on the reference, and on an attempt."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kata_runner.authoring import Declaration
from kata_runner.engine.job import Cost, Job, Run
from kata_runner.errors import PackError, UsageError
from kata_runner.grading.answer_key import RunJob, expectation, reference
from kata_runner.grading.compare import differences, shape_problem
from kata_runner.grading.evaluate import describe_load_problem, describe_problem
from kata_runner.model import Attempt, Kata
from kata_runner.table import Table, Tolerance

Shown = tuple[Declaration, Table | None, Table | None]


@dataclass(frozen=True)
class Demo:
    """The shown experiments, each with the reference's table and the attempt's.

    `problems` says, by name, why an attempt's table is missing. The reference's table is missing if
    the experiment is secret: then only the attempt's own is here. `message` says why the attempt
    does not load, else it is empty; `cost` is what the reference takes. `varying` has the
    experiments whose values differ from run to run, such as measured times.
    """

    kata: Kata
    shown: tuple[Shown, ...]
    problems: dict[str, str]
    message: str = ""
    cost: Cost = Cost()
    varying: frozenset[str] = frozenset()


def choose_experiment(demo: Demo, name: str) -> Demo:
    """Return the demo of one experiment, or the demo itself if its attempt does not load.

    Raises UsageError for an unknown name, with the names of all experiments.
    """
    shown = tuple(one for one in demo.shown if one[0].name == name)
    if not shown and not demo.message:
        names = ", ".join(declaration.name for declaration, *_ in demo.shown)
        raise UsageError(f"--only {name:.60}: no experiment that is shown has this name: {names}")
    return replace(demo, shown=shown)


def show(kata: Kata, attempt: Attempt | None, run: RunJob) -> Demo:
    """Run the shown experiments; raises PackError if the reference fails in one."""
    demo = show_reference(kata, run)
    if attempt is None:
        return demo
    demo = add_attempt(demo, attempt, run(Job(kata, attempt, "shown")))
    return replace(demo, varying=find_varying(demo, run))


def find_varying(demo: Demo, run: RunJob) -> frozenset[str]:
    """Return the experiments without points in which the reference differs from itself.

    Only those in which the attempt differs from the reference are run again.
    """
    doubtful = {
        one.name: (table, one.tolerance)
        for one, table, actual in demo.shown
        if not one.graded and table and actual and is_different(table, actual, one.tolerance)
    }
    if not doubtful:
        return frozenset()
    again = run(Job(demo.kata, reference(demo.kata), list(doubtful))).results
    return frozenset(
        name
        for name, (table, tolerance) in doubtful.items()
        if name in again and is_different(table, again[name].table, tolerance)
    )


def is_different(table: Table, other: Table | None, tolerance: Tolerance) -> bool:
    """Whether another table is missing, or has another shape or other values."""
    return (
        other is None
        or bool(shape_problem(table, other))
        or any(differences(table, other, tolerance))
    )


def show_reference(kata: Kata, run: RunJob) -> Demo:
    """Run the shown experiments on the reference; raises PackError if it fails in one."""
    expected = run(Job(kata, reference(kata), "shown", declare=True))
    if expected.unloadable:
        raise PackError(f"kata {kata.id}: the reference does not load: {expected.unloadable.text}")
    tables = [(one, expectation(kata, one, expected).table) for one in expected.declarations]
    shown = tuple((one, None if one.secret else table, None) for one, table in tables)
    return Demo(kata, shown, {}, cost=expected.cost)


def add_attempt(demo: Demo, attempt: Attempt, run: Run) -> Demo:
    """Return the demo of the reference with the attempt's tables added."""
    if run.unloadable:
        return replace(demo, shown=(), message=describe_load_problem(attempt, run, demo.cost))
    shown, problems = [], {}
    for one, table, _ in demo.shown:
        actual = run.results[one.name].table
        if problem := describe_missing_table(one, table, run, demo.cost):
            actual, problems[one.name] = None, problem
        shown.append((one, table, actual))
    return replace(demo, shown=tuple(shown), problems=problems)


def describe_missing_table(
    declaration: Declaration, table: Table | None, run: Run, cost: Cost
) -> str:
    """Return why an attempt's table cannot be shown beside the reference's, in the words of `kata
    check`; empty if it can.
    """
    result = run.results[declaration.name]
    if result.table is None:
        return describe_problem(result.problem, cost) if result.problem else "no table"
    if table is None:  # it is secret
        return ""
    return shape_problem(table, result.table)
