"""What comes next on the way through the katas."""

from __future__ import annotations

import pytest

from kata_runner.learner.path import next_kata, open_needs
from kata_runner.learner.progress_store import Standing
from tests.learner.conftest import make_kata

ONE = make_kata("one", "1")
TWO = make_kata("two", "2", needs=("1",))
THREE = make_kata("three", "3", needs=("two", "not_installed"))
KATAS = (TWO, THREE, ONE)  # in another order than they need each other


def standing(kata: str, *, passed: bool, at: float = 1.0) -> Standing:
    """How far a kata is."""
    return Standing(kata, 1.0, 3.0, 1, at, "v", at if passed else None, "v" if passed else "")


@pytest.mark.parametrize(
    ("passed", "tried", "following"),
    [
        ((), (), ONE),
        (("one",), (), TWO),
        (("one", "two"), (), THREE),
        (("one",), ("three",), THREE),  # what was begun comes first
        ((), ("one", "three"), THREE),  # and what was tried last
        (("one", "two", "three"), (), None),
    ],
)
def test_next_follows_what_was_begun_then_the_needs(
    passed: tuple[str, ...], tried: tuple[str, ...], following: object
) -> None:
    standings = {name: standing(name, passed=True) for name in passed}
    for at, name in enumerate(tried):
        standings[name] = standing(name, passed=False, at=at)
    assert next_kata(KATAS, standings) is following


def test_needs_in_a_circle_still_have_a_next() -> None:
    circle = (make_kata("a", "1", needs=("2",)), make_kata("b", "2", needs=("1",)))
    assert next_kata(circle, {}) is circle[0]


def test_without_katas_there_is_no_next() -> None:
    assert next_kata((), {}) is None


def test_open_needs_are_those_that_are_there_and_not_passed() -> None:
    assert open_needs(THREE, KATAS, {}) == [TWO]
    assert open_needs(THREE, KATAS, {"two": standing("two", passed=True)}) == []
