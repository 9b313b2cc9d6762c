"""The JSON report is a contract."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from kata_runner.authoring import Declaration
from kata_runner.grading.demo_tables import Demo
from kata_runner.model import Report
from kata_runner.reports import json as reports_json
from kata_runner.table import Table

KEYS = {"format", "kata", "name", "attempt", "status", "passed", "score", "max_score", "seed",
        "seconds", "isolation",
        "outcomes"}  # fmt: skip
OUTCOME_KEYS = {"name", "sentence", "status", "points", "max_points", "needs", "message",
                "diagnosis",
                "first_difference", "output", "line"}  # fmt: skip


def data(report: Report) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(reports_json.render(report))
    return data


def test_the_promised_keys_are_there(sample: Report) -> None:
    assert data(sample).keys() >= KEYS
    assert all(outcome.keys() >= OUTCOME_KEYS for outcome in data(sample)["outcomes"])


def test_the_status_is_one_of_three(samples: Mapping[str, Report]) -> None:
    statuses = {
        name: (data(report)["status"], data(report)["passed"]) for name, report in samples.items()
    }
    assert statuses == {"passed": ("passed", True), "every_status": ("failed", False),
                        "diagnosed": ("failed", False),
                        "unloadable": ("unrunnable", False), "hostile": ("failed",
                                                                         False)}  # fmt: skip


def test_a_difference_that_is_no_number_is_text(samples: Mapping[str, Report]) -> None:
    assert data(samples["every_status"])["outcomes"][2]["first_difference"] == {
        "row": 1, "column": "y", "expected": 4.0, "actual": "nan"
    }  # fmt: skip


def test_a_cause_has_its_name_and_its_sentence(samples: Mapping[str, Report]) -> None:
    outcome = data(samples["diagnosed"])["outcomes"][0]
    assert outcome["diagnosis"] == {
        "mistake": "swapped",
        "says": "Left and right are swapped: a|b is not b|a.",
    }
    assert outcome["message"].startswith(outcome["diagnosis"]["says"])
    assert data(samples["every_status"])["outcomes"][1]["diagnosis"] is None


def test_the_learners_line_is_told(samples: Mapping[str, Report]) -> None:
    assert [outcome["line"] for outcome in data(samples["every_status"])["outcomes"]][4:7] == [
        7,
        7,
        9,
    ]


def test_a_path_that_is_no_text_can_be_written_and_read_back(samples: Mapping[str, Report]) -> None:
    report = samples["passed"]
    odd = replace(report, attempt=replace(report.attempt, path=Path("a\udc80é.py")))
    written = reports_json.render(odd)
    assert "é" in written.encode("utf-8").decode("utf-8")
    assert data(odd)["attempt"]["path"] == "a\udc80é.py"


def test_a_demo_shows_the_reference_beside_the_attempt(samples: Mapping[str, Report]) -> None:
    declaration = Declaration("halves", "Halves", "A half is less.", 1)
    table = Table(["x", "half"], [[1, float("inf")]], notes=["All of them."])
    actual = Table(["x", "half"], [[1, 0.25]], notes=["Mine."])
    shown = ((declaration, table, None), (declaration, table, actual))
    demo = json.loads(reports_json.render_demo(Demo(samples["passed"].kata, shown, {})))
    about = {"name": "halves", "title": "Halves", "columns": ["x", "half"]}
    assert demo == {
        "format": 1,
        "kata": "0.9",
        "experiments": [
            about | {"rows": [[1, "inf"]], "notes": ["All of them."]},
            about | {"rows": [[1, 0.25]], "notes": ["Mine."], "expected_rows": [[1, "inf"]]},
        ],
    }


def test_a_report_is_written_as_in_one_piece(samples: Mapping[str, Report]) -> None:
    for report in samples.values():
        text = reports_json.render(report)
        assert json.dumps(json.loads(text), indent=1, ensure_ascii=False) == text.replace(
            r"##\u005b", "##["
        )


def test_a_report_without_outcomes_has_an_empty_list(sample: Report) -> None:
    assert data(replace(sample, outcomes=()))["outcomes"] == []


def test_a_report_without_times_lacks_nothing_else(sample: Report) -> None:
    untimed = json.loads(reports_json.render_untimed(sample))
    assert untimed | {"seconds": round(sample.seconds, 3)} == data(sample)
