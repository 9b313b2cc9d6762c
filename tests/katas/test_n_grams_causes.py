"""Kata 6.1: what is wrong with attempts that were written after the catalogue of mistakes, and not
from it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kata_runner.model import Report
from tests.helpers.attempts import attempts_in, read_header, read_source

pytestmark = pytest.mark.slow  # each attempt is graded and diagnosed
UNCATALOGUED = attempts_in("n_grams/uncatalogued", least=20)
SHARE = 0.9


@pytest.fixture(scope="module")
def report_on(open_desk: Callable[[str], Any]) -> Callable[[Path], Report]:
    """The report on an attempt."""
    return cache(lambda path: open_desk("6.1").grade(read_source(path)))


def real_causes(path: Path) -> set[str]:
    """The mistakes that the attempt's author says it makes: one of these names is right, and all of
    them are true.
    """
    return read_header(path).names("cause")


def named(report: Report) -> set[str]:
    """The mistakes that the report names."""
    return {outcome.diagnosis.mistake for outcome in report.outcomes if outcome.diagnosis}


@pytest.mark.parametrize("path", UNCATALOGUED, ids=lambda path: path.stem)
def test_no_false_cause_is_named(path: Path, report_on: Callable[[Path], Report]) -> None:
    assert not report_on(path).passed
    assert named(report_on(path)) <= real_causes(path)


@pytest.mark.thorough
def test_the_real_cause_is_named_nearly_always(report_on: Callable[[Path], Report]) -> None:
    silent = [path.stem for path in UNCATALOGUED if not named(report_on(path))]
    assert len(silent) <= (1 - SHARE) * len(UNCATALOGUED), silent
