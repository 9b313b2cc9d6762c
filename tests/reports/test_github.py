"""Annotations on stdout, the summary and the result in the files that GitHub names."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from kata_runner.errors import PathError
from kata_runner.model import Report
from kata_runner.reports import load
from kata_runner.reports.github import format_command, to_runner_result


def test_a_command_escapes_what_would_end_it() -> None:
    assert (
        format_command("error", {"title": "a: b, 5%"}, "5%\r\nc: d")
        == r"::error title=a%3A b%2C 5%25::5%25\x0d%0Ac: d"
    )


def test_the_summary_is_appended(
    samples: Mapping[str, Report], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "summary.md"
    path.write_text("# Before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(path))
    printed = load("github")(samples["every_status"])
    summary = path.read_text(encoding="utf-8")
    assert summary.startswith("# Before\n## 0.9 Tiny")
    assert "| `divides` | 0/2 | crashed |" in summary
    assert "| `divides` |" not in printed


def test_the_result_is_appended_in_base64(
    samples: Mapping[str, Report], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "output"
    monkeypatch.setenv("GITHUB_OUTPUT", str(path))
    printed = load("github")(samples["hostile"])
    (line,) = path.read_text(encoding="ascii").splitlines()
    name, _, value = line.partition("=")
    assert (name, json.loads(base64.b64decode(value))) == (
        "result",
        to_runner_result(samples["hostile"]),
    )
    assert "result=" not in printed.replace("name=result", "")


def test_without_github_around_only_annotations_come(samples: Mapping[str, Report]) -> None:
    lines = load("github")(samples["every_status"]).splitlines()
    assert len([line for line in lines if line.startswith("::error file=tiny.py")]) == 7, (
        "two say the same"
    )
    assert lines[-1] == "::notice title=0.9 Tiny *things*::Not passed yet: 2 of 20 points"


def test_the_learners_line_is_annotated(samples: Mapping[str, Report]) -> None:
    assert "::error file=tiny.py,line=7,title=" in load("github")(samples["every_status"])
    assert "::error file=tiny.py,line=3,title=" in load("github")(samples["unloadable"])


def test_a_passed_attempt_gets_no_error(samples: Mapping[str, Report]) -> None:
    assert (
        load("github")(samples["passed"])
        == "::notice title=0.9 Tiny *things*::Passed: 2 of 2 points"
    )


@pytest.mark.parametrize(
    ("workspace", "path"),
    [("", "sub/tiny.py"), ("elsewhere", "sub/tiny.py"), ("repo", "src/sub/tiny.py")],
)
def test_paths_are_the_repositorys(
    samples: Mapping[str, Report],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    workspace: str,
    path: str,
) -> None:
    (tmp_path / "repo" / "src").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "repo" / "src")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / workspace) if workspace else "")
    report = samples["every_status"]
    moved = replace(report, attempt=replace(report.attempt, path=Path("sub/tiny.py")))
    assert f"::error file={path},line=7" in load("github")(moved)


@pytest.mark.parametrize("variable", ["GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT"])
def test_a_file_that_cannot_be_written_is_named(
    samples: Mapping[str, Report], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, str(tmp_path / "missing" / "file"))
    with pytest.raises(PathError, match=f"missing.file: No such file.*{variable} must name"):
        load("github")(samples["passed"])
