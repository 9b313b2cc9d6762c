"""The lesson's worked examples as cases that run with the learner's file alone."""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from kata_runner.engine.job import Job
from kata_runner.engine.sandbox import Sandbox
from kata_runner.grading.answer_key import PINNED_SEED, pinned_key
from kata_runner.grading.feedback.worked_example import (
    WorkedExample,
    describe_example,
    import_parts,
    is_same,
    paste_example,
    slice_examples,
)
from kata_runner.model import Attempt, Kata, Outcome
from kata_runner.packs.catalogue import load_catalogue
from kata_runner.packs.entry_points import EntryPoint
from kata_runner.packs.lesson_sections import list_examples, read_lesson
from kata_runner.packs.plugin_manager import Plugins
from kata_runner.packs.source_parts import get_owner
from tests.helpers.graders import grade

PACKS = [Path(__file__).parents[2] / "packs" / name for name in ("course", "autograd")]
KATAS = load_catalogue(PACKS).katas
WriteKata = Callable[[dict[str, str | None]], Kata]
MakeAttempt = Callable[[str], Attempt]
LESSON = """# Area

```python
>>> side = 3
>>> unused = 1
>>> square(side)
9
>>> circle(1)
3.14
```
"""
TWICE = "def square(side):\n    return side * 2\n\n\ndef circle(radius):\n    return 0\n"


def examples_of(lesson: str, *parts: str) -> list[WorkedExample]:
    return list(slice_examples(list_examples(lesson), parts, ["numpy"]))


def fenced(*lines: str) -> str:
    return "\n".join(["```python", *lines, "```"])


def graded(kata: Kata, attempt: Attempt, sandbox: Sandbox) -> dict[str, Outcome]:
    plugins = Plugins([EntryPoint("scoring", "kata_runner.grading.scoring", "1")])
    report = grade(Job(kata, attempt), sandbox, plugins)
    return {outcome.name: outcome for outcome in report.outcomes}


@pytest.mark.parametrize("kata", KATAS, ids=lambda kata: kata.name)
def test_on_the_reference_every_example_gives_what_the_lesson_says(kata: Kata) -> None:
    key = pinned_key(kata, PINNED_SEED)
    assert key is not None
    parts = {get_owner(name) for called in key.calls.values() for name in called}
    source = kata.reference.read_text(encoding="utf-8")
    names: dict[str, object] = {"__name__": "reference"}
    exec(compile(source, str(kata.reference), "exec"), names)
    examples = list(slice_examples(list_examples(read_lesson(kata)), parts, kata.packages))
    assert examples
    for example in examples:
        output, given = io.StringIO(), {part: names[part] for part in example.parts}
        with contextlib.redirect_stdout(output), warnings.catch_warnings(action="ignore"):
            exec("\n".join(example.before), given)
            exec(compile(example.statement, "<lesson>", "single"), given)
        assert output.getvalue().rstrip() == example.expected, example.source


def test_an_example_has_only_what_it_needs() -> None:
    lesson = fenced(
        ">>> side, other = 3, 4",
        ">>> unused = square(7)",
        ">>> sides = [side]",
        ">>> sides.append(",
        "...     5)",
        ">>> len(sides)",
        "2",
        ">>> [square(side) for side in sides]",
        "[9, 25]",
    )
    [example] = examples_of(lesson, "square")
    assert example.before == ("side, other = 3, 4", "sides = [side]", "sides.append(\n    5)")
    assert (example.statement, example.expected) == ("[square(side) for side in sides]", "[9, 25]")


def test_what_changes_an_object_through_another_one_is_needed() -> None:
    lesson = fenced(">>> a = Value(2)", ">>> b = a * a", ">>> b.backward()", ">>> a.grad", "4.0")
    [example] = examples_of(lesson, "Value")
    assert example.before == ("a = Value(2)", "b = a * a", "b.backward()")


@pytest.mark.parametrize(
    ("between", "is_certain"),
    [("other = 3", True), ("print(3)", True), ("sides.sort()", True), ("len(sides)", True),
     ("kept = more(sides)", True), ("print(more(sides))", False),
     ("for n in sides: more(n)", False)],
)  # fmt: skip
def test_what_was_left_out_makes_an_example_uncertain_where_it_may_have_changed_something(
    between: str, is_certain: bool
) -> None:
    shown = ["3"] if "print" in between else []
    lesson = fenced(">>> sides = [3]", f">>> {between}", *shown, ">>> square(sides[0])", "9")
    example = examples_of(lesson, "square")[-1]
    assert example.is_certain == is_certain


