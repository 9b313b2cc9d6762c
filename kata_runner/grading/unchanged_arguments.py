"""Evaluation of `unchanged_arguments`: the attempt's table against the reference's, whose rows are
named after the parameters.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import lru_cache

from kata_runner.authoring import UNCHANGED
from kata_runner.engine.job import Result
from kata_runner.engine.unchanged import AS_IT_WAS, CHANGED, COLUMNS
from kata_runner.grading.answer_key import AnswerKey, Expectation
from kata_runner.model import Difference, Outcome
from kata_runner.table import Table

NEVER_RETURNED = "never returned"  # or nothing


def align(expectation: Expectation, result: Result, idle: frozenset[str] = frozenset()) -> Result:
    """Return the result of `unchanged_arguments` with the rows of the expected table, any other as
    it is.

    An attempt's arguments are matched by position too, because it may name its parameters
    differently. A row is `never returned` if its function is `idle` or never returned, or was not
    called in this way. A result that has these rows already keeps them.
    """
    is_unchanged = expectation.declaration.name == UNCHANGED
    return with_rows_of(expectation, result, idle) if is_unchanged else result


@lru_cache(maxsize=256)
def with_rows_of(expectation: Expectation, result: Result, idle: frozenset[str]) -> Result:
    """Return a result of `unchanged_arguments` with the expected rows; cached for attempts that
    share it.
    """
    if result.table is None:
        return result
    actual = {str(name): str(state) for name, state in result.table.rows}
    positions: Counter[str] = Counter()  # of an argument within its function, from 1
    rows = []
    for name, _ in expectation.table.rows:
        label = str(name)
        positions[function_of(label)] += 1
        state = state_of(label, positions[function_of(label)], actual)
        rows.append((label, NEVER_RETURNED if function_of(label) in idle else state))
    return replace(result, table=Table(COLUMNS, rows))


def state_of(label: str, position: int, actual: dict[str, str]) -> str:
    """Return the state of an argument, by its name and its position; changed if it was in any way
    of calling.
    """
    function = function_of(label)
    labels = (label, f"{function}: {position}")
    states = {actual[known] for known in labels if known in actual}
    if not states and "." in function:  # a method may be in another class than in the reference
        ends = tuple(f".{known.rpartition('.')[2]}" for known in labels)
        states = {state for known, state in actual.items() if known.endswith(ends)}
    if states <= {NEVER_RETURNED}:
        return NEVER_RETURNED
    return CHANGED if CHANGED in states else AS_IT_WAS


def function_of(label: str) -> str:
    """Return the function in a row's label."""
    return label.partition(": ")[0]


def with_changes(
    outcome: Outcome, differences: list[Difference], expected: Table, key: AnswerKey
) -> Outcome:
    """Return the failed outcome with a sentence for each argument that differs.

    If all of these belong to functions that never returned, the outcome waits for their experiments
    instead: they have failed there, and what did not run cannot be judged.
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
    message = f"Not known as long as {', '.join(functions)} gave no result."
    return replace(outcome, message=message, needs=tuple(needs))


def describe_change(function: str, argument: str) -> str:
    """Say that a function changes an argument, and what to do."""
    return (
        f"{function} changes {argument} in place, and what it is given should stay as it is: work "
        f"on a copy, or make a new array."
    )


def sentence(difference: Difference, label: str) -> str:
    """Say what happened to an argument."""
    function, _, argument = label.partition(": ")
    if difference.actual == CHANGED:
        return f"{function} changed its argument {argument}: work on a copy, or make a new one."
    return f"{function} did not change its argument {argument}, as it should."
