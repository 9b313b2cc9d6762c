"""Which values a limit can have."""

from __future__ import annotations

import pytest

from kata_runner.limits import LIMITS, MAX_LIMIT, OF_ONE_EXPERIMENT, wrong_limit
from kata_runner.model import Limits


def test_there_is_a_default_for_each_limit_of_its_type() -> None:
    limits = Limits()
    assert {name: type(getattr(limits, name)) for name in LIMITS} == LIMITS
    assert set(OF_ONE_EXPERIMENT) <= LIMITS.keys()
    assert [name for name in LIMITS if wrong_limit(name, getattr(limits, name))] == []


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
    assert wrong_limit(name, value) == ""


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("cpu", 0, "a positive number up to 1000000 is wanted"),
        ("cpu", -1.0, "a positive number up to 1000000 is wanted"),
        ("cpu", MAX_LIMIT + 1, "a positive number up to 1000000 is wanted"),
        ("cpu", float("nan"), "a positive number up to 1000000 is wanted"),
        ("cpu", True, "a positive number up to 1000000 is wanted"),
        ("cpu", "2", "a positive number up to 1000000 is wanted"),
        ("memory_mb", 255, "a whole number from 256 to 1000000 is wanted"),
        ("memory_mb", 512.0, "a whole number from 256 to 1000000 is wanted"),
        ("open_files", 7, "a whole number from 8 to 1000000 is wanted"),
        ("output_kb", 0, "a whole number up to 1000000 is wanted"),
    ],
)
def test_another_value_is_told_what_is_wanted(name: str, value: object, message: str) -> None:
    assert wrong_limit(name, value) == message
