"""Kata 6.1: right attempts pass, wrong ones fail in the function that is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from kata_runner.authoring import UNCHANGED
from kata_runner.engine.job import Job
from kata_runner.grading.evaluate import evaluate
from kata_runner.model import Outcome, Status
from tests.helpers.attempts import attempts_in, read_header, read_kept_attempt

RIGHT = attempts_in("n_grams/right", least=8)
WRONG = attempts_in("n_grams/wrong", least=15)
SEEDS = range(6)


@pytest.fixture(scope="module")
def desk(open_desk: Callable[[str], Any]) -> Any:
    return open_desk("6.1")


def by_name(path: Path) -> str:
    return path.stem


@pytest.fixture(scope="module")
def judged(desk: Any) -> Callable[[Path, int], tuple[Outcome, ...]]:
    """The outcomes of an attempt on a seed."""

    def outcomes(path: Path, seed: int) -> tuple[Outcome, ...]:
        job = Job(desk.kata, read_kept_attempt(path), "graded", seed)
        return evaluate(desk.key(seed), desk.sandbox.run(job))

    return outcomes


def functions_of(desk: Any) -> Mapping[str, set[str]]:
    """Which of the learner's functions each graded experiment calls."""
    return {
        part.declaration.name: {name for name, *_ in part.calls} for part in desk.key().expectations
    }


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("path", RIGHT, ids=by_name)
def test_right_attempt_passes(
    path: Path, seed: int, judged: Callable[..., tuple[Outcome, ...]]
) -> None:
    assert read_header(path).first("expect") == "passed"
    assert not [
        (outcome.name, outcome.explanation) for outcome in judged(path, seed) if not outcome.passed
    ]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("path", WRONG, ids=by_name)
def test_wrong_attempt_fails_where_it_is_wrong(
    path: Path, seed: int, desk: Any, judged: Callable[..., tuple[Outcome, ...]]
) -> None:
    header, called, outcomes = read_header(path), functions_of(desk), judged(path, seed)
    failed = [
        outcome
        for outcome in outcomes
        if not outcome.passed and outcome.status is not Status.BLOCKED
    ]
    assert header.first("expect") == "failed"
    assert header.first("because")
    assert failed, "it passes"
    blamed = {outcome.name: called[outcome.name] for outcome in failed}
    assert all(functions == {header.first("in")} for functions in blamed.values()), blamed
    assert all(outcome.explanation.strip() for outcome in failed)


def test_every_function_has_wrong_attempts() -> None:
    """So that the tests above say something about each of them."""
    counted = [read_header(path).first("in") for path in WRONG]
    assert all(counted.count(name) >= 3 for name in counted)
    assert len(set(counted)) == 6


def test_a_kata_of_one_function_each_calls_no_other(desk: Any) -> None:
    """Each graded experiment isolates one function, so that a failure names it."""
    called = functions_of(desk)
    assert all(len(functions) == 1 for name, functions in called.items() if name != UNCHANGED)
