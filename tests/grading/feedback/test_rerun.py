"""A learner who checks one file is told the smallest failing case, how to replay it, and what
watching showed.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kata_runner.engine.job import Job
from kata_runner.engine.sandbox import Sandbox
from kata_runner.grading.answer_key import compute
from kata_runner.grading.feedback import rerun
from kata_runner.grading.pipeline import GradingContext, grade_run
from kata_runner.model import Attempt, Kata, Outcome
from kata_runner.packs.entry_points import EntryPoint
from kata_runner.packs.plugin_manager import Plugins
from tests.helpers.graders import grade, grade_only

WriteKata = Callable[[dict[str, str | None]], Kata]
MakeAttempt = Callable[[str], Attempt]
SCORING = EntryPoint("scoring", "kata_runner.grading.scoring", "1")
SMALL_ONLY = (
    "def square(side):\n    return side * side if abs(side) < 0.8 else 0.5\n\n\ndef "
    "circle(radius):\n    return 0\n"
)
# Right for numbers as one writes them down too: no small call shows what is wrong.
NOT_ON_PAPER = SMALL_ONLY.replace("< 0.8", "< 0.8 or side == round(side, 1)")
MATRICES: dict[str, str | None] = {
    "katas/area/experiments.py": '''\
from kata_runner import Table, probe


@probe(points=1)
def turned(impl, rng):
    """apply multiplies a matrix and a vector."""
    matrix, vector = rng.normal(size=(3, 3)), rng.normal(size=3)
    return Table.of(impl.apply(matrix, vector), vector=vector)
''',
    "solutions/area/solution.py": "def apply(matrix, vector):\n    return matrix @ vector\n",
}


def graded(kata: Kata, attempt: Attempt, sandbox: Sandbox, seed: int = 0) -> dict[str, Outcome]:
    report = grade(Job(kata, attempt, "graded", seed), sandbox, Plugins([SCORING]))
    return {outcome.name: outcome for outcome in report.outcomes}


def test_the_smallest_failing_case_is_told_with_its_seed(
    area: Kata, sandbox: Sandbox, attempt: MakeAttempt
) -> None:
    message = graded(area, attempt(NOT_ON_PAPER), sandbox)["random_squares"].feedback
    areas = [
        row[0]
        for seed in range(4)
        for row in compute(area, seed, sandbox.run).by_name["random_squares"].table.rows
    ]
    smallest = min(area for area in areas if isinstance(area, float) and area >= 0.64)
    told = re.search(
        r"The smallest failing case found, seed (\d), case \d+:\n.*\n  ✗ area +(\S+) +0.5",
        message,
    )
    assert told and told[2] == f"{smallest:.6g}"
    replay = ["--seed", told[1]] if told[1] != "0" else []
    assert message.endswith(
        " ".join(["\n  kata check 0.2 area.py", *replay, "--only random_squares"])
    )


def test_a_small_call_that_fails_is_told_instead_where_there_is_one(
    area: Kata, sandbox: Sandbox, attempt: MakeAttempt, tmp_path: Path
) -> None:
    wrong = attempt(SMALL_ONLY)
    outcome = graded(area, wrong, sandbox)["random_squares"]
    told = re.search(
        r"A small call that fails:\n  >>> side = (-?\d\.\d)\n  >>> square\(side\)\n"
        r"  expected  (\S+)\n  actual    0\.5",
        outcome.feedback,
    )
    assert told and float(told[2]) == pytest.approx(float(told[1]) ** 2)
    (tmp_path / "area.py").write_bytes(wrong.source)
    pasted = outcome.python.replace("\nsquare(side)", "\nprint(square(side))")
    done = subprocess.run(
        [sys.executable, "-c", pasted], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == "0.5\n"


def test_what_is_told_is_what_the_replay_shows(
    area: Kata, sandbox: Sandbox, attempt: MakeAttempt
) -> None:
    wrong = attempt(NOT_ON_PAPER)
    message = graded(area, wrong, sandbox)["random_squares"].feedback
    told = re.search(r"found, seed (\d), case (\d+):\n.*\n  ✗ area +(\S+) +0.5", message)
    assert told
    [outcome] = grade_only(area, wrong, int(told[1]), "random_squares", sandbox).outcomes
    shown = outcome.explanation[outcome.explanation.index(f"case {told[2]}") :].splitlines()[1]
    assert shown.split() == ["✗", "area", told[3], "0.5"]


def test_what_waits_for_others_is_replayed_by_itself(
    area: Kata, sandbox: Sandbox, attempt: MakeAttempt
) -> None:
    half = attempt("def square(side):\n    return 0.5\n")
    assert graded(area, half, sandbox)["three_squares"].message == "Waits for random_squares."
    [outcome] = grade_only(area, half, 0, "three_squares", sandbox).outcomes
    assert outcome.explanation.splitlines()[:2] == [
        "    side  expected  actual",
        "  ✗ 1            1     0.5",
    ]


def test_it_is_the_same_every_time(area: Kata, sandbox: Sandbox, attempt: MakeAttempt) -> None:
    first, second = (graded(area, attempt(SMALL_ONLY), sandbox, 7) for _ in range(2))
    assert [outcome.explanation for outcome in first.values()] == [
        outcome.explanation for outcome in second.values()
    ]


def test_what_has_no_random_inputs_is_only_replayed(
    area: Kata, sandbox: Sandbox, attempt: MakeAttempt
) -> None:
    message = graded(area, attempt(SMALL_ONLY), sandbox)["circles"].feedback
    assert "smallest" not in message
    assert message.endswith("\nReplay exactly that:\n  kata check 0.2 area.py --only circles")


def test_a_crash_is_replayed_too(area: Kata, sandbox: Sandbox, attempt: MakeAttempt) -> None:
    crashing = attempt("def square(side):\n    return 1 / 0\n")
    assert graded(area, crashing, sandbox, 5)["random_squares"].feedback.endswith(
        "--seed 5 --only random_squares"
    )


def test_what_passed_waits_or_is_not_written_needs_no_replay(
    area: Kata, sandbox: Sandbox, attempt: MakeAttempt
) -> None:
    some = attempt(
        "def square(side):\n    return 0.0\n\n\ndef circle(radius):\n    raise "
        "NotImplementedError\n"
    )
    outcomes = graded(area, some, sandbox)
    assert "Replay" in outcomes["random_squares"].feedback
    assert outcomes["three_squares"].message == "Waits for random_squares."
    assert outcomes["circles"].message == "circle is not written yet."


def test_an_attempt_that_takes_long_is_not_run_again(
    area: Kata, sandbox: Sandbox, attempt: MakeAttempt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rerun, "MAX_SECONDS", 0.0)
    message = graded(area, attempt(SMALL_ONLY), sandbox)["random_squares"].feedback
    assert "smallest" not in message and "Replay exactly that" in message


def test_a_classroom_does_without(area: Kata, sandbox: Sandbox, attempt: MakeAttempt) -> None:
    job = Job(area, attempt(SMALL_ONLY))
    key, plugins = compute(area, 0, sandbox.run), Plugins([SCORING])
    report = grade_run(GradingContext(job, sandbox.run(job), key, plugins, sandbox.run_many))
    assert not any("Replay" in outcome.feedback for outcome in report.outcomes)


@pytest.mark.parametrize(
    "body", ["vector *= 2\n    return matrix @ vector", "vector[:] = 0\n    return vector"]
)
def test_an_argument_that_is_changed_in_place_is_named(
    body: str, write_kata: WriteKata, sandbox: Sandbox, attempt: MakeAttempt
) -> None:
    outcome = graded(
        write_kata(MATRICES), attempt(f"def apply(matrix, vector):\n    {body}\n"), sandbox
    )["turned"]
    assert outcome.diagnosis is not None and outcome.diagnosis.mistake == "input_changed"
    assert outcome.explanation.startswith("apply changes vector in place, ")


@pytest.mark.parametrize(
    "given", ["[1.0, 2.0, 3.0]", "{'a': [1.0]}", "({'a': 1.0}, [rng.normal(size=2)])"]
)
def test_whatever_holds_numbers_is_watched(
    given: str, write_kata: WriteKata, sandbox: Sandbox, attempt: MakeAttempt
) -> None:
    experiments = f"""\
