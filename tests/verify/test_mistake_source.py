"""The source of a mistake that is made from a mutant: it does what the mutant does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kata_runner.engine.sandbox import Sandbox
from kata_runner.errors import UsageError
from kata_runner.grading.diagnosis.mistakes import read_mistakes, run_mistakes
from kata_runner.model import Kata
from kata_runner.verify.context import VerifyContext
from kata_runner.verify.settle import add_mistake

WriteKata = Callable[[dict[str, str | None]], Kata]
WEAK = '''\
from kata_runner import Table, experiment


@experiment(points=1)
def one_square(impl):
    """The square of two."""
    return Table.of(impl.square(2))
'''


@pytest.fixture
def weak(write_kata: WriteKata) -> Callable[[dict[str, str]], Kata]:
    """A kata whose one experiment calls for the square of two."""
    return lambda files: write_kata({"katas/area/experiments.py": WEAK, **files})


def get_results(kata: Kata, sandbox: Sandbox) -> dict[str, object]:
    """What each mistake gives in the one experiment."""
    results: dict[str, object] = {}
    for mistake, run in run_mistakes(kata, read_mistakes(kata), 0, sandbox.run_many):
        table = run.results["one_square"].table
        assert table is not None
        results[mistake.name] = table.rows[0][0]
    return results


POWER = """\
from functools import lru_cache


@lru_cache
def square(side, times=2):
    # corners
    return side * square(side, times - 1) if times else 1
"""


def test_a_mutant_that_calls_itself_calls_its_new_name_and_keeps_its_decorators(
    weak: Callable[[dict[str, str]], Kata], sandbox: Sandbox
) -> None:
    kata = weak({"solutions/area/solution.py": POWER})
    key = "square: side * square(side, times - 1) -> side + square(side, times - 1)"
    add_mistake(VerifyContext(kata, sandbox), key, "Adds up.")
    assert kata.mistakes.read_text(encoding="utf-8").partition("\n\n\n")[2] == (
        '@mistake("square", "Adds up.")\n@lru_cache\n'
        "def adds_up(side, times=2):\n    # corners\n"
        "    return side + adds_up(side, times - 1) if times else 1\n"
    )
    assert get_results(kata, sandbox) == {"adds_up": 5}


def test_a_mutant_of_a_helper_of_a_part_that_calls_itself(
    weak: Callable[[dict[str, str]], Kata], sandbox: Sandbox
) -> None:
    source = POWER.replace("side * square", "times_of(side, square").replace("- 1)", "- 1))")
    helper = "\n\ndef times_of(a, b):\n    return a * b\n"
    kata = weak({"solutions/area/solution.py": source + helper})
    add_mistake(VerifyContext(kata, sandbox), "times_of: a * b -> a + b", "Adds up.")
    text = kata.mistakes.read_text(encoding="utf-8")
    assert "return adds_up_times_of(side, adds_up(side, times - 1))" in text
    assert get_results(kata, sandbox) == {"adds_up": 5}


@pytest.mark.parametrize(
    "source",
    ["def square(square):\n    # corners\n    return square * square\n",
     "def square(side):\n    # corners\n    square = side\n    return square * square\n"],
    ids=["a parameter", "a variable"],
)  # fmt: skip
def test_a_variable_with_the_name_of_the_part_keeps_it(
    source: str, weak: Callable[[dict[str, str]], Kata], sandbox: Sandbox
) -> None:
    kata = weak({"solutions/area/solution.py": source})
    context = VerifyContext(kata, sandbox)
    add_mistake(context, "square: square * square -> square + square", "Adds up.")
    assert "    return square + square\n" in kata.mistakes.read_text(encoding="utf-8")


SETTER = """\
class Adder:
    def __init__(self, start):
        self.total = start

    @property
    def size(self):
        return self.total

    @size.setter
    def size(self, number):
        self.total = abs(number)

    def add(self, number):
        self.size = self.size + number
        return self.size
"""


def test_a_mutant_of_a_setter_cannot_become_a_mistake(
    weak: Callable[[dict[str, str]], Kata], sandbox: Sandbox
) -> None:
    experiments = WEAK.replace("impl.square(2)", "impl.Adder(2).size")
    kata = weak({"solutions/area/solution.py": SETTER, "katas/area/experiments.py": experiments})
    with pytest.raises(UsageError, match=r"in a setter or deleter of Adder.size, which a mistake"):
        add_mistake(VerifyContext(kata, sandbox), "Adder.size: abs(number) -> number", "No abs.")
    assert not kata.mistakes.exists()
