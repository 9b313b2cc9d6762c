"""The levels of isolation, and demands for them."""

from __future__ import annotations

import sys

import pytest

from kata_runner.engine.levels import (
    LEVELS,
    find_unknown_level,
    list_possible_levels,
    split_levels,
)


def test_the_strongest_comes_first_and_the_last_is_always_there() -> None:
    assert list(LEVELS) == ["full", "kernel", "process"]
    assert [bool(level.advice) for level in LEVELS.values()] == [True, True, False]


@pytest.mark.parametrize(
    ("platform", "possible"),
    [("linux", ["full", "kernel", "process"]), ("darwin", ["process"])],
)
def test_walls_are_worth_a_try_on_linux(
    monkeypatch: pytest.MonkeyPatch, platform: str, possible: list[str]
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert list(list_possible_levels()) == possible


@pytest.mark.parametrize(
    ("demand", "unknown"),
    [
        (None, None),
        ("full", None),
        ("full,kernel", None),
        ("full,kernal,x", "kernal"),
        ("", ""),
        ("full,", ""),
    ],
)
def test_the_first_word_that_is_no_level_is_found(demand: str | None, unknown: str | None) -> None:
    assert find_unknown_level(demand) == unknown


def test_a_demand_keeps_its_order() -> None:
    assert split_levels("process,full") == ["process", "full"]