from kata_runner import Table, probe


@probe(points=1)
def given(impl, rng):
    \"\"\"first takes what it is given.\"\"\"
    return Table.of(impl.first({given}, rng), rng.normal())
"""
    kata = write_kata({
        "katas/area/experiments.py": experiments,
        "solutions/area/solution.py": "def first(values, rng):\n    return 0.5 + len(values)\n",
    })  # fmt: skip
    emptying = (
        "def first(values, rng):\n    (values[-1] if isinstance(values, tuple) else "
        "values).{}()\n    return 0.0\n"
    )
    changed = graded(kata, attempt(emptying.format("clear")), sandbox)["given"].diagnosis
    assert changed is not None and changed.says.startswith("first changes values in place")
    assert graded(kata, attempt(emptying.format("copy")), sandbox)["given"].diagnosis is None


def test_a_random_state_may_be_used(
    write_kata: WriteKata, sandbox: Sandbox, attempt: MakeAttempt
) -> None:
    experiments = MATRICES["katas/area/experiments.py"]
    assert experiments is not None
    drawing = MATRICES | {
        "katas/area/experiments.py": experiments.replace(
            "apply(matrix, vector)", "apply(matrix, rng)"
        ),
        "solutions/area/solution.py": "def apply(matrix, rng):\n"
        "    return matrix @ rng.normal(size=3)\n",
    }
    wrong = attempt(
        "def apply(matrix, rng):\n    return matrix @ rng.normal(size=3) + rng.normal(size=3)\n"
    )
    assert graded(write_kata(drawing), wrong, sandbox)["turned"].diagnosis is None


def test_a_matrix_that_is_used_transposed_is_named(
    write_kata: WriteKata, sandbox: Sandbox, attempt: MakeAttempt
) -> None:
    outcome = graded(
        write_kata(MATRICES), attempt("def apply(m, v):\n    return m.T @ v\n"), sandbox
    )["turned"]
    assert outcome.diagnosis is not None and outcome.diagnosis.mistake == "matrix_transposed"
    assert outcome.diagnosis.says.startswith("apply uses matrix transposed")


def test_what_a_wrapper_tells_cannot_be_said_by_printing(
    write_kata: WriteKata, sandbox: Sandbox, attempt: MakeAttempt
) -> None:
    talking = attempt("def apply(m, v):\n    print('apply vector')\n    return m[0] * v\n")
    assert graded(write_kata(MATRICES), talking, sandbox)["turned"].diagnosis is None


@pytest.mark.parametrize("name", ["random_squares", "circles"])
def test_no_feedback_holds_the_references_source(
    name: str, area: Kata, sandbox: Sandbox, attempt: MakeAttempt
) -> None:
    [outcome] = grade_only(area, attempt(SMALL_ONLY), 0, name, sandbox).outcomes
    for message in (outcome.explanation, graded(area, attempt(SMALL_ONLY), sandbox)[name].feedback):
        assert not re.search(r"side \* side|radius\*\*2|import pi|return ", message)


LAYERS: dict[str, str | None] = {
    "katas/area/experiments.py": '''\
from kata_runner import Table, probe


@probe(points=1)
def layers(impl, rng):
    """A layer is applied, twice."""
    layer = impl.Layer(rng.normal(size=(2, 2)))
    x = rng.normal(size=2)
    return Table.of(layer.apply(x), layer.apply(x), layer(layer))
''',
    "solutions/area/solution.py": """\
