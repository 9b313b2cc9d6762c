"""Several reports as one text, in pieces, with one report in memory at a time."""

from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping

import click
import pytest

from kata_runner.errors import UsageError
from kata_runner.model import Report
from kata_runner.reports import BUILTIN, get_batch_renderer, load

FOR_ONE = ["gradescope", "github", "html"]
FOR_MANY = [name for name in BUILTIN if name not in FOR_ONE]


def written(kind: str, reports: Iterator[Report] | list[Report]) -> str:
    """What a command would print."""
    return "\n".join(get_batch_renderer(kind, load(kind), 4)(reports))


def test_json_stands_in_an_envelope(samples: Mapping[str, Report]) -> None:
    data = json.loads(written("json", list(samples.values())))
    assert data == {
        "format": 1,
        "reports": [json.loads(load("json")(report)) for report in samples.values()],
    }


def test_junit_has_a_suite_an_attempt(samples: Mapping[str, Report]) -> None:
    root = ET.fromstring(written("junit", list(samples.values())))
    assert [(suite.tag, len(suite.findall("testcase"))) for suite in root] == [
        ("testsuite", 1), ("testsuite", 10), ("testsuite", 3), ("testsuite", 3), ("testsuite", 1)
    ]  # fmt: skip


def test_csv_has_one_header(samples: Mapping[str, Report]) -> None:
    rows = list(csv.reader(written("csv", list(samples.values())).splitlines()))
    assert rows[0] == ["attempt", "kata", "status", "score", "max_score", "mistakes", "halves"]
    assert [row[2] for row in rows[1:]] == ["passed", "failed", "failed", "unrunnable", "failed"]


def test_csv_names_the_mistakes_of_an_attempt_in_one_cell(samples: Mapping[str, Report]) -> None:
    _, row = csv.reader(written("csv", [samples["diagnosed"]]).splitlines())
    assert row[5] == "swapped; off_by_one"


def test_csv_leaves_a_cell_empty_for_an_outcome_that_is_not_there(
    samples: Mapping[str, Report],
) -> None:
    rows = csv.reader(written("csv", [samples["every_status"], samples["passed"]]).splitlines())
    assert list(rows)[2][5:] == ["", "passed", *[""] * 9]


def test_markdown_is_one_document(samples: Mapping[str, Report]) -> None:
    lines = written("markdown", list(samples.values())).splitlines()
    assert [line for line in lines if line.startswith("# ")] == [
        "# Results",
        *["# Passed: 100 points"] * 3,
    ]
    assert len([line for line in lines if line.startswith("## 0.9 ")]) == 5
    assert lines[-5] == "| `tiny.py` | Passed | 2 of 2 points |"


def test_text_is_one_report_after_the_other(samples: Mapping[str, Report]) -> None:
    text = click.unstyle(written("text", [samples["passed"], samples["passed"]]))
    one = click.unstyle(load("text")(samples["passed"]))
    assert text == f"{one}\n\n{one}\n"


@pytest.mark.parametrize("kind", FOR_MANY)
def test_none_at_all_is_no_fault(kind: str) -> None:
    text = written(kind, [])
    if kind == "json":
        assert json.loads(text) == {"format": 1, "reports": []}
    if kind == "junit":
        assert not list(ET.fromstring(text))


@pytest.mark.parametrize("kind", FOR_MANY)
def test_pieces_come_as_reports_do(samples: Mapping[str, Report], kind: str) -> None:
    taken = []

    def reports() -> Iterator[Report]:
        for number in range(100):
            taken.append(number)
            yield samples["passed"]

    pieces = get_batch_renderer(kind, load(kind), 100)(reports())
    for _ in range(3):
        next(pieces)
    assert len(taken) <= 3


@pytest.mark.parametrize("kind", FOR_ONE)
def test_a_format_for_one_refuses_more_before_anything_is_graded(
    samples: Mapping[str, Report], kind: str
) -> None:
    with pytest.raises(UsageError) as refused:
        get_batch_renderer(kind, load(kind), 2)
    assert (
        str(refused.value)
        == f"--format {kind} is for one attempt, and there are 2: choose another, or one attempt"
    )
    assert list(get_batch_renderer(kind, load(kind), 1)([samples["passed"]])) == [
        load(kind)(samples["passed"])
    ]


def test_a_plugins_plain_function_is_for_one(samples: Mapping[str, Report]) -> None:
    assert list(
        get_batch_renderer("short", lambda report: report.status, 1)([samples["passed"]])
    ) == ["passed"]
    with pytest.raises(UsageError, match="--format short is for one attempt"):
        get_batch_renderer("short", lambda report: report.status, 2)