@pytest.mark.parametrize(
    "line", [">>> square(somewhere_else)", ">>> from course_data import x; square(1)", ">>> 1 + 1"]
)
def test_what_does_not_run_with_the_file_alone_or_uses_no_part_is_none(line: str) -> None:
    assert examples_of(fenced(line, "2"), "square") == []


def test_a_failing_example_is_the_case_of_its_part_only(
    write_kata: WriteKata, sandbox: Sandbox, attempt: MakeAttempt
) -> None:
    outcomes = graded(write_kata({"katas/area/lesson.md": LESSON}), attempt(TWICE), sandbox)
    assert outcomes["random_squares"].case == (
        "The lesson's example:\n  >>> side = 3\n  >>> square(side)\n  expected  9\n  actual    6"
    )
    assert outcomes["random_squares"].case in outcomes["random_squares"].feedback


@pytest.mark.thorough
@pytest.mark.parametrize(
    "body", ["    while True:\n        pass\n", "    raise SystemExit(0)\n", "    return 1 / 0\n"]
)
def test_whatever_a_part_does_with_the_example_the_report_comes(
    body: str, write_kata: WriteKata, sandbox: Sandbox, attempt: MakeAttempt
) -> None:
    kata = write_kata({"katas/area/lesson.md": LESSON})
    wrong = attempt(f"def square(side):\n    if side != 3:\n        return 0\n{body}")
    outcome = graded(kata, wrong, sandbox)["random_squares"]
    assert not outcome.passed and "Replay exactly that" in outcome.feedback


def test_an_error_is_what_an_example_gives(
    write_kata: WriteKata, sandbox: Sandbox, attempt: MakeAttempt
) -> None:
    kata = write_kata({"katas/area/lesson.md": LESSON})
    wrong = attempt("def square(side):\n    return 0 if side != 3 else side / 0\n")
    case = graded(kata, wrong, sandbox)["random_squares"].case
    assert case.endswith("actual    ZeroDivisionError: division by zero")


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        ("[nan nan] [0.7311 0.2689]", "[nan nan] [0.7311 0.2689]"),
        ("np.float64(nan)", "nan"),
        ("4", "np.float64(4.0)"),
        ("[0. 1.]", "[-0.0 1]"),
        ("0.1234567891", "0.12345678912"),
        ("inf", "inf"),
    ],
)
def test_equal_values_are_the_same_however_they_are_written(expected: str, actual: str) -> None:
    assert is_same(expected, actual)


@pytest.mark.parametrize(
    ("expected", "actual"), [("nan", "0.0"), ("inf", "-inf"), ("4", "4.001"), ("'nan'", "nan")]
)
def test_other_values_are_not_the_same(expected: str, actual: str) -> None:
    assert not is_same(expected, actual)


@pytest.mark.parametrize("module", ["area", "my area", "class"])
def test_the_code_to_paste_runs_with_the_file_alone(module: str, tmp_path: Path) -> None:
    (tmp_path / f"{module}.py").write_text(TWICE, encoding="utf-8")
    [example, _] = examples_of(LESSON, "square", "circle")
    code = paste_example(example, "6", module)
    assert code.endswith("square(side)\n# expected  9\n# actual    6")
    (tmp_path / "pasted.py").write_text(code.replace("square(side)", "print(square(side))"))
    ended = subprocess.run(
        [sys.executable, "pasted.py"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "6\n", "")


def test_several_lines_stand_below_their_label() -> None:
    example = WorkedExample((), "for n in (1, 2):\n    print(n)", frozenset({"f"}), "1\n2")
    assert describe_example(example, "3", "An example:") == (
        "An example:\n  >>> for n in (1, 2):\n  ...     print(n)\n"
        "  expected:\n    1\n    2\n  actual    3"
    )


def test_a_module_is_imported_by_name_where_it_can_be() -> None:
    assert import_parts(["f", "g"], "mine") == ["from mine import f, g"]
    assert import_parts(["f"], "my file")[-1] == "f = import_module('my file').f"