class Layer:
    def __init__(self, matrix):
        self.matrix = matrix

    def apply(self, x):
        return self.matrix @ x

    def __call__(self, other):
        return 0.0
""",
}


def test_what_goes_into_methods_is_shown_without_places_in_memory(
    write_kata: WriteKata, sandbox: Sandbox, attempt: MakeAttempt
) -> None:
    kata = write_kata(LAYERS)
    wrong = attempt(
        "class Layer:\n    def __init__(self, m): pass\n    def apply(self, x): return x\n"
    )
    [outcome] = grade_only(kata, wrong, 0, "layers", sandbox).outcomes
    went_in = [line.strip() for line in outcome.replay.splitlines()]
    assert [line for line in went_in if line.startswith("Layer")] == [
        "Layer",
        "Layer.apply",
        "Layer.apply",
        "Layer.__call__",
    ]
    assert any(line.startswith("matrix = array(") for line in went_in)
    assert "other = <solution.Layer>" in went_in and not any(
        line.startswith("self") for line in went_in
    )


def test_a_method_that_changes_what_it_is_given_is_told_so(
    write_kata: WriteKata, sandbox: Sandbox, attempt: MakeAttempt
) -> None:
    source = str(LAYERS["solutions/area/solution.py"])
    wrong = attempt(
        source.replace("return self.matrix @ x", "x[:] = self.matrix @ x\n        return x.copy()")
    )
    cause = graded(write_kata(LAYERS), wrong, sandbox)["layers"].diagnosis
    assert cause is not None and cause.says.startswith("Layer.apply changes x in place")


def test_a_matrix_that_a_class_uses_transposed_is_told(
    write_kata: WriteKata, sandbox: Sandbox, attempt: MakeAttempt
) -> None:
    source = str(LAYERS["solutions/area/solution.py"])
    wrong = attempt(source.replace("self.matrix @ x", "x @ self.matrix"))
    cause = graded(write_kata(LAYERS), wrong, sandbox)["layers"].diagnosis
    assert cause is not None and cause.says.startswith("Layer uses matrix transposed")
