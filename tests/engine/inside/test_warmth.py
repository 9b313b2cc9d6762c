"""The warm-up runs as children run: if the toy broke, every child would pay for it and nobody would see."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator

import pytest

from kata_runner.engine.inside import child, warmth
from kata_runner.engine.inside.assignment import Assignment
from kata_runner.engine.inside.experiments import Loaded


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    """Warming up leaves a process without garbage collection."""
    modules = set(sys.modules)
    yield
    gc.enable()
    gc.unfreeze()
    for name in set(sys.modules) - modules:
        del sys.modules[name]


def test_the_toy_attempt_passes_through_the_toy_experiments() -> None:
    answers: list[tuple[object, ...]] = []
    toys = Assignment(Loaded([warmth.arrays, warmth.numbers], {}), warmth.TERMS)
    child.Examination(toys, ("toy.py", "", warmth.ATTEMPT), lambda *answer: answers.append(answer)).hold()
    assert [answer[0] for answer in answers] == ["loaded", "table", "table", "done"]


def test_it_leaves_a_process_ready_to_be_forked() -> None:
    warmth.warm_up()
    assert not gc.isenabled() and gc.get_freeze_count() > 1000
