"""Trying the author's checks on a kata, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from kata_runner.errors import BrokenPack
from kata_runner.verify.check import Bench, Check, Finding, Remark, problem
from kata_runner.verify.checks_headings import headings_are_there
from kata_runner.verify.checks_lesson import every_function_has_a_hint, lesson_is_true
from kata_runner.verify.checks_mistakes import mistaken_tables_are_pinned, mistakes_are_told_apart
from kata_runner.verify.checks_mutants import mutants_are_killed
from kata_runner.verify.checks_pinned import expected_tables_are_pinned
from kata_runner.verify.checks_reference import reference_passes
from kata_runner.verify.checks_signatures import starter_asks_for_what_is_graded
from kata_runner.verify.checks_starter import starter_fails
from kata_runner.verify.checks_tolerances import tolerances_have_a_reason

CHECKS = (
    lesson_is_true,
    every_function_has_a_hint,
    reference_passes,
    headings_are_there,
    starter_fails,
    starter_asks_for_what_is_graded,
    expected_tables_are_pinned,
    mistakes_are_told_apart,
    mistaken_tables_are_pinned,
    mutants_are_killed,
    tolerances_have_a_reason,
)


def verify(bench: Bench) -> Iterator[Finding]:
    """Every check's finding, in the order of `CHECKS`."""
    for check in CHECKS:
        yield found_by(check, bench)


def found_by(check: Check, bench: Bench) -> Finding:
    """What a check finds; a kata that is too broken for it to look is a problem like any other."""
    remarks: list[Remark] = []
    try:
        remarks.extend(check.run(bench))
    except BrokenPack as error:
        remarks.append(problem(str(error)))
    return Finding(check, tuple(remarks))
