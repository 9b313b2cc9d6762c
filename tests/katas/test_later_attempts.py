"""Attempts that were written after the katas, and what names their causes, were finished are told
what is wrong with them, in words that they list themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kata_runner.api import Grader
from kata_runner.authoring import UNCHANGED
from kata_runner.model import Outcome, Report, Status
from tests.helpers.attempts import attempts_in, read_header, read_kept_attempt, read_source
from tests.helpers.thorough import some

pytestmark = pytest.mark.slow  # each attempt is graded and diagnosed
KATAS = {"6.2": "rnn_intuition", "6.4": "recurrence_at_scale", "7.1": "self_attention"}
SHARE = 0.95
AUTOGRAD = Path(__file__).parents[1] / "packs" / "autograd"
FRESH = 58, 60  # so many of so many fresh attempts are named


def describe_cause(outcome: Outcome) -> str:
    """What is said of the cause: without the sentence of the experiment, which is said to all, and
    without values. What was raised or changed in place says what is wrong by itself.
    """
    if outcome.diagnosis is not None:
        return outcome.diagnosis.says
    is_told = outcome.status is Status.CRASHED or outcome.name == UNCHANGED
    return outcome.explanation.replace(outcome.sentence, "") if is_told else ""


def is_named(path: Path, desk: Any) -> bool:
    """Whether every word that an attempt's cause must have, or another for it, is told where it
    fails.
    """
    return is_told(path, desk.grade(read_source(path)))


def is_told(path: Path, report: Report) -> bool:
    """Whether the report on an attempt has the words of its header in one cause."""
    assert report.status == "failed", path
    causes = [describe_cause(one) for one in report.outcomes
              if one.status not in (Status.PASSED, Status.BLOCKED)]  # fmt: skip
    words = [word.lower().split("|") for word in read_header(path).first("must").split(", ")]
    return any(all(any(one in cause.lower() for one in word) for word in words) for cause in causes)


@pytest.mark.parametrize("folder", ["wrong", pytest.param("blind", marks=pytest.mark.thorough)])
@pytest.mark.parametrize("identity", KATAS)
def test_what_is_wrong_is_named(
    identity: str, folder: str, open_desk: Callable[[str], Any]
) -> None:
    desk = open_desk(identity)
    paths = some(attempts_in(f"{KATAS[identity]}/{folder}", least=20), 6)
    silent = [path.stem for path in paths if not is_named(path, desk)]
    assert len(silent) <= (1 - SHARE) * len(paths), silent


@pytest.mark.parametrize("identity", KATAS)
def test_what_they_are_made_from_is_right(identity: str, open_desk: Callable[[str], Any]) -> None:
    desk = open_desk(identity)
    for path in attempts_in(f"{KATAS[identity]}/right"):
        assert desk.grade(read_source(path)).passed, path


@pytest.mark.thorough
def test_fresh_attempts_over_three_katas_are_named() -> None:
    paths = attempts_in("fresh", least=180)
    with Grader([AUTOGRAD]) as grader:
        silent = [path.stem for path in paths if not is_told(path, grader.grade(
            read_header(path).first("kata"), read_kept_attempt(path), explain=True))]  # fmt: skip
    named, of = FRESH
    assert of * len(silent) <= (of - named) * len(paths), silent
