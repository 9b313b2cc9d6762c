"""How the kind of a result is related to the expected kind."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from kata_runner.engine.inside.value_schema import get_schema
from kata_runner.grading.diagnosis.shapes import shape_relation

V, M = np.zeros(3), np.zeros((2, 3))


def name(expected: Any, actual: Any) -> str:
    found = shape_relation([("f", get_schema(expected), 1)], [("f", get_schema(actual), 1)])
    return found.name if found else ""


@pytest.mark.parametrize(
    ("expected", "actual", "relation"),
    [
        (V, V[:, None], "extra_axis"),
        (V, V[None], "extra_axis"),
        (M, M[:, None, :], "extra_axis"),
        (1.0, V[:1], "not_a_number"),
        (V[None], V, "missing_axis"),
        (M, M.T, "transposed_shape"),
        (V, np.outer(V, V), "every_pair"),
        (V, 0.5, "summed_up"),
        (M, 0.5, "summed_up"),
        (V, V[1:], "one_too_few"),
        (V, np.zeros(4), "one_too_many"),
        (M, np.zeros((3, 3)), "one_too_many"),
        (V, (V,), "wrapped"),
        (V, [V], "wrapped"),
        ((V, V), (V[None], V[None]), "extra_axis"),
        ((V, V), (V[1:], V[1:]), "one_too_few"),
        ((V, 0.5), (0.5, V), "results_reversed"),
        ((V, 0.5), (V, 0.5, V), "number_of_results"),
        ((V, V), (V, V, V), "number_of_results"),
        ((V, V), V, "number_of_results"),
        ((V, V, V), (V, V), "number_of_results"),
        ((1, 2, 3), (1, 2), "number_of_results"),
        (0.5, V, "not_summed_up"),
        ((V, M), (M, V), "results_reversed"),
        (M, np.zeros(2), "axis_gone"),
        (M, V, "axis_gone"),
        (M, np.zeros((2, 7)), "other_length"),
        (M, np.zeros((5, 3)), "other_length"),
        (V, {"a": 1.0, "b": 2.0}, "dictionary"),
    ],
)
def test_a_relation_of_shapes_is_named(expected: Any, actual: Any, relation: str) -> None:
    assert name(expected, actual) == relation


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        (V, None),
        (V, "text"),
        (V, ["a", "b", "c"]),
        (V, np.zeros(7)),
        (M, np.zeros((5, 7))),
        (M, np.zeros((3, 4))),
        ((V, 0.5), (V, "a")),
        (0.5, {"a": 1}),
    ],
)
def test_what_has_no_relation_gets_none(expected: Any, actual: Any) -> None:
    assert name(expected, actual) == ""


WORDS = ["a", "b", "c"]


@pytest.mark.parametrize(
    ("expected", "actual", "relation"),
    [
        (WORDS, "a", ""),  # no sum or mean of words
        ("a", ["a"], "wrapped"),
        (WORDS, [[word] for word in WORDS], ""),  # no ravel, no keepdims
        ([[word] for word in WORDS], WORDS, ""),
        (WORDS, [WORDS] * 3, ""),  # no product of all pairs
        (np.array(["a"]), "a", ""),
        (WORDS, ["a", "b"], "one_too_few"),
        (WORDS, [*WORDS, "d"], "one_too_many"),
        ([True, False], True, ""),
    ],
)
def test_of_texts_and_truths_no_relation_is_named_that_only_numbers_have(
    expected: Any, actual: Any, relation: str
) -> None:
    assert name(expected, actual) == relation


@pytest.mark.parametrize("value", [V, M, 0.5, (V, 0.5), "text"])
def test_what_is_as_wanted_has_no_relation(value: Any) -> None:
    assert name(value, value) == ""


def test_an_experiment_that_took_another_way_says_nothing() -> None:
    assert shape_relation([("f", get_schema(V), 1)], [("g", get_schema(0.5), 1)]) is None


def test_the_sentence_says_what_to_do() -> None:
    found = shape_relation([("f", get_schema(V), 1)], [("f", get_schema(V[:, None]), 1)])
    assert found is not None
    assert found.says == "There is an axis too many: make (3,) of (3, 1) with ravel or reshape."
