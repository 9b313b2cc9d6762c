"""Running the author's checks on a kata, one after the other."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kata_runner.errors import PackError
from kata_runner.verify.author_check import Check, Finding, Remark
from kata_runner.verify.checks_alternatives import check_alternatives
from kata_runner.verify.checks_lesson import check_headings, check_hints, check_lesson
from kata_runner.verify.checks_lesson_numbers import check_numbers
from kata_runner.verify.checks_mistakes import check_mistakes
from kata_runner.verify.checks_mutants import check_mutants
from kata_runner.verify.checks_needs import check_needs
from kata_runner.verify.checks_pinned import check_pinned_mistakes, check_pinned_tables
from kata_runner.verify.checks_reference import check_reference
from kata_runner.verify.checks_starter import check_signatures, check_starter
from kata_runner.verify.checks_tolerances import check_tolerances
from kata_runner.verify.checks_width import check_width
from kata_runner.verify.context import VerifyContext

CHECKS = (
    check_reference,
    check_lesson,
    check_numbers,
    check_hints,
    check_needs,
    check_headings,
    check_starter,
    check_width,
    check_signatures,
    check_pinned_tables,
    check_mistakes,
    check_pinned_mistakes,
    check_alternatives,
    check_mutants,
    check_tolerances,
)


def verify(context: VerifyContext) -> Iterator[Finding]:
    """Yield the finding of every check, in the order of `CHECKS`.

    An author's error is reported only by the first check that meets it.
    """
    reported: set[str] = set()
    for check in CHECKS:
        finding = run_check(check, context, reported)
        reported |= {remark.text for remark in finding.remarks if remark.stops}
        yield finding


def run_check(check: Check, context: VerifyContext, reported: Collection[str] = ()) -> Finding:
    """Run a check and return what it reports.

    An error that ends the check is a problem like any other. If it is in `reported`, the check
    counts as not tried.
    """
    remarks: list[Remark] = []
    context.doing = check.name
    try:
        remarks.extend(check.run(context))
    except PackError as error:
        if str(error) in reported:
            return Finding(check, (), tried=False)
        remarks.append(Remark(str(error), wrong=True, stops=True))
    return Finding(check, tuple(remarks))
