"""How many attempts fit into the descriptors that this process may open."""

from __future__ import annotations

import os
import sys

import pytest

from kata_runner.engine import descriptors
from kata_runner.engine.descriptors import EACH, SPARE, count_open, limit_in_flight

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="descriptors are numbers elsewhere")


@pytest.mark.parametrize(
    ("limit", "in_flight", "expected"),
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
    monkeypatch: pytest.MonkeyPatch, limit: int, in_flight: int, expected: int
) -> None:
    monkeypatch.setattr(descriptors, "limit", lambda: limit)
    monkeypatch.setattr(descriptors, "count_open", lambda: 10)
    assert limit_in_flight(in_flight) == expected


def test_the_limit_is_the_system_s() -> None:
    import resource

    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert descriptors.limit() == (1 << 20 if soft == resource.RLIM_INFINITY else soft)


def test_open_descriptors_are_counted() -> None:
    before = count_open()
    ends = os.pipe()
    assert count_open() == before + 2
    for end in ends:
        os.close(end)
