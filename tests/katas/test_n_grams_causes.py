"""Kata 6.1: what is wrong with attempts that were written after the catalogue of mistakes, and not
from it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kata_runner.model import Report
from tests.helpers.attempts import attempts_in, read_header, read_source

pytestmark = pytest.mark.slow  # one fixture grades and diagnoses all of them
UNCATALOGUED = attempts_in("n_grams/uncatalogued", least=20)
SHARE = 0.9


@pytest.fixture(scope="module")
def reports(open_desk: Callable[[str], Any]) -> dict[Path, Report]:
    """The report on each attempt."""
    desk = open_desk("6.1")
    return {path: desk.grade(read_source(path)) for path in UNCATALOGUED}


def real_causes(path: Path) -> set[str]:
    """The mistakes that the attempt's author says it makes: one of these names is right, and all of
    them are true.
    """
    return read_header(path).names("cause")


def named(report: Report) -> set[str]:
    """The mistakes that the report names."""
    return {outcome.diagnosis.mistake for outcome in report.outcomes if outcome.diagnosis}


@pytest.mark.parametrize("path", UNCATALOGUED, ids=lambda path: path.stem)
def test_no_false_cause_is_named(path: Path, reports: dict[Path, Report]) -> None:
    assert not reports[path].passed
    assert named(reports[path]) <= real_causes(path)


def test_the_real_cause_is_named_nearly_always(reports: dict[Path, Report]) -> None:
    silent = [path.stem for path in UNCATALOGUED if not named(reports[path])]
    assert len(silent) <= (1 - SHARE) * len(UNCATALOGUED), silent
