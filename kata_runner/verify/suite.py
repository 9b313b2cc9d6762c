"""Trying the author's checks on a kata, one after the other."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kata_runner.errors import PackError
from kata_runner.verify.bench import Bench
from kata_runner.verify.check import Check, Finding, Remark
from kata_runner.verify.checks_alternatives import alternatives_pass
from kata_runner.verify.checks_headings import headings_are_there
from kata_runner.verify.checks_lesson import every_function_has_a_hint, lesson_is_true
from kata_runner.verify.checks_mistakes import mistaken_tables_are_pinned, mistakes_are_told_apart
from kata_runner.verify.checks_mutants import mutants_are_killed
from kata_runner.verify.checks_needs import needs_are_there
from kata_runner.verify.checks_pinned import expected_tables_are_pinned
from kata_runner.verify.checks_reference import reference_passes
from kata_runner.verify.checks_signatures import starter_asks_for_what_is_graded
from kata_runner.verify.checks_starter import starter_fails
from kata_runner.verify.checks_tolerances import tolerances_have_a_reason

CHECKS = (
    reference_passes,
    lesson_is_true,
    every_function_has_a_hint,
    needs_are_there,
    headings_are_there,
    starter_fails,
    starter_asks_for_what_is_graded,
    expected_tables_are_pinned,
    mistakes_are_told_apart,
    mistaken_tables_are_pinned,
    alternatives_pass,
    mutants_are_killed,
    tolerances_have_a_reason,
)


def verify(bench: Bench) -> Iterator[Finding]:
    """Every check's finding, in the order of `CHECKS`; an author's error is told by the first check
    that meets it.
    """
    reported: set[str] = set()
    for check in CHECKS:
        finding = found_by(check, bench, reported)
        reported |= {remark.text for remark in finding.remarks if remark.stops}
        yield finding


def found_by(check: Check, bench: Bench, reported: Collection[str] = ()) -> Finding:
    """What a check finds; a kata that is too broken for it to look is a problem like any other,
    unless it was told.
    """
    remarks: list[Remark] = []
    bench.doing = check.name
    try:
        remarks.extend(check.run(bench))
    except PackError as error:
        if str(error) in reported:
            return Finding(check, (), tried=False)
        remarks.append(Remark(str(error), wrong=True, stops=True))
    return Finding(check, tuple(remarks))
