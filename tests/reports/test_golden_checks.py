"""What `kata check` prints for attempts that are kept, at three widths, byte for byte.

After an intended change run `UPDATE_GOLDEN=1 pytest tests/reports/test_golden_checks.py`, and read
the difference.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import click
import pytest

from kata_runner.api import Grader
from kata_runner.model import Attempt, Isolation, Report
from kata_runner.reports.text import render
from tests.helpers.attempts import FOLDER, read_header, read_kept_attempt

GOLDEN = Path(__file__).parent / "golden_checks"
WIDTHS = (60, 80, 120)
NAMES = (
    "learners/c01_sigmoid_missing_forget",  # a cause, its line, the lesson's example, what waits
    "learners/v05_one_of_many_wrong",  # several failures in one part
    "learners/h17_in_class",  # nothing is defined
    "learners/x16_x_twice",  # an error
    "learners/r09_precedence",  # another kata
    "slips/ops_three",  # whole numbers
)
SELDOM_TOLD = 5.0  # seconds, after which a busy machine leaves out the second look
Check = Callable[[str], Report]


@pytest.fixture(scope="module")
def check() -> Check:
    """What grades a kept attempt once, whatever the width, as if at one moment."""
    grader = Grader()

    @cache
    def grade(name: str) -> Report:
        path = FOLDER / f"{name}.py"
        kept = read_kept_attempt(path)
        attempt = Attempt(Path(f"{path.stem}.py"), kept.source, kept.sha256)
        report = grader.grade(read_header(path).first("kata"), attempt, explain=True)
        assert report.seconds < SELDOM_TOLD
        return replace(report, seconds=0.25, isolation=Isolation("full", ()))

    return grade


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_a_report(check: Check, monkeypatch: pytest.MonkeyPatch, name: str, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    text = click.unstyle(render(check(name)))
    path = GOLDEN / f"{Path(name).name}.{width}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    assert f"{text}\n" == path.read_text(encoding="utf-8")
    is_code = ("    ", "A hint: ", "The lesson: ", "Your values", "Every experiment")
    prose = [line for line in text.splitlines() if not line.startswith(is_code)]
    assert max(map(len, prose)) <= width, "code and commands are shown as they are"


def test_no_file_is_left_over() -> None:
    names = {f"{Path(name).name}.{width}.txt" for name in NAMES for width in WIDTHS}
    assert {path.name for path in GOLDEN.iterdir()} == names
