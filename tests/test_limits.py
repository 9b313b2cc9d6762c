"""Which values a limit can have."""

from __future__ import annotations

import pytest

from kata_runner.limits import LIMITS, MAX_LIMIT, OF_ONE_EXPERIMENT, describe_wrong_limit
from kata_runner.model import Limits


def test_there_is_a_default_for_each_limit_of_its_type() -> None:
    limits = Limits()
    assert {name: type(getattr(limits, name)) for name in LIMITS} == LIMITS
    assert set(OF_ONE_EXPERIMENT) <= LIMITS.keys()
    assert [name for name in LIMITS if describe_wrong_limit(name, getattr(limits, name))] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("cpu", 0.001),
        ("cpu", 1),
        ("cpu", MAX_LIMIT),
        ("memory_mb", 256),
        ("open_files", 8),
        ("output_kb", 1),
    ],
)
def test_a_value_that_fits_has_nothing_wrong(name: str, value: object) -> None:
    assert describe_wrong_limit(name, value) == ""


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("cpu", 0, "expected a positive number up to 1000000"),
        ("cpu", -1.0, "expected a positive number up to 1000000"),
        ("cpu", MAX_LIMIT + 1, "expected a positive number up to 1000000"),
        ("cpu", float("nan"), "expected a positive number up to 1000000"),
        ("cpu", True, "expected a positive number up to 1000000"),
        ("cpu", "2", "expected a positive number up to 1000000"),
        ("memory_mb", 255, "expected a whole number from 256 to 1000000"),
        ("memory_mb", 512.0, "expected a whole number from 256 to 1000000"),
        ("open_files", 7, "expected a whole number from 8 to 1000000"),
        ("output_kb", 0, "expected a whole number up to 1000000"),
    ],
)
def test_another_value_is_told_what_is_wanted(name: str, value: object, message: str) -> None:
    assert describe_wrong_limit(name, value) == message
