"""Outcomes are grouped by the part they test."""

from __future__ import annotations

import pytest

from kata_runner.authoring import UNCHANGED
from kata_runner.grading.called_parts import TOGETHER, part_of
from kata_runner.learner.part_outcomes import group_by_part
from kata_runner.model import Outcome, Status


@pytest.mark.parametrize(
    ("called", "part"),
    [
        (["softmax"], "softmax"),
        (["softmax", "logits"], TOGETHER),
        (["Value"], "Value"),
        (["Value", "Value.backward"], "Value.backward"),
        (["Value", "Value.__init__", "Value.__add__"], "Value.__add__"),
        (["Value", "Value.__add__", "Value.backward"], "Value"),
        (["Value", "softmax"], TOGETHER),
        ([], TOGETHER),
    ],
)
def test_an_experiment_is_of_the_part_that_it_calls(called: list[str], part: str) -> None:
    assert part_of("experiment", {"experiment": called}) == part
    assert part_of(UNCHANGED, {UNCHANGED: called}) == UNCHANGED


def test_parts_come_in_order_and_what_tests_several_last() -> None:
    def outcome(name: str, points: float, part: str) -> Outcome:
        return Outcome(name, "", Status.PASSED if points else Status.FAILED, points, 2, part=part)

    outcomes = [
        outcome("both", 2, TOGETHER),
        outcome("f1", 2, "f"),
        outcome("g1", 0, "g"),
        outcome("f2", 0, "f"),
    ]
    groups = group_by_part(outcomes)
    assert [(group.name, group.points, group.max_points, group.passed) for group in groups] == [
        ("f", 2.0, 4.0, False),
        ("g", 0.0, 2.0, False),
        (TOGETHER, 2.0, 2.0, True),
    ]
