"""What the tests of commands share."""

from __future__ import annotations

from pathlib import Path

import pytest

QUICK = "\n[limits]\ncpu = 0.3\nwall = 1.0\ntotal = 3.0\n"


@pytest.fixture
def quick(own_softmax: Path) -> Path:
    """The softmax pack, with limits that are soon reached."""
    with (own_softmax / "katas" / "softmax" / "kata.toml").open("a", encoding="utf-8") as file:
        file.write(QUICK)
    return own_softmax
