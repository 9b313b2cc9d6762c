"""When two implementations have given the same."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from kata_runner.engine.job import Problem, Result
from kata_runner.grading.diagnosis.equality import results_equal, results_equal_ignoring_text
from kata_runner.model import Status
from kata_runner.table import Table, Tolerance

NUMBER, PAIR = ("numbers", (), "scalar"), ("numbers", (2,), "array")
USUAL = Tolerance()


def gave(*values: object, form: object = NUMBER) -> Result:
    return Result("e", Table.of(list(values)), None, (("f", form, 1),))


def failed(kind: str, text: str, form: object = NUMBER) -> Result:
    return Result("e", None, Problem(Status.CRASHED, kind, text), (("f", form, 1),))


@pytest.mark.parametrize("value", [0.5, 0.50001, 0.49999])
def test_numbers_within_the_tolerance(value: float) -> None:
    assert results_equal(gave(0.5), gave(value), USUAL)
    assert results_equal(gave(0.5), gave(value), Tolerance(0, 0)) == (value == 0.5)


def test_nan_is_like_nan_and_like_nothing_else() -> None:
    assert results_equal(gave(math.nan, 1.0), gave(math.nan, 1.0), USUAL)
    assert not results_equal(gave(math.nan), gave(1.0), USUAL)
    assert not results_equal(gave(1.0), gave(math.nan), USUAL)


def test_infinities_are_like_themselves() -> None:
    assert results_equal(gave(math.inf), gave(math.inf), USUAL)
    assert not results_equal(gave(math.inf), gave(-math.inf), USUAL)


def test_another_shape_is_not_alike() -> None:
    assert not results_equal(gave(1.0, 2.0), gave(1.0), USUAL)
    one = gave(1.0)
    assert one.table is not None
    assert not results_equal(one, replace(one, table=Table.stack([one.table, one.table])), USUAL)


def test_equal_tables_are_alike_whatever_kinds_of_results_they_are_of() -> None:
    assert results_equal(gave(1.0), gave(1.0, form=PAIR), USUAL)


def test_a_table_is_not_like_a_failure() -> None:
    assert not results_equal(gave(1.0), failed("crashed", "KeyError: 'a'"), USUAL)
    assert not results_equal(failed("crashed", "KeyError: 'a'"), gave(1.0), USUAL)


def test_crashes_are_alike_in_the_same_words() -> None:
    assert results_equal(
        failed("crashed", "KeyError: 'a'"), failed("crashed", "KeyError: 'a'"), USUAL
    )
    assert not results_equal(
        failed("crashed", "KeyError: 'a'"), failed("crashed", "KeyError: 'b'"), USUAL
    )


def test_what_cannot_be_used_is_told_by_the_error_and_the_kind_of_result() -> None:
    old, new = (
        "ValueError: too many values (expected 2)",
        "ValueError: too many values (expected 2, got 3)",
    )
    assert results_equal(failed("unusable", old), failed("unusable", new), USUAL)
    assert not results_equal(failed("unusable", old), failed("unusable", new, PAIR), USUAL)
    assert not results_equal(
        failed("unusable", old), failed("unusable", "TypeError: too many"), USUAL
    )


def test_another_python_has_other_words_for_the_same_error() -> None:
    then, now = (
        failed("crashed", "ValueError: min() of nothing"),
        failed("crashed", "ValueError: min() is empty"),
    )
    assert not results_equal(then, now, USUAL)
    assert results_equal_ignoring_text(then, now, USUAL)
    assert not results_equal_ignoring_text(
        then, failed("crashed", "TypeError: min() of nothing"), USUAL
    )
    assert not results_equal_ignoring_text(
        then, failed("unusable", "ValueError: min() of nothing"), USUAL
    )
    assert not results_equal_ignoring_text(
        failed("unusable", "TypeError: a"), failed("unusable", "TypeError: b", PAIR), USUAL
    )
    assert not results_equal_ignoring_text(then, gave(0.5), USUAL)
    assert results_equal_ignoring_text(gave(0.5), gave(0.5), USUAL)
    assert not results_equal_ignoring_text(gave(0.5), gave(0.6), USUAL)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ZeroDivisionError: float division by zero", "ZeroDivisionError: division by zero"),
        ("ZeroDivisionError: float modulo", "ZeroDivisionError: division by zero"),
        ("ValueError: math domain error", "ValueError: expected a positive input, got 0.0"),
        ("ValueError: math domain error", "ValueError: expected a positive input"),
        ("ValueError: math domain error", "ValueError: expected argument value > -1, got -1.0"),
        (
            "ValueError: max() arg is an empty sequence",
            "ValueError: max() iterable argument is empty",
        ),
        ("ValueError: 1 is not in list", "ValueError: list.index(x): x not in list"),
        (
            "TypeError: unhashable type: 'list'",
            "TypeError: cannot use 'list' as a dict key (unhashable type: 'list')",
        ),
        (
            "ValueError: too many values to unpack (expected 2)",
            "ValueError: too many values to unpack (expected 2, got 3)",
        ),
    ],
)
def test_the_words_of_another_python_are_the_same_error(old: str, new: str) -> None:
    assert results_equal(failed("crashed", old), failed("crashed", new), USUAL)
    assert not results_equal(failed("crashed", old), failed("crashed", "KeyError: 'a'"), USUAL)
