"""What Gradescope and GitHub Classroom read is as they document it."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from kata_runner.model import Report
from kata_runner.reports import load
from kata_runner.reports.github import to_runner_result
from kata_runner.sanitize import harmless

SCHEMAS = Path(__file__).parents[1] / "schemas"


def validator(name: str) -> Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.fixture
def results(sample: Report) -> dict[str, Any]:
    """Gradescope's results of each hand-made report."""
    data: dict[str, Any] = json.loads(load("gradescope")(sample))
    return data


def test_gradescope_results_fit_the_schema(results: dict[str, Any]) -> None:
    validator("gradescope").validate(results)


def test_classroom_results_fit_the_schema(sample: Report) -> None:
    validator("github_classroom").validate(to_runner_result(sample))


@pytest.mark.parametrize("wrong", [{"score": "9"}, {"visibility": "public"},
                                   {"output_format": "latex"}, {"grade": 1},
                                   {"tests": [{"name": "a"}]}])  # fmt: skip
def test_the_schema_refuses_what_gradescope_does(
    results: dict[str, Any], wrong: dict[str, Any]
) -> None:
    with pytest.raises(ValidationError):
        validator("gradescope").validate(results | wrong)


@pytest.mark.parametrize(
    "wrong", [{"status": "passed"}, {"max_score": None}, {"tests": []}, {"version": "1"}]
)
def test_the_schema_refuses_what_classroom_does(sample: Report, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        validator("github_classroom").validate(to_runner_result(sample) | wrong)


def test_gradescope_gets_plain_text_only(results: dict[str, Any]) -> None:
    assert {part["output_format"] for part in [results, *results["tests"]]} == {"text"}
    assert results["stdout_visibility"] == "hidden"


def test_gradescope_says_why_a_file_does_not_load(samples: dict[str, Report]) -> None:
    results = json.loads(load("gradescope")(samples["unloadable"]))
    assert "SyntaxError: invalid syntax." in results["output"]


def test_gradescope_statuses(samples: dict[str, Report]) -> None:
    tests = json.loads(load("gradescope")(samples["every_status"]))["tests"]
    assert [test["status"] for test in tests] == ["passed", *["failed"] * 9]


def test_classroom_statuses(samples: dict[str, Report]) -> None:
    result = to_runner_result(samples["every_status"])
    assert result["status"] == "fail"
    assert [test["status"] for test in result["tests"]] == ["pass", *["fail"] * 5, *["error"] * 4]
    assert [test["line_no"] for test in result["tests"]] == [0, 0, 0, 0, 7, 7, 9, 0, 0, 0]


def test_classroom_says_why_a_file_does_not_load(samples: dict[str, Report]) -> None:
    result = to_runner_result(samples["unloadable"])
    assert {test["status"] for test in result["tests"]} == {"error"}, (
        "the reporter prints messages of errors only"
    )
    assert all(
        "SyntaxError: invalid syntax." in test["message"] and test["line_no"] == 3
        for test in result["tests"]
    )


def test_classroom_adds_up_to_the_score_a_plugin_gave(samples: dict[str, Report]) -> None:
    result = to_runner_result(replace(samples["every_status"], score=17.5))
    validator("github_classroom").validate(result)
    assert sum(test["score"] for test in result["tests"]) == 17.5


def test_a_result_fits_into_an_environment_variable(
    samples: dict[str, Report], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes = tuple(
        replace(each, message="😀" * 70_000) for each in samples["every_status"].outcomes
    )
    monkeypatch.setenv("GITHUB_OUTPUT", str(tmp_path / "output"))
    load("github")(replace(samples["every_status"], outcomes=outcomes))
    line = (tmp_path / "output").read_bytes()
    assert len(line) < 128 * 1024
    assert base64.b64decode(line.removeprefix(b"result="))


def test_shares_of_time_add_up(samples: dict[str, Report]) -> None:
    result = to_runner_result(samples["every_status"])
    assert sum(test["duration"] for test in result["tests"]) == pytest.approx(1.234, abs=0.01)


def test_nothing_but_characters_that_show_themselves(results: dict[str, Any]) -> None:
    texts = [results["output"], *(test["output"] for test in results["tests"])]
    assert texts == [harmless(text) for text in texts]
