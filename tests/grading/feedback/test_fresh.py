"""An example that is shown as failing does so when nothing else ran before it, or says what did."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kata_runner.engine.job import Job
from kata_runner.engine.sandbox import Sandbox
from kata_runner.grading.feedback._examples import run_example
from kata_runner.grading.feedback.fresh import differs, put_after_others
from kata_runner.grading.feedback.worked_example import Output, WorkedExample, parse_output
from kata_runner.model import Attempt, Kata, Outcome
from kata_runner.packs.entry_points import EntryPoint
from kata_runner.packs.plugin_manager import Plugins
from tests.helpers.graders import grade

WriteKata = Callable[[dict[str, str | None]], Kata]
MakeAttempt = Callable[[str], Attempt]
SCORING = EntryPoint("scoring", "kata_runner.grading.scoring", "1")
BEFORE = """import numpy as np
from collections import Counter, OrderedDict, defaultdict, deque"""
COUNTING = "ran = []\n\n\ndef square(side):\n    ran.append(side)\n    return side * side + {}\n"
LATE = COUNTING.format("len(ran) - 1")
LESSON = """# Areas

```python
>>> square(2)
4
>>> side = 3
>>> area = square(side)
>>> area
9

```
"""


def output(statement: str) -> Output:
    """What an example is read as having given, as its line is printed below an attempt."""
    text, values = run_example(BEFORE, statement, {})
    return parse_output(text.encode().hex(), json.dumps(values).encode().hex())


@pytest.mark.parametrize(
    ("right", "actual"),
    [
        ("np.array([0.5])", "np.array([0.6])"),
        ("0.5", "0.5 + 'a'"),
        ("(1, 2)", "1"),
        ("'b'", "'a'"),
        ("{'a': 1}", "{'a': 2}"),
        ("Counter(['list'])", "{'array': 1}"),
        ("0.5", "float('nan')"),
        ("np.array([1e-9, 2.0])", "np.array([1e-9, 2.1])"),
    ],
)
def test_values_that_differ_are_a_case(right: str, actual: str) -> None:
    assert differs(output(right), output(actual))


@pytest.mark.parametrize(
    ("right", "actual"),
    [
        ("np.array([0.5, 1])", "[0.5, 1.0]"),
        ("np.float64(0.5)", "0.5"),
        ("np.array([0.12345678])", "[0.12345679]"),
        ("{'a': 1, 'b': 2}", "{'b': 2, 'a': 1}"),
        ("Counter({('a',): 1})", "{('a',): 1}"),
        ("Counter({('a',): 1})", "defaultdict(int, {('a',): 1.0})"),
        ("{('b', 1): 2, ('a', 3): 4}", "OrderedDict([(('a', 3), 4), (('b', 1), 2)])"),
        ("{3, 10}", "frozenset({10, 3})"),
        ("[1, 2]", "deque([1, 2])"),
        ("['a']", "np.array(['a'])"),
        ("True", "np.True_"),
        ("float('nan')", "np.nan"),
        ("int('x')", "1"),
        ("next(iter([]))", "1"),
        ("object()", "1"),
        ("1", "object()"),
        ("None", "1"),
        ("1", "None"),
    ],
)
def test_the_same_values_errors_of_the_reference_and_plain_objects_are_none(
    right: str, actual: str
) -> None:
    assert not differs(output(right), output(actual))


@pytest.fixture
def run_graded(area: Kata, sandbox: Sandbox, attempt: MakeAttempt) -> Callable[..., Outcome]:
    """The outcome of the squares, of a source of square."""

    def run(source: str, kata: Kata = area) -> Outcome:
        report = grade(Job(kata, attempt(source), "graded", 0), sandbox, Plugins([SCORING]))
        return next(one for one in report.outcomes if one.name == "random_squares")

    return run


def test_what_fails_only_after_another_call_is_shown_behind_it(
    run_graded: Callable[..., Outcome], tmp_path: Path
) -> None:
    outcome = run_graded(LATE)
    assert outcome.case.startswith("A small call fails after another:\n  >>> side = ")
    assert outcome.case.count(">>> square(side)") == 2
    (tmp_path / "area.py").write_text(LATE, encoding="utf-8")
    *calls, last = outcome.python.partition("\n# expected")[0].splitlines()
    done = subprocess.run(
        [sys.executable, "-c", "\n".join([*calls, f"print({last})"])],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert outcome.python.endswith(f"# actual    {done.stdout.rstrip()}")


def test_an_example_of_the_lesson_is_shown_behind_its_own_calls(
    run_graded: Callable[..., Outcome], write_kata: WriteKata
) -> None:
    kata = write_kata({"katas/area/lesson.md": LESSON})
    assert run_graded(LATE, kata).case.splitlines() == [
        "The lesson's example fails after another call:",
        "  >>> side = 3",
        "  >>> area = square(side)",
        "  >>> area = square(side)",
        "  >>> area",
        "  expected  9",
        "  actual    10",
    ]


def test_what_fails_after_many_calls_is_shown_as_a_row_of_its_experiment(
    run_graded: Callable[..., Outcome],
) -> None:
    outcome = run_graded(COUNTING.format("(len(ran) > 2)"))
    assert outcome.case.startswith("The smallest failing case found") and not outcome.python


def test_the_first_that_fails_alone_is_shown_and_not_an_earlier_one_that_does_not(
    run_graded: Callable[..., Outcome],
) -> None:
    outcome = run_graded(COUNTING.format("(len(ran) > 1 or abs(side) > 1)"))
    heading, side, *_ = outcome.case.splitlines()
    assert heading == "A small call that fails:"
    assert abs(float(side.rpartition("=")[2])) > 1


def test_only_calls_are_made_twice() -> None:
    first = WorkedExample(
        ("def f2(x):\n    return f(x)", "y = f(1)", "x = 2"), "y", frozenset("f"), ""
    )
    second = WorkedExample(("x = 2",), "f(x)", frozenset("f"), "")
    assert [one.source for one in put_after_others([first, second], "f")] == [
        "def f2(x):\n    return f(x)\ny = f(1)\ny = f(1)\nx = 2\ny",
        "x = 2\nf(x)\nf(x)",
        "x = 2\nf(x)\ndef f2(x):\n    return f(x)\ny = f(1)\ny",
    ]
