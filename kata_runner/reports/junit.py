"""Reports as JUnit XML, which most build servers show: a suite an attempt, a case an outcome.

A file that does not load has a case `loads` with an error: its outcomes are all skipped, and skipped looks like good.
What is no ASCII stands as a character reference, so the text is the same in every encoding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from junitparser import Error, Failure, Properties, Property, Skipped, SystemOut, TestCase, TestSuite

from kata_runner.model import Outcome, Report, Status
from kata_runner.reports.untrusted import COMMAND, one_line
from kata_runner.reports.words import share, word
from kata_runner.sanitize import harmless

DECLARATION = "<?xml version='1.0' encoding='utf-8'?>"


def render(report: Report) -> str:
    """A document with one suite."""
    return "\n".join(render_many([report]))


def render_many(reports: Iterable[Report]) -> Iterator[str]:
    """A document with a suite each."""
    yield f"{DECLARATION}\n<testsuites>"
    for report in reports:
        yield as_text(suite(report))
    yield "</testsuites>"


def as_text(element: TestSuite) -> str:
    """The XML of a suite, in which references stand for what GitHub's runner would take for a command."""
    text = (
        element.tostring()
        .decode("utf-8")
        .replace("<testcase ", "\n<testcase ")
        .replace("</testsuite>", "\n</testsuite>")
    )
    text = COMMAND.sub(r"\1&#58;", text).replace("##[", "##&#91;")
    return text.encode("ascii", "xmlcharrefreplace").decode("ascii")


def suite(report: Report) -> TestSuite:
    """One report."""
    found = TestSuite(one_line(str(report.attempt.path)))
    about = {"kata": str(report.kata), "score": report.score, "max_score": report.max_score, "seed": report.seed,
             "isolation": report.isolation.level}  # fmt: skip
    properties = Properties()
    for name, value in about.items():
        properties.add_property(Property(name, one_line(str(value))))
    found.append(properties)
    found.add_testcases([*loads(report), *(case(report, outcome) for outcome in report.outcomes)])
    if report.output:
        found.append(SystemOut(harmless(report.output)))
    return found


def loads(report: Report) -> Iterator[TestCase]:
    """The case that stands for a file which does not load."""
    if report.message:
        found = TestCase("loads", report.kata.name, 0.0)
        found.result = result(Error, "does not load", report.message)
        yield found


def case(report: Report, outcome: Outcome) -> TestCase:
    """One outcome."""
    found = TestCase(one_line(outcome.name), report.kata.name, share(report))
    if outcome.status is Status.BLOCKED:
        found.result = result(Skipped, word(outcome), outcome.message)
    elif not outcome.passed:
        kind = Error if outcome.status.ended_early else Failure
        head = outcome.diagnosis.says if outcome.diagnosis else word(outcome)
        found.result = result(kind, head, f"{outcome.sentence}\n\n{outcome.feedback}")
    if outcome.output:
        found.system_out = harmless(outcome.output)
    return found


def result(kind: type[Error | Failure | Skipped], head: str, text: str) -> Error | Failure | Skipped:
    """Why an outcome did not pass: in a line, and in full."""
    found = kind(one_line(head), kind.__name__.lower())
    found.text = harmless(text)
    return found
