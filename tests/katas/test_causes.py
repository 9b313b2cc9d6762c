"""What learners wrote, and what they are told: the words that must and must not stand in it.

A file begins with the kata and the words, separated by commas, that the report must have and those
that it must not have.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kata_runner.engine.attempt_file import read_attempt
from kata_runner.engine.job import Job
from kata_runner.errors import PathError
from kata_runner.model import Report
from tests.helpers.attempts import attempts_in, read_header, read_kept_attempt
from tests.helpers.graders import grade

pytestmark = pytest.mark.slow  # each of them is graded
CASES = attempts_in("learners")
# Three slips in one function: each would have shown in a failure that the others show in too.
UNTOLD = {"v05_one_of_many_wrong"}


def text_of(report: Report) -> str:
    """What a learner reads of what failed by itself, in small letters."""
    failed = [outcome.feedback for outcome in report.outcomes if not outcome.status.is_unjudged
              and not outcome.passed]  # fmt: skip
    return "\n".join([report.status, report.message, *failed]).lower()


def told(path: Path, open_desk: Callable[[str], Any]) -> str:
    """What is said of a case."""
    header = read_header(path)
    desk = open_desk(header.first("kata"))
    # A whole file is read as `kata check` reads it: it may be no text at all.
    read = read_kept_attempt if header.first("base") else read_attempt
    try:
        job = Job(desk.kata, read(path))
    except PathError as error:
        return str(error).lower()
    return text_of(grade(job, desk.sandbox, desk.plugins))


def test_all_states_are_there() -> None:
    assert len(CASES) == 57


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, marks=pytest.mark.xfail(strict=True) if path.stem in UNTOLD else [])
        for path in CASES
    ],
    ids=lambda path: path.stem,
)
def test_the_cause_is_told(path: Path, open_desk: Callable[[str], Any]) -> None:
    header, text = read_header(path), told(path, open_desk)
    assert [word for word in header.words("must") if word not in text] == []
    assert [word for word in header.words("must not") if word in text] == []
