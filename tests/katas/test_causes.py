"""What learners wrote, and what they are told: the words that must and must not stand in it.

A file begins with the kata and the words, separated by commas, that the report must have and those
that it must not have.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kata_runner.engine.job import Job
from kata_runner.engine.source import read_attempt
from kata_runner.errors import PathError
from kata_runner.grading.feedback.notebooks import explain_notebook
from kata_runner.grading.pipeline import grade
from kata_runner.model import Report

pytestmark = pytest.mark.slow  # one fixture grades all of them
FOLDER = Path(__file__).parents[1] / "attempts" / "learners"
CASES = sorted(FOLDER.glob("*.py"))


def header(path: Path) -> dict[str, list[str]]:
    """The kata, and the words that a report must and must not have."""
    data = path.read_bytes()
    text = data.decode("utf-16" if data.startswith(codecs.BOM_UTF16) else "utf-8")
    fields = [line.removeprefix("# ").partition(":") for line in text.splitlines()[:3]]
    return {name: [word.strip().lower() for word in words.split(",") if word.strip()]
            for name, _, words in fields}  # fmt: skip


def text_of(report: Report) -> str:
    """What a learner reads of what failed by itself, in small letters."""
    report = explain_notebook(report)
    failed = [outcome.feedback for outcome in report.outcomes if not outcome.status.is_unjudged
              and not outcome.passed]  # fmt: skip
    return "\n".join([report.status, report.message, *failed]).lower()


@pytest.fixture(scope="module")
def texts(open_desk: Callable[[str], Any]) -> dict[str, str]:
    """What is said of each case."""
    read = {}
    for path in CASES:
        desk = open_desk(header(path)["kata"][0])
        try:
            job = Job(desk.kata, read_attempt(path))
        except PathError as error:
            read[path.stem] = str(error).lower()
            continue
        read[path.stem] = text_of(grade(job, desk.sandbox, desk.plugins))
    return read


def test_all_states_are_there() -> None:
    assert len(CASES) == 44


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_cause_is_told(path: Path, texts: dict[str, str]) -> None:
    words = header(path)
    text = texts[path.stem]
    assert [word for word in words["must"] if word not in text] == []
    assert [word for word in words["must not"] if word in text] == []
