"""Which arguments functions changed, over all graded experiments."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kata_runner.authoring import UNCHANGED
from kata_runner.cells import MAX_CELLS, MAX_TEXT
from kata_runner.engine.job import CalledArguments, Job
from kata_runner.engine.unchanged import (
    build_unchanged_result,
    make_declaration,
    watches_arguments,
)
from kata_runner.model import Attempt, Kata

KATA = Kata("0.1", "softmax", "Softmax", "", "", "here", Path(), Path())
ASKING = replace(KATA, unchanged_arguments=2.0)
JOB = Job(ASKING, Attempt(Path("a.py"), b"", ""))


@pytest.mark.parametrize(
    ("job", "is_watched"),
    [
        (JOB, True),
        (replace(JOB, which="all"), True),
        (replace(JOB, which="shown"), False),
        (replace(JOB, which=["one"]), False),
        (replace(JOB, which=["one", UNCHANGED]), True),
        (replace(JOB, which=["one"], watched=True), True),
        (replace(JOB, kata=KATA), False),
        (replace(JOB, kata=KATA, watched=True), False),
    ],
)
def test_arguments_are_watched_where_the_kata_asks_and_all_is_graded(
    job: Job, is_watched: bool
) -> None:
    assert watches_arguments(job) is is_watched


def test_an_argument_that_one_call_changed_is_changed() -> None:
    left = CalledArguments("step", ((0, "x"), (1, "")), ())
    changed = CalledArguments("step", ((0, "x"), (1, "")), ((1, ""),))
    other = CalledArguments("merge", ((0, "word"),), ())
    result = build_unchanged_result(((left, other), (changed,), (left,)))
    assert result.table is not None
    assert result.table.rows == (
        ("merge: word", "unchanged"), ("step: x", "unchanged"), ("step: 2", "changed"),
    )  # fmt: skip
    assert [call[0] for call in result.calls] == ["merge", "step"]


def test_more_arguments_than_a_table_holds_may_be_claimed() -> None:
    many = CalledArguments("f" * MAX_TEXT, tuple((n, "") for n in range(MAX_CELLS)), ())
    result = build_unchanged_result(((many,),))
    assert result.table is not None
    assert len(result.table.rows) == MAX_CELLS


def test_equal_calls_share_one_result() -> None:
    experiments = ((CalledArguments("step", ((0, "x"),), ()),),)
    assert build_unchanged_result(experiments) is build_unchanged_result(experiments)


def test_it_is_an_outcome_of_the_kata_s_points() -> None:
    declaration = make_declaration(ASKING)
    assert (declaration.name, declaration.points, declaration.shown) == (UNCHANGED, 2.0, False)
