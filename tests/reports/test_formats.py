"""`kata check --format` with each name, from end to end."""

from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kata_runner.reports import BUILTIN

if TYPE_CHECKING:
    from tests.conftest import RunKata

pytestmark = pytest.mark.slow

SOURCE = "def softmax(scores):\n    print('::error::a')\n    raise ValueError('##[group]b')\n"
NO_GITHUB = {"GITHUB_OUTPUT": "", "GITHUB_STEP_SUMMARY": "", "GITHUB_WORKSPACE": ""}


@pytest.fixture
def crash(write_attempt: Callable[[str], Path]) -> Path:
    """An attempt that prints a command and raises in its third line."""
    return write_attempt(SOURCE)


@pytest.mark.parametrize("name", BUILTIN)
def test_every_format_tells_of_a_crash(
    kata: RunKata, softmax: Path, crash: Path, name: str
) -> None:
    done = kata("check", "0.1", crash, "--pack", softmax, "--format", name, env=NO_GITHUB)
    assert (done.code, done.err) == (1, "")
    assert "ValueError" in done.out or name == "csv"
    assert "\n::error::a" not in done.out
    assert "##[" not in done.out


@pytest.mark.parametrize("name", BUILTIN)
def test_every_format_tells_of_success(
    kata: RunKata, softmax: Path, right: Path, name: str
) -> None:
    done = kata("check", "0.1", right, "--pack", softmax, "--format", name, env=NO_GITHUB)
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith("\n")


@pytest.mark.parametrize("name", BUILTIN)
def test_every_format_tells_of_a_file_that_does_not_load(
    kata: RunKata, softmax: Path, write_attempt: Callable[[str], Path], name: str
) -> None:
    done = kata(
        "check", "0.1", write_attempt("def"), "--pack", softmax, "--format", name, env=NO_GITHUB
    )
    assert (done.code, done.err) == (4, "")
    assert "SyntaxError" in done.out or name == "csv"


@pytest.mark.thorough
def test_the_formats_can_be_read(kata: RunKata, softmax: Path, wrong: Path) -> None:
    out = {
        name: kata("check", "0.1", wrong, "--pack", softmax, "--format", name, env=NO_GITHUB).out
        for name in BUILTIN
    }
    assert json.loads(out["json"])["score"] == json.loads(out["gradescope"])["score"] == 1.0
    assert next(csv.DictReader(out["csv"].splitlines()))["score"] == "1.0"
    assert ET.fromstring(out["junit"])[0].get("failures") == "1"


def test_the_learners_line_comes_from_their_code(kata: RunKata, softmax: Path, crash: Path) -> None:
    report = json.loads(kata("check", "0.1", crash, "--pack", softmax, "--json").out)
    assert report["outcomes"][0]["line"] == 3
    done = kata("check", "0.1", crash, "--pack", softmax, "--format", "github", env=NO_GITHUB)
    assert f"::error file={crash},line=3,title=" in done.out


def test_a_json_report_says_where_a_file_does_not_load(
    kata: RunKata, softmax: Path, write_attempt: Callable[[str], Path]
) -> None:
    report = json.loads(
        kata("check", "0.1", write_attempt("a = 1\ndef"), "--pack", softmax, "--json").out
    )
    assert report["outcomes"][0]["line"] == 2


def test_text_is_written_in_any_encoding(
    kata: RunKata, softmax: Path, write_attempt: Callable[[str], Path]
) -> None:
    attempt = write_attempt("def softmax(scores):\n    raise ValueError('é😀')\n")
    env = NO_GITHUB | {"PYTHONIOENCODING": "latin-1:strict"}
    for name in ("junit", "gradescope"):
        assert kata(
            "check", "0.1", attempt, "--pack", softmax, "--format", name, env=env
        ).out.isascii()
