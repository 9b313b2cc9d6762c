"""Pinned tables of a kata that cannot be pinned."""

from __future__ import annotations

from collections.abc import Callable

from kata_runner.engine.sandbox import Sandbox
from kata_runner.model import Kata
from kata_runner.verify.context import VerifyContext
from kata_runner.verify.suite import verify

BROKEN = "def square(side):\n    return 1 / 0\n\n\ndef circle(radius):\n    return radius\n"


def test_tables_that_cannot_be_pinned_are_not_said_to_be_missing(
    write_kata: Callable[[dict[str, str | None]], Kata], sandbox: Sandbox
) -> None:
    kata = write_kata({"solutions/area/solution.py": BROKEN})
    [finding] = [
        each for each in verify(VerifyContext(kata, sandbox)) if each.check.name == "pinned"
    ]
    assert not finding.tried
