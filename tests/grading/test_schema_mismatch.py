"""What kind of thing was returned and what kind was expected, in words."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from kata_runner.engine.inside.value_schema import get_schema
from kata_runner.grading.schema_mismatch import (
    describe_mismatch,
    describe_schema,
    odd_result,
    schemas_match,
)

VECTOR = np.array([1.0, 2.0])
SAME_FORM: list[list[Any]] = [
    [1.0, 1, np.float64(1), np.float32(1), np.int64(1), np.array(1.0)],
    [
        VECTOR,
        [1.0, 2.0],
        (1.0, 2.0),
        [1, 2.5],
        [np.float64(1), 2],
        VECTOR.astype("float32"),
        VECTOR.astype(int),
    ],
    [
        (VECTOR, VECTOR),
        [VECTOR, VECTOR],
        np.array([VECTOR, VECTOR]),
        ([1, 2], VECTOR),
        [(1, 2), [3.0, 4.0]],
    ],
    [(VECTOR, 1.0), [[1, 2], 1], ((1.0, 2.0), np.float64(1))],
    ["a", np.str_("b")],
    [True, np.True_],
]
ODD = [
    None,
    1j,
    VECTOR + 0j,
    object(),
    (number for number in [1.0]),
    {1.0},
    {"a": 1.0},
    np.array([None]),
    [None, 1.0],
    b"bytes",
]


@pytest.mark.parametrize(
    "group", SAME_FORM, ids=lambda group: describe_schema(get_schema(group[0]))
)
def test_lists_tuples_arrays_and_numpy_scalars_are_alike(group: list[Any]) -> None:
    for expected in group:
        for actual in group:
            assert schemas_match(get_schema(expected), get_schema(actual)), (expected, actual)


def test_groups_are_not_alike() -> None:
    for number, group in enumerate(SAME_FORM):
        for other in SAME_FORM[number + 1 :]:
            assert not schemas_match(get_schema(group[0]), get_schema(other[0])), (
                group[0],
                other[0],
            )


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: type(odd).__name__)
@pytest.mark.parametrize("expected", [1.0, VECTOR, (VECTOR, VECTOR), (VECTOR, 1.0)], ids=repr)
def test_odd_things_are_refused(expected: Any, odd: Any) -> None:
    sentence = describe_mismatch([("f", get_schema(expected), 1)], [("f", get_schema(odd), 1)])
    assert sentence.startswith("f returned ") and ", expected " in sentence
    assert (
        describe_schema(get_schema(odd)) in sentence
        and describe_schema(get_schema(expected)) in sentence
    )


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1.0, "a number"),
        ("a", "a text"),
        (True, "a truth value"),
        (None, "None"),
        (1j, "a complex number"),
        (VECTOR, "numbers of shape (2,)"),
        (np.ones((2, 3)), "numbers of shape (2, 3)"),
        ((VECTOR, 1.0), "(numbers of shape (2,), a number)"),
        ({}, "a dictionary"),
        ([VECTOR, [1.0]], "(numbers of shape (2,), numbers of shape (1,))"),
    ],
)
def test_in_words(value: Any, words: str) -> None:
    assert describe_schema(get_schema(value)) == words


def test_the_first_call_of_another_kind_is_told() -> None:
    number, vector, nothing = get_schema(1.0), get_schema(VECTOR), get_schema(None)
    expected = [("f", number, 2), ("g", vector, 1)]
    assert not describe_mismatch(expected, expected)
    assert describe_mismatch(expected, [("f", number, 2), ("g", nothing, 1)]).startswith(
        "g returned None"
    )
    assert describe_mismatch(expected, [("f", vector, 2), ("g", nothing, 1)]).startswith(
        "f returned numbers"
    )


def test_calls_in_another_order_say_nothing() -> None:
    number = get_schema(1.0)
    assert not describe_mismatch([("f", number, 1)], [("g", get_schema(None), 1)])
    assert not describe_mismatch([("f", number, 1)], [])


def test_an_exception_that_the_experiment_catches_is_left_to_its_table() -> None:
    number, raised = [("f", get_schema(1.0), 1)], [("f", ("raised",), 1)]
    assert not describe_mismatch(number, raised) and not describe_mismatch(raised, number)
    assert odd_result(number, raised) == "f raised an exception, which it should not."
    assert odd_result(raised, number).startswith("f returned a number, which is not of the ")


class Hostile:
    """Raises whatever is asked of it."""

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError(name)

    __class__ = property(lambda self: 1 / 0)


def test_an_object_that_raises_when_looked_at_is_only_odd() -> None:
    assert get_schema(Hostile())[0] == "odd"
