"""What the name of a mutant's slip says of it, whatever its part is called."""

from __future__ import annotations

import pytest

from kata_runner.engine.job import Problem, Result, Run
from kata_runner.grading.answer_key import AnswerKey
from kata_runner.grading.diagnosis.diagnosis_context import DiagnosisContext
from kata_runner.grading.diagnosis.mistake_results import MistakeResults
from kata_runner.grading.diagnosis.mutant_matching import MutantMatcher, is_vague
from kata_runner.model import Kata, Status


@pytest.mark.parametrize(
    ("part", "slip", "expected"),
    [
        ("result_of_game", "tanh_left_out", False),
        ("Value.step_left_out", "tanh_left_out", False),
        ("f", "result_of_g_in_place", True),
        ("Value.add", "intermediate_rounded", True),
    ],
)
def test_a_slip_is_vague_whatever_its_part_is_called(part: str, slip: str, expected: bool) -> None:
    assert is_vague(MistakeResults(f"{part}.{slip}", part, "", {})) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("count_everywhere.plus_for_minus", True), ("count.plus_for_minus_everywhere", False)],
)
def test_a_crash_with_lengths_is_telling_whatever_the_part_is_called(
    kata: Kata, name: str, expected: bool
) -> None:
    problem = Problem(Status.CRASHED, "crashed", "ValueError: 3 is not 4")
    run = Run(results={"left": Result("left", None, problem)})
    matcher = MutantMatcher.of(case_of(kata, run))
    cause = MistakeResults(name, name.partition(".")[0], "", {})
    assert matcher.is_conclusive(cause, "left") is expected


@pytest.fixture
def kata(area: Kata) -> Kata:
    return area


def case_of(kata: Kata, run: Run) -> DiagnosisContext:
    return DiagnosisContext(kata, AnswerKey(0, ()), run, (), (), lambda _: iter(()))
