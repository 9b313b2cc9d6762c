"""The check of alternatives: what is right in another way passes, and what refuses it is named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kata_runner.engine.inside.kata_loader import generator
from kata_runner.engine.sandbox import Sandbox
from kata_runner.model import Kata
from kata_runner.verify.author_check import Finding
from kata_runner.verify.checks_alternatives import check_alternatives
from kata_runner.verify.context import VerifyContext
from kata_runner.verify.suite import run_check
from tests.helpers.area import ADDER

HEAD = "from kata_runner import alternative\n"
SUM = """
@alternative("square", "adds the side as often as it is long, and what is left over")
def added_up(side):
    side = abs(side)
    return sum(side for _ in range(int(side))) + (side - int(side)) * side
"""
POWER = '\n@alternative("square", "as a power")\ndef power(side):\n    return side**2\n'
CIRCLE = (
    '\n@alternative("circle", "half the way round")\ndef half(radius):\n    return pi * '
    "radius * radius\n"
)
WHOLE_ONLY = """
@alternative("square", "rows of whole numbers")
def rows(side):
    return sum(range(1, 2 * int(side), 2)) if side == int(side) else side * side * 1.5
"""
NOWHERE = (
    '\n@alternative("triangle", "half of it")\ndef half_of_it(side):\n    return side * side / 2\n'
)
LUCKY = '''\
from kata_runner import Table, probe


@probe(points=1)
def one_square(impl, rng):
    """The square of a side that is whole, or not."""
    return Table.of(impl.square(3 - rng.randint(2) / 2))
'''


@pytest.fixture
def find(
    write_kata: Callable[[dict[str, str | None]], Kata], sandbox: Sandbox
) -> Callable[..., Finding]:
    """What the check finds for the small kata with these alternatives."""

    def made(*alternatives: str, seeds: int = 4, **files: str) -> Finding:
        kata = write_kata({"solutions/area/alternatives.py": HEAD + "".join(alternatives), **files})
        return run_check(check_alternatives, VerifyContext(kata, sandbox, range(seeds)))

    return made


def test_any_number_for_a_part_with_the_names_of_the_reference(
    find: Callable[..., Finding],
) -> None:
    found = find(SUM, POWER, CIRCLE)
    assert (found.problems, found.notes) == ((), ("3 of 3 on seeds 0 to 3",))


def test_a_kata_without_any_is_green_with_a_note(area: Kata, sandbox: Sandbox) -> None:
    found = run_check(check_alternatives, VerifyContext(area, sandbox))
    assert found.holds
    assert found.notes == (
        "none is kept in alternatives.py, so nothing shows that others are accepted",
    )


def test_a_probe_that_refuses_what_is_right_is_named_with_the_line(
    find: Callable[..., Finding],
) -> None:
    [problem] = find(POWER, WHOLE_ONLY).problems
    where, code = problem.splitlines()
    assert "alternatives.py:8: rows: is refused by random_squares (row 1, area: " in where
    assert where.endswith("on seeds 0 to 3")
    assert code == "    def rows(side):"


def test_it_must_pass_with_every_seed(find: Callable[..., Finding]) -> None:
    found = find(WHOLE_ONLY, seeds=6, **{"katas/area/experiments.py": LUCKY})
    halves = [seed for seed in range(6) if generator(seed, "one_square").randint(2)]
    assert (
        found.problems[0]
        .splitlines()[0]
        .endswith(f"on seeds {halves[0]}, {halves[1]} and {halves[2]}")
    )
    assert found.notes == ("0 of 1 on seeds 0 to 5",)


def test_one_of_a_part_that_nobody_calls(find: Callable[..., Finding]) -> None:
    [problem] = find(NOWHERE).problems
    assert "half_of_it: no experiment calls triangle" in problem


def test_a_function_without_a_declaration_is_named_with_its_line(
    find: Callable[..., Finding],
) -> None:
    [problem] = find(POWER, "\ndef other(side):\n    return side**2\n").problems
    assert ".py:7: 'other' has no @alternative and nothing uses it: write" in problem


def test_one_that_does_not_load(find: Callable[..., Finding]) -> None:
    [problem] = find("import nowhere\n" + POWER).problems
    assert "power: does not load: line 1: ImportError: nowhere cannot be imported" in problem


@pytest.mark.parametrize(
    "mark",
    [
        "@alternative",
        '@alternative("square")',
        '@alternative("square", "")',
        '@alternative("square", NAME)',
    ],
)
def test_a_declaration_that_is_not_two_texts(mark: str, find: Callable[..., Finding]) -> None:
    [problem] = find(f"\n{mark}\ndef power(side):\n    return side**2\n").problems
    assert problem.endswith(
        'alternatives.py:3: write @alternative("function", "how it differs from the '
        'reference"), both as texts'
    )


def test_a_file_that_is_no_python(find: Callable[..., Finding]) -> None:
    [problem] = find("def (:\n").problems
    assert problem.endswith("alternatives.py:2: SyntaxError: invalid syntax\n    def (:")


TOTALS = '''\
from kata_runner import Table, experiment


@experiment(points=1)
def sums(impl):
    """An adder adds."""
    adder = impl.Adder(2)
    return Table.of(adder.add(3), adder.add(4))
'''


def test_classes_and_methods_have_alternatives_too(find: Callable[..., Finding]) -> None:
    method = """
@alternative("Adder.add", "counts up")
def count_up(self, number):
    for _ in range(number):
        self.total = self.total + 1
    return self.total
"""
    whole = """
@alternative("Adder", "keeps all numbers")
class Keeper:
    def __init__(self, start):
        self.numbers = [start]

    def add(self, number):
        self.numbers.append(number)
        return sum(self.numbers)
"""
    files = {"solutions/area/solution.py": ADDER, "katas/area/experiments.py": TOTALS}
    assert find(method, whole, **files).notes == ("2 of 2 on seeds 0 to 3",)
