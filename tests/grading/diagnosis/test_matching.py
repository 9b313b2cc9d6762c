"""Which mistake is named for what an attempt gave: one that is certain, and otherwise none.

The attempts and mistakes here are figures by experiment. The reference gives 0, 0, 0 everywhere.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from kata_runner.authoring import Declaration
from kata_runner.engine.job import Problem, Result, Run
from kata_runner.grading.answer_key import AnswerKey, Expectation
from kata_runner.grading.diagnosis.diagnosis_context import DiagnosisContext
from kata_runner.grading.diagnosis.matching import finite_numbers, values_in
from kata_runner.grading.diagnosis.mistake_cache import MISTAKE_CACHE
from kata_runner.grading.diagnosis.mistake_matching import MistakeMatcher, find_mistakes
from kata_runner.grading.diagnosis.mistake_results import MistakeResults
from kata_runner.grading.evaluate import block_dependents, evaluate_alone
from kata_runner.model import Kata, Status
from kata_runner.table import Table

RIGHT, ONE, TWO, SUM = (0.0, 0.0, 0.0), (1.0, 2.0, 3.0), (4.0, 5.0, 6.0), (7.0, 8.0, 9.0)
NAN = (float("nan"),) * 3
NUMBERS = ("numbers", (3,), "array")
Figures = Mapping[str, tuple[float, ...]]

# Two parts of f and both together, behind a check of its form; g beside it; and one that calls
# both.
EXPERIMENTS = {
    "form": ("f", ()),
    "left": ("f", ()),
    "right": ("f", ()),
    "both": ("f", ("left", "right")),
    "other": ("g", ()),
    "mixed": ("fg", ("both", "other")),
}


def called(name: str) -> tuple[tuple[str, object, int], ...]:
    return tuple((function, NUMBERS, 1) for function in EXPERIMENTS[name][0])


def result(name: str, figures: tuple[float, ...]) -> Result:
    return Result(name, Table.of(list(figures)), None, called(name))


@pytest.fixture
def kata(tmp_path: Path) -> Kata:
    (tmp_path / "mistakes.py").touch()
    return Kata("0.9", "small", "Small", "Here", "Small.", "here", tmp_path, tmp_path)


def named(kata: Kata, attempt: Figures, **mistakes: Figures) -> dict[str, str]:
    """The mistakes that are named, by experiment; a mistake whose name begins with g is one in
    g.
    """
    declared = {
        name: Declaration(name, name, "It holds.", 1, needs)
        for name, (_, needs) in EXPERIMENTS.items()
    }
    expected = Table.of(list(RIGHT))
    key = AnswerKey(
        0, tuple(Expectation(one, expected, called(name)) for name, one in declared.items())
    )
    MISTAKE_CACHE[key] = [
        MistakeResults(
            name,
            "g" if name[0] == "g" else "f",
            f"It is {name.rstrip('_')}.",
            {where: result(where, figures) for where, figures in given.items()},
        )
        for name, given in mistakes.items()
    ]
    run = Run(results={name: result(name, attempt.get(name, RIGHT)) for name in EXPERIMENTS})
    return {name: cause.mistake for name, cause in find_mistakes(case_of(kata, key, run)).items()}


def case_of(kata: Kata, key: AnswerKey, run: Run) -> DiagnosisContext:
    alone = evaluate_alone(key, run)
    return DiagnosisContext(kata, key, run, alone, block_dependents(alone), lambda _: iter(()))


def test_a_mistake_that_gives_the_same_everywhere_is_named(kata: Kata) -> None:
    wrong = {"left": ONE, "both": TWO, "mixed": SUM}
    assert named(kata, wrong, a=wrong, b={"left": TWO}) == {"left": "a"}


def test_nothing_is_named_where_nothing_is_known(kata: Kata) -> None:
    assert named(kata, {"left": ONE}) == {}
    assert named(kata, {"left": ONE}, b={"left": TWO}) == {}


def test_a_mistake_is_refuted_by_what_came_out_right(kata: Kata) -> None:
    assert named(kata, {"left": ONE}, a={"left": ONE, "right": ONE}) == {}


def test_a_mistake_is_refuted_by_what_failed_otherwise_and_waits_for_nothing(kata: Kata) -> None:
    assert named(kata, {"left": ONE, "right": TWO}, a={"left": ONE, "right": ONE}) == {}


def test_a_mistake_is_not_refuted_by_a_function_that_only_the_reference_builds_on_the_mistaken_one(
    kata: Kata,
) -> None:
    assert named(kata, {"left": ONE}, a={"left": ONE, "other": ONE}) == {"left": "a"}


def test_of_two_the_one_that_explains_more_is_named(kata: Kata) -> None:
    wrong = {"left": ONE, "right": ONE}
    assert named(kata, wrong, whole=wrong, half={"left": ONE}) == {
        "left": "whole",
        "right": "whole",
    }


def test_what_waits_decides_between_two(kata: Kata) -> None:
    assert named(
        kata, {"left": ONE, "both": TWO}, a={"left": ONE, "both": TWO}, b={"left": ONE, "both": ONE}
    ) == {"left": "a"}


def test_two_mistakes_in_two_parts_are_both_named(kata: Kata) -> None:
    attempt = {"left": ONE, "right": TWO, "both": SUM}
    said = named(kata, attempt, a={"left": ONE, "both": ONE}, b={"right": TWO, "both": TWO})
    assert said == {"left": "a", "right": "b"}


def test_two_mistakes_in_two_functions_are_both_named(kata: Kata) -> None:
    attempt = {"left": ONE, "both": ONE, "other": TWO, "mixed": SUM}
    said = named(
        kata, attempt, a={"left": ONE, "both": ONE, "mixed": ONE}, g={"other": TWO, "mixed": TWO}
    )
    assert said == {"left": "a", "other": "g"}


def test_one_known_mistake_beside_an_unknown_one_is_named_where_it_shows(kata: Kata) -> None:
    attempt = {"left": ONE, "right": SUM, "both": SUM}
    assert named(kata, attempt, a={"left": ONE, "both": ONE}) == {"left": "a"}


def test_a_mistake_that_explains_one_thing_and_not_what_waits_for_that_alone_is_not_named(
    kata: Kata,
) -> None:
    assert named(kata, {"left": ONE, "both": SUM}, a={"left": ONE, "both": TWO}) == {}


def test_figures_that_anybody_may_get_by_accident_prove_nothing_while_something_is_unexplained(
    kata: Kata,
) -> None:
    attempt = {"left": NAN, "right": SUM}
    assert named(kata, attempt, a={"left": NAN}) == {}
    assert named(kata, {"left": NAN}, a={"left": NAN}) == {"left": "a"}


def test_of_several_with_one_sentence_that_is_said(kata: Kata) -> None:
    assert named(kata, {"left": ONE}, a={"left": ONE}, a_={"left": ONE}) == {"left": "a or a_"}


def test_of_several_only_what_they_share_is_said(kata: Kata) -> None:
    key_of_both = {"left": ONE}
    assert named(kata, {"left": ONE}, a=key_of_both, b=key_of_both) == {"left": "a or b"}


def test_of_several_in_two_functions_nothing_is_said(kata: Kata) -> None:
    assert named(kata, {"mixed": ONE}, a={"mixed": ONE}, g={"mixed": ONE}) == {}


@pytest.mark.parametrize("kind", ["unwritten", "timed_out"])
def test_what_was_not_written_or_was_stopped_says_nothing(kind: str, kata: Kata) -> None:
    key = AnswerKey(
        0,
        (Expectation(Declaration("left", "Left", "It holds.", 1), Table.of(0.0), called("left")),),
    )
    status = Status.TIMED_OUT if kind == "timed_out" else Status.FAILED
    problem = Problem(status, kind, "f is not done.")
    MISTAKE_CACHE[key] = [
        MistakeResults(
            "a", "f", "It is a.", {"left": Result("left", None, problem, called("left"))}
        )
    ]
    run = Run(results={"left": Result("left", None, problem, called("left"))})
    assert find_mistakes(case_of(kata, key, run)) == {}


def test_a_kata_without_a_catalogue_costs_nothing(tmp_path: Path, kata: Kata) -> None:
    (tmp_path / "mistakes.py").unlink()
    assert named(kata, {"left": ONE}, a={"left": ONE}) == {}


def key_of(*names: str) -> AnswerKey:
    """The expected results of some experiments."""
    declared = (Declaration(name, name, "It holds.", 1) for name in names)
    return AnswerKey(
        0, tuple(Expectation(one, Table.of(list(RIGHT)), called(one.name)) for one in declared)
    )


def test_a_crash_gives_no_value_beside_a_wrong_one(kata: Kata) -> None:
    crash = Result("left", None, Problem(Status.CRASHED, "crashed", "ValueError"), called("left"))
    run = Run(results={"left": crash, "right": result("right", (0.0, 1.0, 0.0))})
    matcher = MistakeMatcher.of(case_of(kata, key_of("left", "right"), run))
    assert matcher.wrong_values({"left", "right"}) == {1.0}
    assert matcher.wrong_values({"left"}) == set()


def test_values_beyond_the_expected_ones_are_wrong_and_missing_ones_are_no_values(
    kata: Kata,
) -> None:
    run = Run(results={"left": result("left", (0.0,)), "right": result("right", (*RIGHT, 5.0))})
    matcher = MistakeMatcher.of(case_of(kata, key_of("left", "right"), run))
    assert matcher.wrong_values({"left"}) == set()
    assert matcher.wrong_values({"right"}) == {5.0}


class Unfinished(Mapping[str, Result]):
    """Results of a cause whose run ended before an experiment in which it differs."""

    def __getitem__(self, name: str) -> Result:
        raise KeyError(name)

    def __contains__(self, name: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(EXPERIMENTS)

    def __len__(self) -> int:
        return len(EXPERIMENTS)


def test_a_cause_without_a_result_is_not_hidden(kata: Kata) -> None:
    run = Run(results={"left": result("left", NAN)})
    matcher = MistakeMatcher.of(case_of(kata, key_of("left"), run))
    assert not matcher.is_hidden("left", MistakeResults("a", "f", "It is a.", Unfinished()))
    cause = MistakeResults("a", "f", "It is a.", {"left": result("left", ONE)})
    assert matcher.is_hidden("left", cause)


@pytest.mark.parametrize("value", [0.1, 1e-7, 12345.678])
def test_the_last_bits_of_a_right_value_are_no_other_value(value: float) -> None:
    near = math.nextafter(value, math.inf)
    assert list(values_in(Table.of(value))) == list(values_in(Table.of(near)))
    assert finite_numbers(Table.of(value)) == finite_numbers(Table.of(near))


def test_nan_equals_itself_among_values_and_is_no_finite_number() -> None:
    table = Table.of([math.nan, math.inf, "a", True, 2])
    assert list(values_in(table)) == ["nan", math.inf, "a", True, 2]
    assert finite_numbers(table) == {2.0}
