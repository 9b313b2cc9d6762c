"""Judging `unchanged_arguments`: the attempt's table beside the reference's, whose rows bear the
parameters' names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from kata_runner.authoring import UNCHANGED
from kata_runner.engine.job import Result
from kata_runner.engine.unchanged import AS_IT_WAS, CHANGED, COLUMNS
from kata_runner.grading.answer_key import AnswerKey, Expectation
from kata_runner.model import Difference, Outcome
from kata_runner.table import Table

NEVER_RETURNED = "never returned"


def aligned(expectation: Expectation, result: Result) -> Result:
    """The result with the rows of the expected table; any other experiment's as it is.

    An attempt's arguments are known by position, whatever it calls its parameters. A row is `never
    returned` where its function did not once return, or was not called in this way. What has these
    rows already stays as it is.
    """
    return (
        result if expectation.declaration.name != UNCHANGED else with_rows_of(expectation, result)
    )


@lru_cache(maxsize=256)
def with_rows_of(expectation: Expectation, result: Result) -> Result:
    """The same for the result of `unchanged_arguments`, made once for all attempts that share
    it.
    """
    if result.table is None:
        return result
    actual = {str(name): str(state) for name, state in result.table.rows}
    rows = [
        (label, state_of(label, position, actual))
        for label, position in with_positions(expectation.table)
    ]
    return replace(result, table=Table(COLUMNS, rows))


def with_positions(expected: Table) -> Iterator[tuple[str, int]]:
    """The labels of a table, ``merge: word``, each with its place among those of its function."""
    count: dict[str, int] = {}
    for name, _ in expected.rows:
        function = function_of(str(name))
        count[function] = count.get(function, 0) + 1
        yield str(name), count[function]


def state_of(label: str, position: int, actual: dict[str, str]) -> str:
    """What became of an argument, by its name and its place; changed where it was in any way of
    calling.
    """
    function = function_of(label)
    states = {actual[known] for known in (label, f"{function}: {position}") if known in actual}
    if (
        not states and "." in function
    ):  # a method may stand in a class beside the one that the reference has it in
        ends = tuple(f".{known.rpartition('.')[2]}" for known in (label, f"{function}: {position}"))
        states = {state for known, state in actual.items() if known.endswith(ends)}
    if states <= {NEVER_RETURNED}:
        return NEVER_RETURNED
    return CHANGED if CHANGED in states else AS_IT_WAS


def function_of(label: str) -> str:
    """The function in a row's label."""
    return label.partition(": ")[0]


def with_changes(
    outcome: Outcome, differences: list[Difference], expected: Table, key: AnswerKey
) -> Outcome:
    """The failed outcome with a sentence for each argument, or with what it waits for where nothing
    was changed.

    A function that never returned has failed in its own experiments, and what was not tried cannot
    be judged.
    """
    labelled = [(difference, str(expected.rows[difference.row][0])) for difference in differences]
    changes = [
        (difference, label) for difference, label in labelled if difference.actual != NEVER_RETURNED
    ]
    if changes:
        message = "\n".join(sentence(difference, label) for difference, label in changes)
        return replace(outcome, message=message, first_difference=changes[0][0])
    functions = dict.fromkeys(function_of(label) for _, label in labelled)
    needs = [
        expectation.declaration.name
        for expectation in key.expectations
        if expectation.declaration.name != UNCHANGED and functions.keys() & set(expectation.called)
    ]
    message = f"Not known as long as {' and '.join(functions)} did not return once."
    return replace(outcome, message=message, needs=tuple(needs))


def sentence(difference: Difference, label: str) -> str:
    """What happened to an argument, in words."""
    function, _, argument = label.partition(": ")
    if difference.actual == CHANGED:
        return f"{function} changed its argument {argument}: work on a copy, or make a new one."
    return f"{function} did not change its argument {argument}, as it should."
