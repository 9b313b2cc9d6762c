"""How many attempts are on their way at a time."""

from __future__ import annotations

import os

import pytest

from kata_runner.engine.in_flight import count_processors, default_in_flight


def test_three_attempts_for_each_processor_that_may_be_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 3}, raising=False)
    assert (count_processors(), default_in_flight()) == (2, 6)


def test_where_no_affinity_is_known_all_processors_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 5)
    assert count_processors() == 5
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert count_processors() == 1
