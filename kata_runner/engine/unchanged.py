"""The outcome `unchanged_arguments`: a table of which arguments the functions changed, over all
graded experiments.
"""

from __future__ import annotations

from functools import lru_cache

from kata_runner.authoring import UNCHANGED, Declaration
from kata_runner.engine.job import CalledArguments, Job, Result
from kata_runner.model import Kata
from kata_runner.table import Table

COLUMNS = ("argument", "after the call")
AS_IT_WAS, CHANGED = "unchanged", "changed"


def watches_arguments(job: Job) -> bool:
    """Return whether a job includes the outcome: its kata has it, and the job runs everything that
    is graded, names it, or is the rest of such a job.
    """
    if not job.kata.unchanged_arguments:
        return False
    if job.watched:
        return True
    return job.which in ("graded", "all") if isinstance(job.which, str) else UNCHANGED in job.which


def make_declaration(kata: Kata) -> Declaration:
    """Return the declaration that an author would have written for the outcome."""
    return Declaration(
        name=UNCHANGED,
        title="Unchanged arguments",
        sentence="A function leaves what it is given as it is.",
        points=kata.unchanged_arguments,
        shown=False,
    )


@lru_cache(maxsize=256)
def build_unchanged_result(experiments: tuple[tuple[CalledArguments, ...], ...]) -> Result:
    """Return a table with a row for each function and argument, changed in some call of all
    experiments or in none; the calls of the result name the functions.

    Attempts with exactly the same calls share one result.
    """
    changed: dict[str, dict[tuple[int, str], bool]] = {}
    for experiment in experiments:
        for called in experiment:
            of_function = changed.setdefault(called.function, {})
            for argument in called.given:
                of_function[argument] = (
                    of_function.get(argument, False) or argument in called.changed
                )
    rows = [(label(function, argument), CHANGED if changed[function][argument] else AS_IT_WAS)
            for function in sorted(changed) for argument in sorted(changed[function])]  # fmt: skip
    calls = tuple((function, ("arguments",), 1) for function in sorted(changed))
    # Names and numbers come from the attempt, which may send more than a table of ours holds.
    return Result(UNCHANGED, Table.of_plain(COLUMNS, rows, {}, ()), None, calls)


def label(function: str, argument: tuple[int, str]) -> str:
    """Return a row's label: ``merge: word``, or ``merge: 1`` where only the position is known."""
    position, name = argument
    return f"{function}: {name or position + 1}"
