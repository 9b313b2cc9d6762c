"""The calls of an experiment as Python that can be pasted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from kata_runner.grading.feedback._injected import format_value
from kata_runner.grading.feedback.fresh import FailingExample
from kata_runner.grading.feedback.worked_example import WorkedExample
from kata_runner.learner.case import (
    MAX_SHOWN,
    format_case,
    parse_trace,
    paste_case,
    split_inputs,
)
from kata_runner.model import Difference, Outcome, Status

TRACE = """step
  state = array([[1., 2.],
                 [3., 4.]])
  w.a = array([0.5])
  w.b = 'text'
step
  state = array([[5.]])
  w.a = array([0.25])
  w.b = ''
and more calls
Value.add
  other = <Value object>
  rng = RandomState(MT19937) at 0x7F58F27CF440""".splitlines()


def test_a_trace_is_calls_with_arguments() -> None:
    calls = parse_trace(TRACE)
    assert [call.part for call in calls] == ["step", "step", "Value.add"]
    assert calls[0].arguments == {
        "state": "array([[1., 2.],\n               [3., 4.]])".replace(
            "\n               ", "\n       "
        ),
        "w.a": "array([0.5])",
        "w.b": "'text'",
    }


def test_a_case_runs_with_the_learners_module_alone() -> None:
    code = format_case(parse_trace(TRACE)[:1], "mine")
    assert "from mine import step" in code.splitlines()
    calls: list[Any] = []
    namespace: dict[str, Any] = {"step": lambda *arguments: calls.append(arguments)}
    exec("\n".join(line for line in code.splitlines() if "from mine" not in line), namespace)
    [(state, w)] = calls
    assert np.array_equal(state, [[1.0, 2.0], [3.0, 4.0]])
    assert (w.a, w.b) == (np.array([0.5]), "text")
    assert type(w) is SimpleNamespace


def test_what_python_does_not_write_as_an_expression_is_left_open() -> None:
    code = format_case(parse_trace(TRACE)[2:], "mine")
    assert code.splitlines() == [
        "import numpy as np",
        "from mine import Value",
        "",
        "other = ...  # <Value object>",
        "rng = np.random.RandomState(0)",
        "# on an object of Value: .add(other, rng)",
    ]
    compile(code, "case", "exec")


def test_what_is_no_trace_has_no_calls() -> None:
    assert parse_trace(["  x = 1", "", "not a name!"]) == []


@pytest.mark.parametrize(
    "value",
    [
        np.empty((0, 3)),
        np.empty(0),
        np.empty((2, 0), dtype=int),
        np.empty((0,), dtype=bool),
        np.array([np.nan, np.inf, -np.inf, 0.5]),
        np.array([[1, 2]], dtype=np.int32),
        np.array([1, 2], dtype=np.uint8),
        np.array([0.5], dtype=np.float32),
        np.array([True, False]),
        np.array(["a", "bcd"]),
        float("nan"),
        [float("inf"), {"a": np.float64("-inf")}],
        np.float64("nan"),
        np.int64(3),
        np.True_,
        Counter({("a", "b"): 2}),
    ],
    ids=repr,
)
def test_a_value_is_pasted_as_python_that_makes_it(value: Any) -> None:
    for label in ("x", "w.x"):
        call = parse_trace(["step", *f"  {label} = {format_value(value)}".splitlines()])
        [made] = run_case(format_case(call, "mine"))
        assert repr(made if label == "x" else made.x) == repr(value)


def run_case(code: str) -> Sequence[Any]:
    """The arguments of the one call that pasted code makes."""
    calls: list[Any] = []
    namespace: dict[str, Any] = {"step": lambda *arguments: calls.append(arguments)}
    exec("\n".join(line for line in code.splitlines() if "from mine" not in line), namespace)
    [arguments] = calls
    return tuple(arguments)


@pytest.mark.parametrize("text", ["Value(3)", "array([0., ..., 1.])", "<object>"])
def test_a_value_that_cannot_be_made_is_left_open_and_the_rest_still_runs(text: str) -> None:
    call = parse_trace(["step", f"  w.a = {text}", "  w.b = array([1.])", "  x = 2"])
    w, x = run_case(format_case(call, "mine"))
    assert (w.a, w.b, x) == (..., np.array([1.0]), 2)


OUTCOME = Outcome(
    "steps",
    "It steps.",
    Status.FAILED,
    0,
    1,
    message="Something.\nMore.",
    first_difference=Difference(0, "x", 1.5, 2.0),
)
EXAMPLE = WorkedExample(("x = 2",), "step(x)", frozenset({"step"}), "4")


@pytest.mark.parametrize("is_late", [False, True])
def test_the_call_that_fails_is_pasted_with_both_values(is_late: bool) -> None:
    code = paste_case(OUTCOME, "mine", FailingExample(EXAMPLE, "5", is_late), TRACE)
    lines = ["from mine import step", "x = 2", "step(x)", "# expected  4", "# actual    5"]
    assert code.splitlines()[is_late:] == lines
    assert ("after another call" in code) == is_late


def test_calls_of_which_none_fails_are_pasted_with_what_they_fail_at() -> None:
    code = paste_case(OUTCOME, "mine", None, ["step", "  x = 2", "step", "  x = 3"])
    assert code.splitlines()[1:] == [
        "# x: expected 1.5, got 2",
        "from mine import step",
        *("", "x = 2", "step(x)"),
        *("", "x = 3", "step(x)"),
    ]
    compile(code, "case", "exec")
    crash = replace(OUTCOME, first_difference=None)
    assert "\n# Something.\n" in paste_case(crash, "mine", None, ["step", "  x = 2"])


@pytest.mark.parametrize(
    "calls",
    [["step", "  x = 2", "and more calls"],
     [line for _ in range(9) for line in ("step", f"  x = '{'x' * (MAX_SHOWN // 2)}'")]],
    ids=["many", "long"],
)  # fmt: skip
def test_of_many_calls_the_first_are_pasted(calls: list[str]) -> None:
    code = paste_case(OUTCOME, "mine", None, calls)
    assert code.endswith("step(x)\n\n# and more calls") and code.count("step(x)") == 1


def test_where_nothing_is_called_there_is_no_case() -> None:
    assert paste_case(OUTCOME, "mine", None, []) == ""


@pytest.mark.parametrize("module", ["mine", "my file"])
def test_the_inputs_of_a_case_are_all_but_the_learners_module_and_the_call(module: str) -> None:
    example = replace(EXAMPLE, before=("import numpy as np", "x, y = [a for a in (1, 2)]", "z = 3"))
    code = paste_case(OUTCOME, module, FailingExample(example, "5"), [])
    assert split_inputs(code, module) == (
        "import numpy as np\nx, y = [a for a in (1, 2)]\nz = 3",
        "x, y, z",
    )
    assert split_inputs("", module) == ("", "")
