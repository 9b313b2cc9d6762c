"""How many attempts are on their way at a time."""

from __future__ import annotations

import os
import sys

import pytest

from kata_runner.engine import in_flight, memory
from kata_runner.engine.in_flight import (
    EACH,
    SPARE,
    count_descriptors,
    count_processors,
    default_in_flight,
    get_descriptor_limit,
    limit_in_flight,
)

UNIX = pytest.mark.skipif(sys.platform == "win32", reason="descriptors are numbers elsewhere")


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


@pytest.mark.parametrize(
    ("limit", "asked", "expected"),
    [
        (1 << 20, 8, 8),
        (10 + SPARE + 3 * EACH, 8, 3),
        (10 + SPARE + 4 * EACH - 1, 8, 3),
        (0, 8, 1),
        (1 << 20, 0, 1),
    ],
    ids=["as many as asked", "as many as fit", "not quite one more", "at least one", "none asked"],
)
def test_so_many_attempts_fit(
    monkeypatch: pytest.MonkeyPatch, limit: int, asked: int, expected: int
) -> None:
    monkeypatch.setattr(in_flight, "get_descriptor_limit", lambda: limit)
    monkeypatch.setattr(in_flight, "count_descriptors", lambda: 10)
    monkeypatch.setattr(memory, "count_available", lambda: None)
    assert limit_in_flight(asked, 1024) == expected


@UNIX
def test_the_limit_is_the_system_s() -> None:
    import resource

    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert get_descriptor_limit() == (1 << 20 if soft == resource.RLIM_INFINITY else soft)


@UNIX
def test_open_descriptors_are_counted() -> None:
    before = count_descriptors()
    ends = os.pipe()
    assert count_descriptors() == before + 2
    for end in ends:
        os.close(end)
