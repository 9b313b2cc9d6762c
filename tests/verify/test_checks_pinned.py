"""Pinned tables of a kata that cannot be pinned."""

from __future__ import annotations

from collections.abc import Callable

from kata_runner.engine.sandbox import Sandbox
from kata_runner.grading.answer_key import compute, write_pinned
from kata_runner.model import Kata
from kata_runner.verify.checks_pinned import check_pinned_tables
from kata_runner.verify.context import VerifyContext
from kata_runner.verify.suite import run_check, verify

BROKEN = "def square(side):\n    return 1 / 0\n\n\ndef circle(radius):\n    return radius\n"


def test_tables_that_cannot_be_pinned_are_not_said_to_be_missing(
    write_kata: Callable[[dict[str, str | None]], Kata], sandbox: Sandbox
) -> None:
    kata = write_kata({"solutions/area/solution.py": BROKEN})
    [finding] = [
        each for each in verify(VerifyContext(kata, sandbox)) if each.check.name == "pinned"
    ]
    assert not finding.tried


def test_a_table_that_was_pinned_with_other_calls_is_to_be_pinned_anew(
    area: Kata, sandbox: Sandbox
) -> None:
    write_pinned(area, compute(area, 0, sandbox.run))
    assert area.expected is not None
    text = area.expected.read_text(encoding="utf-8").replace('"circle",', '"oval",')
    area.expected.write_text(text, encoding="utf-8")
    finding = run_check(check_pinned_tables, VerifyContext(area, sandbox))
    assert finding.problems == ("'circles' was declared otherwise: --pin writes it anew",)
