"""Five katas of other shapes, written as an author would: `tests/packs/course`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from kata_runner import Grader
from kata_runner.engine.sandbox import Sandbox
from kata_runner.grading.diagnosis.mistakes import read_mistakes
from kata_runner.grading.variants import read_alternatives
from kata_runner.model import Kata
from kata_runner.packs.kata_folder import read_kata
from kata_runner.verify.context import VerifyContext
from kata_runner.verify.suite import verify
from tests.helpers.attempts import attempts_in, read_header, read_source
from tests.helpers.thorough import IS_THOROUGH

pytestmark = pytest.mark.slow

TESTS = Path(__file__).parents[1]
PACK = TESTS / "packs" / "course"
KATAS = sorted(folder.name for folder in (PACK / "katas").iterdir())
SEEDS = (0, 3, 11, 27)  # the pinned one, one that `kata verify` tries, and two that it does not


def attempts(kind: str) -> list[tuple[str, Path]]:
    """The attempts that are kept of a kind, each with its kata's name."""
    return [(name, file) for name in KATAS for file in attempts_in(f"{name}/{kind}")]


def names(pairs: list[tuple[str, Path]]) -> list[str]:
    """What the tests of attempts are called."""
    return [f"{name}-{file.stem}" for name, file in pairs]


RIGHT, WRONG = attempts("right"), attempts("wrong")


@cache
def course(name: str) -> Kata:
    """A kata of the pack."""
    return read_kata(PACK / "katas" / name, PACK / "solutions", "course")


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def grader() -> Iterator[Grader]:
    with Grader([PACK]) as grader:
        yield grader


@pytest.mark.thorough
@pytest.mark.parametrize("name", KATAS)
def test_verify_holds(name: str, sandbox: Sandbox) -> None:
    findings = list(verify(VerifyContext(course(name), sandbox)))
    assert not [finding.problems for finding in findings if not finding.holds]


@pytest.mark.parametrize("name", KATAS)
def test_there_are_mistakes_and_alternatives_enough_to_mean_something(name: str) -> None:
    assert len(read_mistakes(course(name))) >= 6
    assert len(read_alternatives(course(name))) >= 3
    assert len([kata for kata, _ in RIGHT if kata == name]) >= 2
    assert len([kata for kata, _ in WRONG if kata == name]) >= 4


@pytest.mark.parametrize(("name", "file"), RIGHT, ids=names(RIGHT))
def test_right_attempts_in_other_types_pass(name: str, file: Path, grader: Grader) -> None:
    for seed in SEEDS if IS_THOROUGH else SEEDS[:2]:
        report = grader.grade(name, read_source(file), seed)
        failed = {
            outcome.name: outcome.explanation for outcome in report.outcomes if not outcome.passed
        }
        assert report.passed, f"seed {seed}: {failed or report.message}"


@pytest.mark.parametrize(("name", "file"), WRONG, ids=names(WRONG))
def test_wrong_attempts_fail_for_the_cause_that_they_have(
    name: str, file: Path, grader: Grader
) -> None:
    header = read_header(file)
    expected = header.names("cause")
    # What is kept between experiments is other after those that are run again than after all.
    for seed in (0,) if header.names("keeps") else (0, 11):
        report = grader.grade(name, read_source(file), seed)
        found = {outcome.diagnosis.mistake for outcome in report.outcomes if outcome.diagnosis}
        assert (report.status, found) == ("failed", expected), f"seed {seed}"


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="`sum` rounds less: the tie ends otherwise")
def test_a_mistake_is_named_that_passes_in_one_experiment_on_the_seed_that_was_graded(
    grader: Grader,
) -> None:
    [file] = [file for name, file in WRONG if (name, file.stem) == ("k_means", "not_squared")]
    report = grader.grade("k_means", read_source(file), seed=11)
    named = {one.name: one.diagnosis.mistake for one in report.outcomes if one.diagnosis}
    by_name = {one.name: one for one in report.outcomes}
    assert named == {"beginning": "not_squared"} and by_name["twins"].passed
