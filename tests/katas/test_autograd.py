"""A kata whose learner writes a class: `tests/packs/autograd`, as an author would write it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from kata_runner import Grader
from kata_runner.engine.sandbox import Sandbox
from kata_runner.grading.diagnosis.mistakes import read_mistakes
from kata_runner.model import Kata, Report, Status
from kata_runner.packs.kata_folder import read_kata
from kata_runner.packs.source_parts import list_unwritten
from kata_runner.packs.starter_text import get_starter_text
from kata_runner.verify.context import VerifyContext
from kata_runner.verify.suite import verify
from tests.helpers.attempts import FOLDER, attempts_in, read_header

PACK = Path(__file__).parents[1] / "packs" / "autograd"
ATTEMPTS = FOLDER / "autograd"
RIGHT = attempts_in("autograd/right", least=3)
WRONG = attempts_in("autograd/wrong", least=8)
METHODS = [
    "__init__",
    "__add__",
    "__radd__",
    "__mul__",
    "__rmul__",
    "__neg__",
    "__sub__",
    "__rsub__",
    "__pow__",
    "__truediv__",
    "__rtruediv__",
    "tanh",
    "exp",
    "backward",
]


@pytest.fixture(scope="module")
def autograd() -> Kata:
    return read_kata(PACK / "katas" / "autograd", PACK / "solutions", "autograd")


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def grader() -> Iterator[Grader]:
    with Grader([PACK]) as grader:
        yield grader


def causes(report: Report) -> set[str]:
    """The known mistakes that are named; causes found among mutants are named after a part."""
    names = {outcome.diagnosis.mistake for outcome in report.outcomes if outcome.diagnosis}
    return {name for name in names if "." not in name}


@pytest.mark.slow
@pytest.mark.thorough
def test_verify_holds(autograd: Kata, sandbox: Sandbox) -> None:
    findings = list(verify(VerifyContext(autograd, sandbox)))
    assert not [finding.problems for finding in findings if not finding.holds]


def test_it_has_mistakes_in_methods_and_a_mistaken_class(autograd: Kata) -> None:
    mistakes = read_mistakes(autograd)
    assert len(mistakes) >= 8
    assert {mistake.function for mistake in mistakes if mistake.is_class} == {"Value"}
    assert all(mistake.function.startswith("Value") for mistake in mistakes)


@pytest.mark.parametrize("file", RIGHT, ids=[file.stem for file in RIGHT])
def test_right_classes_of_any_make_pass(file: Path, grader: Grader) -> None:
    report = grader.grade("autograd", file.read_bytes(), 11)
    assert report.passed, [
        (outcome.name, outcome.explanation) for outcome in report.outcomes if not outcome.passed
    ]


@pytest.mark.parametrize("seed", [0, 11])
@pytest.mark.parametrize("file", WRONG, ids=[file.stem for file in WRONG])
def test_wrong_ones_are_told_why(file: Path, seed: int, grader: Grader) -> None:
    report = grader.grade("autograd", file.read_bytes(), seed)
    assert report.status == "failed"
    assert causes(report) == read_header(file).names("cause")


def test_the_starter_hands_out_no_body(autograd: Kata) -> None:
    starter = get_starter_text(autograd)
    assert list_unwritten(starter) == [f"Value.{name}" for name in METHODS]
    [cls] = [node for node in ast.parse(starter).body if isinstance(node, ast.ClassDef)]
    assert [node.name for node in cls.body if isinstance(node, ast.FunctionDef)] == METHODS
    assert not {"_order", "_sources", "math.exp", "slope"} & set(
        ast.unparse(cls).replace("(", " ").split()
    )


def test_a_learner_is_told_which_method_is_not_written_yet(autograd: Kata, grader: Grader) -> None:
    by_name = {
        outcome.name: outcome
        for outcome in grader.grade("autograd", get_starter_text(autograd)).outcomes
    }
    assert by_name["leaves"].explanation == "Value.__init__ is not written yet."
    assert by_name["sums"].explanation == "Waits for leaves."


def test_what_one_operator_calls_is_named_where_that_is_missing(
    autograd: Kata, grader: Grader
) -> None:
    source = (ATTEMPTS / "right" / "closures.py").read_text(encoding="utf-8")
    unfinished = source.replace("        return self * -1\n", "        raise NotImplementedError\n")
    by_name = {outcome.name: outcome for outcome in grader.grade("autograd", unfinished).outcomes}
    assert by_name["opposites"].explanation == "Value.__neg__ is not written yet."
    assert by_name["sums"].passed and by_name["differences"].status is Status.BLOCKED


def test_a_method_that_is_not_there_is_named(autograd: Kata, grader: Grader) -> None:
    source = (ATTEMPTS / "right" / "closures.py").read_text(encoding="utf-8")
    missing = {
        "sums": ("backward", "is not defined. There is backwards: did you mean that?"),
        "opposites": ("__neg__", "is not defined, and - on Value needs it."),
    }
    for name, (method, text) in missing.items():
        renamed = source.replace(f"def {method}", f"def {method.strip('_')}s")
        by_name = {outcome.name: outcome for outcome in grader.grade("autograd", renamed).outcomes}
        assert by_name[name].explanation == f"Value.{method} {text}"


def test_an_error_in_a_method_is_shown_where_it_is(autograd: Kata, grader: Grader) -> None:
    source = (ATTEMPTS / "right" / "closures.py").read_text(encoding="utf-8")
    broken = source.replace("        self.grad = 1\n", "        self.grad = ones(1)\n")
    line = broken.splitlines().index("        self.grad = ones(1)") + 1
    by_name = {outcome.name: outcome for outcome in grader.grade("autograd", broken).outcomes}
    assert (by_name["sums"].status, by_name["sums"].line) == (Status.CRASHED, line)
    assert f"autograd.py, line {line}, in backward" in by_name["sums"].explanation
