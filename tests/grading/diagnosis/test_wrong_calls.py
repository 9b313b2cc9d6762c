"""Which functions of an attempt a part calls, as far as its source shows it."""

from __future__ import annotations

from kata_runner.grading.diagnosis.wrong_calls import map_calls, reached_from

SOURCE = b"""
def inner(x):
    return 2 * x  # outer

def helper(x):
    return inner(x)

def outer(x):
    return helper(x) + 1

def alone(x):
    return alone(x - 1) if x else 0
"""


def test_calls_are_followed_through_helpers() -> None:
    calls = map_calls(SOURCE)
    assert calls["outer"] == {"helper"}
    assert reached_from({"outer"}, calls) == {"outer", "helper", "inner"}
    assert reached_from({"inner"}, calls) == {"inner"}
    assert reached_from({"alone", "absent"}, calls) == {"alone", "absent"}
