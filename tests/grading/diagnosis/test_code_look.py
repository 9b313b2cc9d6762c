"""What is seen in an attempt's code is certain from the code alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kata_runner.grading.diagnosis._code_look import inspect_source
from kata_runner.grading.diagnosis.code_look import unread_parameters
from kata_runner.model import Kata

Look = Callable[[str], list[str]]
KEEPS = "kept_between_calls"
RETURNS = "return_in_loop"


@pytest.fixture
def see(capsys: pytest.CaptureFixture[str]) -> Look:
    """Inspects a source; gives the rules that the part `f` matches, each with its line."""

    def seen(source: str) -> list[str]:
        inspect_source(source.encode(), ["f"], "")
        lines = [line.split(",") for line in capsys.readouterr().out.splitlines()]
        return [f"{rule} {line}" for rule, line, *_ in lines]

    return seen


def in_loop(*lines: str) -> str:
    """A function with these lines in a loop."""
    return "\n".join(["def f(xs):", "    for x in xs:", *(f"        {line}" for line in lines), ""])


@pytest.mark.parametrize(
    "body",
    [
        ["result = [0]", "result[0] = x"],
        ["for result in x:", "    result[0] = 1"],
        ["with x as result:", "    result[0] = 1"],
        ["import x.y as result", "result.add(1)"],
        ["def result():", "    return x", "result.a = 1"],
        ["[result.pop() for result in x]"],
        ["def inner(result):", "    result[0] = x"],
        ["match x:", "    case {**result}:", "        result[0] = 1"],
    ],
)
def test_a_name_of_the_functions_own_is_not_the_modules(body: list[str], see: Look) -> None:
    lines = "".join(f"    {line}\n" for line in body)
    assert see(f"def f(x):\n{lines}    return x\n\n\nresult = f(3)\n") == []


def test_a_parameter_is_not_the_modules_variable_of_its_name(see: Look) -> None:
    assert see("def f(x):\n    x[0] = 1\n    return x\n\n\nx = f([3])\n") == []


def test_a_default_that_is_assigned_anew_is_not_shared(see: Look) -> None:
    right = "def f(x, out=[]):\n    out = list(out)\n    out.append(x)\n    return out\n"
    assert see(right) == []
    helper = right.replace("def f", "def helper")
    assert see(f"{helper}\n\ndef f(x):\n    return helper(x)\n") == []


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("memo = {}\n\n\ndef f(x):\n    memo[x] = 1\n    return memo\n", 5),
        ("def f(x, memo=[]):\n    memo += [x]\n    memo.append(x)\n    return memo\n", 3),
        ("def f(x, memo=[], /):\n    memo.append(x)\n    return memo\n", 2),
        ("def f(x, memo=[], /, y=1):\n    memo.append(x + y)\n    return memo\n", 2),
    ],
)
def test_what_all_calls_share_is_seen_where_it_is_changed(
    source: str, line: int, see: Look
) -> None:
    assert see(source) == [f"{KEEPS} {line}"]


def test_a_variable_that_is_declared_global_is_seen(see: Look) -> None:
    source = "memo = []\n\n\ndef f(x):\n    global memo\n    memo = []\n    memo.append(x)\n"
    assert see(f"{source}    return x\n") == [f"{KEEPS} 5", f"{KEEPS} 7"]


def test_parameters_by_position_only_are_seen_unused_too(see: Look) -> None:
    assert see("def f(a, b, /, c):\n    return c\n") == ["unused_parameter 1"] * 2
    assert see("def f(a, b=1, /):\n    return a\n") == []


def test_parameters_by_position_only_count_in_the_reference_too(
    write_kata: Callable[[dict[str, str | None]], Kata],
) -> None:
    reference = "def square(_, side, /, unit):\n    return side * side\n"
    kata = write_kata({"solutions/area/solution.py": reference})
    assert unread_parameters(kata) == {("square", 0), ("square", 2)}


@pytest.mark.parametrize(
    "lines",
    [
        ["if x:", "    continue", "return x"],
        ["if x:", "    break", "return x"],
        ["try:", "    x()", "except ValueError:", "    continue", "return x"],
        ["with x:", "    continue", "return x"],
        ["match x:", "    case 1:", "        continue", "return x"],
        ["for y in xs:", "    pass", "else:", "    continue", "return x"],
        ["if x:", "    return x"],
    ],
)
def test_a_loop_that_may_go_on_does_not_return_at_once(lines: list[str], see: Look) -> None:
    assert see(in_loop(*lines)) == []
    assert see(in_loop(*lines).replace("for x in xs:", "while xs:", 1)) == []


@pytest.mark.parametrize(
    "lines",
    [
        ["return x"],
        ["if x:", "    return 0", "return x"],
        ["for y in xs:", "    continue", "return x"],
        ["while x:", "    break", "return x"],
    ],
)
def test_a_loop_that_cannot_go_on_returns_at_once(lines: list[str], see: Look) -> None:
    assert see(in_loop(*lines)) == [f"{RETURNS} {2 + len(lines)}"]
    assert see(in_loop(*lines, "") + "    else:\n        return 0\n") == [
        f"{RETURNS} {2 + len(lines)}"
    ]


def test_an_expression_that_is_nested_deeply_costs_only_what_is_seen_after_it(see: Look) -> None:
    chain = "x" + ".a(1)" * 400
    assert see(f"def f(x, y):\n    y ^ 1\n    return {chain}\n") == ["caret 2"]


@pytest.mark.parametrize(
    "source",
    [
        "def g(x):\n    return x\n\n\nf = g\n",
        "class G:\n    def g(self, x):\n        return x\n\n\nf: object = G().g\n",
        "def g(x):\n    return x\n\n\nif True:\n    a, f = 1, g\n",
        "from math import tanh as f\n\n\ndef g(x):\n    return x\n",
        "from math import *\n\n\ndef g(x):\n    return x\n",
    ],
)
def test_a_file_that_gives_a_part_a_value_in_any_way_is_no_other_katas(
    source: str, see: Look
) -> None:
    assert see(source) == []
    assert see("def g(x):\n    f = x\n    return f\n") == ["other_file 0"]
