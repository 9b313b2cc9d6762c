"""The checks of hints and signatures ask of classes what they ask of functions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kata_runner.engine.sandbox import Sandbox
from kata_runner.grading.called_parts import calls_part, is_only_of
from kata_runner.model import Kata
from kata_runner.verify.checks_lesson import check_hints
from kata_runner.verify.checks_starter import check_signatures
from kata_runner.verify.context import VerifyContext
from kata_runner.verify.suite import run_check

WriteKata = Callable[[dict[str, str | None]], Kata]
HEAD = 'id = "0.2"\ntitle = "Areas"\nphase = "Foundations"\nsummary = "Squares."\n[hints]\n'
SOLUTION = """\
from dataclasses import dataclass


@dataclass
class Shape:
    side: float

    def area(self):
        return self.side**2

    surface = area

    @property
    def around(self):
        return 4 * self._side()

    def _side(self):
        return self.side
"""
EXPERIMENTS = '''\
from kata_runner import Table, experiment


@experiment(points=1)
def shapes(impl):
    """Shapes of one side."""
    shape = impl.Shape(3)
    return Table.of(area=shape.area(), around=shape.around{more})
'''


def files(
    hints: str, more: str = ", surface=shape.surface()", **others: str | None
) -> dict[str, str | None]:
    """A kata of one class."""
    return {
        "katas/area/kata.toml": HEAD + hints,
        "katas/area/experiments.py": EXPERIMENTS.replace("{more}", more),
        "solutions/area/solution.py": SOLUTION,
        **others,
    }


@pytest.mark.parametrize(
    ("hints", "problems"),
    [
        ('Shape = ["What is it?"]', []),
        ('"Shape.area" = ["a"]\n"Shape.surface" = ["a"]\n"Shape.around" = ["a"]', []),
        ('Shape.area = ["a"]\nShape.surface = ["a"]\nShape.around = ["a"]', []),
        ('Shape.area = ["a"]\nShape.around = ["a"]', ["has no hint for Shape.surface"]),
        (
            'Shape = ["a"]\n"Shape._side" = ["a"]',
            ["has hints for Shape._side, which the starter does not ask for"],
        ),
    ],
)
def test_hints_of_a_class_serve_its_methods(
    hints: str, problems: list[str], write_kata: WriteKata, sandbox: Sandbox
) -> None:
    found = run_check(check_hints, VerifyContext(write_kata(files(hints)), sandbox)).problems
    assert [problem.rpartition("kata.toml ")[2] for problem in found] == problems


def test_a_method_that_no_experiment_calls(write_kata: WriteKata, sandbox: Sandbox) -> None:
    kata = write_kata(files("", more=""))
    found = run_check(check_signatures, VerifyContext(kata, sandbox)).problems
    assert found == ("the starter asks for Shape.surface, and no experiment calls it",)


def test_a_starter_of_ones_own_with_other_parameters(
    write_kata: WriteKata, sandbox: Sandbox
) -> None:
    starter = """\
class Shape:
    def __init__(self, side): raise NotImplementedError
    def area(self, digits): raise NotImplementedError
    def surface(self): raise NotImplementedError
"""
    kata = write_kata(files("", **{"katas/area/starter.py": starter}))
    assert run_check(check_signatures, VerifyContext(kata, sandbox)).problems == (
        "Shape.around is graded, and the starter does not ask for it",
        "the starter has Shape.__init__(self, side), the reference none of that name",
        "the starter has Shape.area(self, digits), the reference Shape.area(self)",
    )


def test_a_class_is_called_by_any_of_its_methods_and_made_by_its_name() -> None:
    called = ["Shape", "Shape.area"]
    assert (
        calls_part(called, "Shape")
        and calls_part(called, "Shape.__init__")
        and calls_part(called, "Shape.area")
    )
    assert not calls_part(called, "Shape.around") and not calls_part(called, "Shap")
    assert is_only_of(called, "Shape.area") and not is_only_of([*called, "square"], "Shape.area")
    assert is_only_of(["square"], "square") and not is_only_of(["square", "circle"], "square")


def test_a_starter_whose_bodies_pass(
    write_kata: Callable[[dict[str, str | None]], Kata], sandbox: Sandbox
) -> None:
    source = "def square(side):\n    pass\n\n\ndef circle(radius):\n    raise NotImplementedError\n"
    kata = write_kata({"katas/area/starter.py": source})
    assert run_check(check_signatures, VerifyContext(kata, sandbox)).problems == (
        "square is graded, and the starter does not ask for it: let its body be `raise "
        "NotImplementedError`",
    )
