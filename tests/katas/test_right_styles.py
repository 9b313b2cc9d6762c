"""A right answer passes whatever it is made of and however it is written, on two hundred seeds of
both katas.

Each style is tried on three of the seeds, on ten where everything is tried, and with
``KATA_TEST_SEEDS=200`` on all.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest

from kata_runner import authoring
from kata_runner.authoring import get_declaration
from kata_runner.engine.encoding import read_data
from kata_runner.engine.inside.kata_loader import Experiment
from kata_runner.grading.compare import differences, shape_problem
from kata_runner.table import Table
from tests.helpers.modules import make_module
from tests.helpers.styles import (
    LSTM_FUNCTIONS,
    LSTM_HEAD,
    LSTM_RESULTS,
    N_GRAM_FUNCTIONS,
    N_GRAM_HEAD,
    N_GRAM_RESULTS,
    WAYS,
    in_style,
    in_way,
)
from tests.helpers.thorough import IS_THOROUGH

SEEDS = range(200)
EACH = int(
    os.environ.get("KATA_TEST_SEEDS", "10" if IS_THOROUGH else "3")
)  # so many of these for each style, others for the next one
KATAS = {
    "6.3": (LSTM_FUNCTIONS, LSTM_HEAD, LSTM_RESULTS),
    "6.1": (N_GRAM_FUNCTIONS, N_GRAM_HEAD, N_GRAM_RESULTS),
}
STYLES = [(kata, style) for kata, (_, _, results) in KATAS.items() for style in (*results, *WAYS)]
Probes = list[Callable[..., Table]]
Expected = Callable[[int], list[Table]]


def source_of(kata: str, style: str, reference: str) -> str:
    """The reference in another style."""
    names, head, results = KATAS[kata]
    return (
        in_style(reference, names, head, results[style])
        if style in results
        else in_way(reference, names, style)
    )


@pytest.fixture(scope="module")
def experiments_of(
    open_desk: Callable[[str], Any],
) -> Iterator[Callable[[str], tuple[Probes, Expected]]]:
    """The graded experiments of a kata, and what gives the reference's tables for a seed."""

    @cache
    def loaded(identity: str) -> tuple[Probes, Expected]:
        kata = open_desk(identity).kata
        module = make_module(
            kata.experiments.read_text(encoding="utf-8"), f"experiments_of_{kata.name}"
        )
        graded = [value for value in vars(module).values() if getattr(value, "declaration", None)]
        probes = [function for function in graded if function.declaration.graded]
        reference = make_module(kata.reference.read_text(encoding="utf-8"), "reference")
        return probes, cache(
            lambda seed: [Experiment(probe, seed).table(reference) for probe in probes]
        )

    def experiments(identity: str) -> tuple[Probes, Expected]:
        authoring.DATA = dict(read_data(open_desk(identity).kata))
        return loaded(identity)

    yield experiments
    authoring.DATA = {}


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # what an attempt warns of costs it nothing
@pytest.mark.parametrize(("kata", "style"), STYLES)
def test_a_right_answer_passes_whatever_the_seed(
    kata: str, style: str, open_desk: Callable[[str], Any], experiments_of: Callable[[str], Any]
) -> None:
    reference = open_desk(kata).kata.reference.read_text(encoding="utf-8")
    probes, expected = experiments_of(kata)
    attempt = make_module(source_of(kata, style, reference), f"in_style_{style}")
    first = STYLES.index((kata, style)) * EACH
    for seed in [SEEDS[number % len(SEEDS)] for number in range(first, first + EACH)]:
        for probe, right in zip(probes, expected(seed), strict=True):
            actual = Experiment(probe, seed).table(attempt)
            assert not shape_problem(right, actual), (seed, probe.__name__)
            assert not list(differences(right, actual, get_declaration(probe).tolerance)), (
                seed,
                probe.__name__,
            )


@pytest.mark.parametrize(("kata", "style"), STYLES)
def test_a_right_answer_passes_as_kata_check_grades_it(
    kata: str, style: str, open_desk: Callable[[str], Any]
) -> None:
    desk = open_desk(kata)
    report = desk.grade(source_of(kata, style, desk.kata.reference.read_text(encoding="utf-8")))
    assert report.passed, [
        (outcome.name, outcome.explanation) for outcome in report.outcomes if not outcome.passed
    ]


def test_there_are_at_least_ten_styles_of_each() -> None:
    assert all(sum(kata == identity for kata, _ in STYLES) >= 10 for identity in KATAS)
