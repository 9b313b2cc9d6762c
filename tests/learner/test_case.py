"""The calls of an experiment as Python that can be pasted."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np

from kata_runner.learner.case import choose_call, format_case, parse_trace

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


def test_the_call_is_that_of_the_row_where_there_is_one() -> None:
    calls = parse_trace(TRACE)
    assert choose_call(calls, 1) is calls[1]
    assert choose_call(calls, None) is calls[0]
    assert choose_call(calls, 7) is calls[0]
    assert choose_call([], 0) is None


def test_what_is_no_trace_has_no_calls() -> None:
    assert parse_trace(["  x = 1", "", "not a name!"]) == []
