"""Reports as JUnit XML, which most build servers show: a suite per attempt, a case per outcome.

All outcomes of a file that does not load are skipped, and build servers count skipped cases as
good, so a case `loads` with an error is added. Characters outside ASCII are written as character
references, so that the text is the same in every encoding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from junitparser import (
    Error,
    Failure,
    Properties,
    Property,
    Skipped,
    SystemOut,
    TestCase,
    TestSuite,
)

from kata_runner.model import Outcome, Report, Status
from kata_runner.reports.escape import escape_commands_in_markup, to_line
from kata_runner.reports.labels import get_seconds_per_outcome, get_status_label
from kata_runner.sanitize import harmless

DECLARATION = "<?xml version='1.0' encoding='utf-8'?>"


def render(report: Report) -> str:
    """Return a document with one suite."""
    return "\n".join(render_many([report]))


def render_many(reports: Iterable[Report]) -> Iterator[str]:
    """Yield a document with a suite for each report."""
    yield f"{DECLARATION}\n<testsuites>"
    for report in reports:
        yield to_xml(to_suite(report))
    yield "</testsuites>"


def to_xml(suite: TestSuite) -> str:
    """Return a suite's XML, with commands of GitHub's runner escaped as character references."""
    text = suite.tostring().decode("utf-8")
    for tag in ("<testcase ", "</testsuite>"):
        text = text.replace(tag, f"\n{tag}")
    return escape_commands_in_markup(text).encode("ascii", "xmlcharrefreplace").decode("ascii")


def to_suite(report: Report) -> TestSuite:
    """Return one report as a suite."""
    suite = TestSuite(to_line(str(report.attempt.path)))
    values = {"kata": report.kata, "score": report.score, "max_score": report.max_score,
              "seed": report.seed, "isolation": report.isolation.level}  # fmt: skip
    properties = Properties()
    for name, value in values.items():
        properties.add_property(Property(name, to_line(str(value))))
    suite.append(properties)
    suite.add_testcases([*list_load_errors(report),
                         *(to_case(report, outcome) for outcome in report.outcomes)])  # fmt: skip
    if report.output:
        suite.append(SystemOut(harmless(report.output)))
    return suite


def list_load_errors(report: Report) -> Iterator[TestCase]:
    """Yield a case with an error if the file does not load."""
    if report.message:
        case = TestCase("loads", report.kata.name, 0.0)
        case.result = to_result(Error, "does not load", report.message)
        yield case


def to_case(report: Report, outcome: Outcome) -> TestCase:
    """Return one outcome as a case."""
    case = TestCase(to_line(outcome.name), report.kata.name, get_seconds_per_outcome(report))
    label = get_status_label(outcome)
    if outcome.status is Status.BLOCKED:
        case.result = to_result(Skipped, label, outcome.message)
    elif not outcome.passed:
        kind = Error if outcome.status.ended_early else Failure
        cause = outcome.cause or label
        case.result = to_result(kind, cause, f"{outcome.sentence}\n\n{outcome.feedback}")
    if outcome.output:
        case.system_out = harmless(outcome.output)
    return case


def to_result(
    kind: type[Error | Failure | Skipped], summary: str, text: str
) -> Error | Failure | Skipped:
    """Return the reason why an outcome did not pass, in one line and in full."""
    result = kind(to_line(summary), kind.__name__.lower())
    result.text = harmless(text)
    return result
